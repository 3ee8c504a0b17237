//! Signed media addresses: short-lived prefixes that a cache can check, one per lesson, never
//! one per viewer.

pub mod list;
pub mod preview;
mod sign;

pub use sign::{MediaSigner, Prefix, Refused};

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_platform::keys::Keys;

use crate::hub::Audience;

/// The signed prefix of a lesson's media addresses, for everyone in the lesson.
pub fn prefix(keys: &Keys, lesson: LessonId, until: UtcMs) -> Prefix {
    MediaSigner::new(keys.media()).prefix(lesson, Audience::Lesson, until)
}
