//! Lessons in the calendar: for whom they are, who teaches them, and where they are in their life.

pub mod audience;
pub mod change;
mod clashes;
pub mod close;
pub mod create;
pub mod lesson;
pub mod list;
pub mod new;
pub mod open;
pub mod parts;
pub(crate) mod recorded;
pub mod remove;
pub mod roster;
pub mod show;
pub mod stands;
pub mod teachers;

pub use crate::access::{attend_access, staff_access};
pub use close::{close, close_as_logged};
pub use lesson::Lesson;
pub use new::NewLesson;
pub use open::open;
pub use parts::LessonRole;
pub use roster::{RosterPerson, roster, roster_during};
pub use stands::{LessonRow, LessonState, open_ids, own_starts, stands};
