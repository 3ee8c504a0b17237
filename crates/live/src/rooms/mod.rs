//! The rooms of this node: one actor per lesson that holds its state and writes its journal.

mod directory;
mod drawn;
mod home;
mod load;
mod on_stage;
mod pending;
mod points;
mod seam;
mod tail;
mod visitors;
pub mod wire;

pub use directory::{Door, EnterError, Rooms};
pub use drawn::Drawn;
pub use on_stage::{OnStage, Publishing, StageWatch};
pub use seam::{LessonClock, MediaBefore, MediaInput, OpenLesson, RoomEvent, RoomGone};
