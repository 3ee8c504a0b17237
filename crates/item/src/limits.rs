//! Bounds of questions and answers.
