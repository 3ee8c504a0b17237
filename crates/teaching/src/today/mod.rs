//! What a person teaches and attends today.

pub mod show;
