//! Bounds of questions and answers. Characters are Unicode scalar values.

/// Characters of a stem.
pub const STEM_CHARS_MAX: usize = 2_000;
/// Fewest options of a choice question or poll.
pub const CHOICES_MIN: usize = 2;
/// Most options of a choice question or poll.
pub const CHOICES_MAX: usize = 10;
/// Characters of an option's id.
pub const CHOICE_ID_CHARS_MAX: usize = 16;
/// Characters of an option's text.
pub const CHOICE_TEXT_CHARS_MAX: usize = 500;
/// Most points of one question.
pub const POINTS_MAX: u32 = 100;
/// Most texts a short-text key may accept.
pub const ACCEPTED_MAX: usize = 20;
/// Characters of an accepted text and of a short-text answer.
pub const TEXT_CHARS_MAX: usize = 200;
/// Characters of an explanation.
pub const EXPLANATION_CHARS_MAX: usize = 4_000;
