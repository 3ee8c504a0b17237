//! Everything that can have happened, in the past tense; data only.
