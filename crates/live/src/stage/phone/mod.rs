//! A phone as one's second camera: it is asked by a code that is good once and for minutes, and
//! gets a key by which it may send one picture, in the place of a screen, and nothing else.
//!
//! Codes and keys live with the seat they were made from and in this process only, as the stage
//! itself does; they stand in no table.

mod access;
pub mod end;
mod follow;
pub mod offer;
mod phones;
pub mod show;
pub mod take;

pub use phones::Phones;
