//! Making a pack.

mod decks;
mod gather;
mod ink_pictures;
mod maker;
mod parts;
mod progress;
pub mod store;
pub mod worker;

pub(crate) use maker::IN_MAKING;
pub use maker::Maker;
pub use parts::Sums;
pub use progress::{Done, Progress};
