//! The programme: what happens on the stage, as one picture and one sound for those who watch over
//! HTTP and for the recording.
//!
//! The sound of everybody is mixed and coded from the programme's beginning to its end, also while
//! nobody speaks: it has no gaps and one codec. Both leave in the form of an encoder's tags, so
//! that a stage is to the rest of the server what an encoder is.

mod clock;
mod desk;
mod order;
mod picture;
mod sound;

pub use order::Order;
pub use picture::Picture;
pub use sound::{Heard, Sound};
