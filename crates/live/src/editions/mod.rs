//! A teacher's own version of a recorded lesson: passages of it in an order of his, with questions,
//! pages and pauses of his own between them. The recording itself is never touched.

pub mod access;
pub mod answers;
pub mod attach;
pub mod attached;
pub mod change;
pub mod create;
pub mod decks;
pub mod edition;
pub mod list;
pub mod part;
mod recorded;
mod refusals;
pub mod remove;
mod rows;
pub mod show;
pub mod source;
pub mod source_ink;
