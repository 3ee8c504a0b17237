//! The journal: a lesson's entries in the database, written only under a lease.

pub mod append;
pub mod lease;
pub mod read;
pub mod row;
