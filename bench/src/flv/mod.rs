//! Row 14: one stream to many viewers.

pub mod limit;
pub mod load;
pub mod row;
mod viewer;
