//! What a person teaches and attends today.
