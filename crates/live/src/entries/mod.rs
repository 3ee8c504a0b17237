//! Reading a lesson's log, as far as one may see it.

pub mod list;
pub mod people;
