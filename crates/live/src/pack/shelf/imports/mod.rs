//! Packs on their way to a shelf.
//!
//! A pack that has arrived is looked at, and goes to the file store as it came. From then on it is
//! a job: each of its files is cut out, checked and kept, and in one transaction the pack stands on
//! the shelf. What comes to nothing leaves nothing behind.

pub mod begin;
pub mod cutter;
pub mod remove;
pub mod rows;
pub mod shelve;
pub mod show;
pub mod worker;
