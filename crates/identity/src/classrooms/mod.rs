//! Screens that stand for a class: paired once by a code, then devices of small rights. A screen is
//! nobody's sign-in: it has a cookie of its own, which opens what shows a lesson and nothing else.

pub mod arrival;
pub mod end;
pub mod list;
pub mod pair;
pub mod pairing;
mod refusals;
pub mod screen;
mod window;

pub use list::Classroom;
pub use screen::Screen;
pub(crate) use window::is_open_to_screens;
