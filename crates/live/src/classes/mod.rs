//! The classes that take a lesson elsewhere, as its staff see them: how each stands, and now and
//! then a still picture of it. A still is kept in memory alone: the newest of each class, while the
//! lesson goes on.

pub mod access;
pub mod list;
mod refusals;
pub mod show_still;
pub mod still;
pub mod stills;
