//! Courses, lessons in the calendar with their audience, and prepared questions.

pub mod access;
pub mod classrooms;
pub mod courses;
pub mod decks;
pub mod lessons;
pub mod limits;
pub mod questions;
mod routes;
mod state;
mod titles;
pub mod today;

pub use routes::{openapi, routes};
pub use state::Teaching;
