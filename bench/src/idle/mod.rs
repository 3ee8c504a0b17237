//! Row 1: what sockets cost in which nothing happens.

pub mod load;
pub mod row;
