//! The file in which answers come back.

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClientId, LessonId, PackId, PersonId};
use xingtan_item::answer::Answer;

use super::manifest::FORMAT;
use crate::pack::limits::ANSWERS_MAX;

/// What says that a file holds answers.
pub const KIND: &str = "xingtan-pack-answers";

/// Answers to a pack's questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AnswersFile {
    /// The version of its shape.
    pub format: u32,
    /// Says that it holds answers.
    pub kind: String,
    /// The pack.
    pub pack: PackId,
    /// Its lesson.
    pub lesson: LessonId,
    /// The pack's secret.
    pub secret: String,
    /// The answers.
    pub answers: Vec<GivenAnswer>,
    /// How many more there were that no server could read.
    #[serde(skip)]
    pub unreadable: u32,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GivenAnswer {
    /// The player's own name for it; the same again is one answer.
    pub client_id: ClientId,
    /// Who.
    pub person: PersonId,
    /// The poll or quiz.
    pub activity: ActivityId,
    /// The answer.
    pub answer: Answer,
    /// When, by the device it was given on.
    pub given_at: UtcMs,
}

/// Why a file holds no answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswersError {
    /// It is another file, or was cut.
    #[error("the file holds no answers of a pack")]
    Unreadable,
    /// It was saved by a later release.
    #[error("the answers were saved by a later release")]
    Newer,
    /// It holds more than a class can give.
    #[error("the file holds too many answers")]
    TooMany,
}

#[derive(Deserialize)]
struct Head {
    format: u32,
    kind: String,
}

/// How many there are, at no cost of memory.
#[derive(Deserialize)]
struct Count {
    answers: Vec<IgnoredAny>,
}

#[derive(Deserialize)]
struct Loose {
    pack: PackId,
    lesson: LessonId,
    secret: String,
    answers: Vec<Json>,
}

impl AnswersFile {
    /// A file of these answers.
    pub fn new(
        (pack, lesson): (PackId, LessonId),
        secret: String,
        answers: Vec<GivenAnswer>,
    ) -> Self {
        let (format, kind) = (FORMAT, KIND.to_owned());
        Self { format, kind, pack, lesson, secret, answers, unreadable: 0 }
    }

    /// Reads a file from outside. An answer that cannot be read spoils no other one.
    ///
    /// # Errors
    /// When the file is no file of answers.
    pub fn parse(bytes: &[u8]) -> Result<Self, AnswersError> {
        let unreadable = |_| AnswersError::Unreadable;
        // Some editors put a mark before the first letter.
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let head: Head = serde_json::from_slice(bytes).map_err(unreadable)?;
        if head.kind != KIND {
            return Err(AnswersError::Unreadable);
        }
        if head.format > FORMAT {
            return Err(AnswersError::Newer);
        }
        let count: Count = serde_json::from_slice(bytes).map_err(unreadable)?;
        if count.answers.len() > ANSWERS_MAX {
            return Err(AnswersError::TooMany);
        }
        let loose: Loose = serde_json::from_slice(bytes).map_err(unreadable)?;
        let total = loose.answers.len();
        let read = |json| serde_json::from_value::<GivenAnswer>(json).ok();
        let is_sound = |answer: &GivenAnswer| !holds_nul(&answer.answer);
        let given = loose.answers.into_iter().filter_map(read);
        let answers: Vec<_> = given.filter(is_sound).collect();
        let unreadable = u32::try_from(total - answers.len()).unwrap_or(u32::MAX);
        let place = (loose.pack, loose.lesson);
        Ok(Self { unreadable, ..Self::new(place, loose.secret, answers) })
    }
}

/// Whether an answer holds the character that no database keeps.
fn holds_nul(answer: &Answer) -> bool {
    match answer {
        Answer::Choices(given) => given.choices.iter().any(|choice| choice.contains('\0')),
        Answer::Truth(_) => false,
        Answer::Text(given) => given.text.contains('\0'),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_broken_answer_spoils_no_other() {
        let id = "01900000-0000-7000-8000-000000000001";
        let good = json!({"client_id": id, "person": id, "activity": id,
            "answer": {"kind": "truth", "value": true}, "given_at": "2026-11-27T00:00:00Z"});
        let mut nul = good.clone();
        nul["answer"] = json!({"kind": "text", "text": "a\u{0}"});
        let mut file = json!({"format": 1, "kind": KIND, "pack": id, "lesson": id,
            "secret": "s", "answers": [good, {"person": "nobody"}, nul]});
        let read = AnswersFile::parse(file.to_string().as_bytes()).unwrap();
        assert_eq!((read.answers.len(), read.unreadable), (1, 2));
        let again = AnswersFile::parse(&serde_json::to_vec(&read).unwrap()).unwrap();
        assert_eq!(again.answers, read.answers);
        file["answers"] = json!(vec![0; ANSWERS_MAX + 1]);
        let parsed = AnswersFile::parse(file.to_string().as_bytes());
        assert_eq!(parsed, Err(AnswersError::TooMany));
        file["format"] = json!(2);
        assert_eq!(AnswersFile::parse(file.to_string().as_bytes()), Err(AnswersError::Newer));
        assert_eq!(AnswersFile::parse(b"{\"format\": 1"), Err(AnswersError::Unreadable));
    }
}
