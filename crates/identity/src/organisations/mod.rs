//! Regions, schools, alliances and classes.

pub mod add_class;
pub mod create;
pub mod list;
pub mod names;
