//! Lesson packs: a lesson as one file that any computer plays without a network.
//!
//! A pack is an ordinary ZIP with a page in it. It holds what one class may see of a lesson that is
//! over. It is made by a job and kept file by file, so that only what changed is fetched again. On
//! another server it stands on a school's shelf. Answers given to it come back as a file that
//! names the pack's secret, and count once.

pub(crate) mod access;
pub mod ask;
pub mod deliver;
pub mod format;
pub mod limits;
pub mod list;
pub mod make;
mod pieces;
mod player;
mod refusals;
pub mod remove;
pub(crate) mod routes;
pub mod rows;
pub mod shelf;
pub mod state;
pub mod take_answers;

pub use player::Player;
pub use state::Packs;
