//! The rooms of this node: one actor per lesson that holds its state and writes its journal.

mod directory;
mod home;
mod load;
mod pending;
mod seam;
mod tail;
mod visitors;
pub mod wire;

pub use directory::{Door, EnterError, Rooms};
pub use seam::{LessonClock, MediaBefore, MediaInput, OpenLesson, RoomEvent, RoomGone};
