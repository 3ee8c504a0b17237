//! Courses, lessons in the calendar with their audience, and prepared questions.
