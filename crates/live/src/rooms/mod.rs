//! The rooms of this node: one actor per lesson that holds its state and writes its journal.

mod seam;
pub mod wire;

pub use seam::{LessonClock, MediaInput, RoomEvent, RoomGone, Rooms};
