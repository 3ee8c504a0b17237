//! The first start: a one-time link makes the region, the school and the administrator.

pub mod complete;
pub mod link;
