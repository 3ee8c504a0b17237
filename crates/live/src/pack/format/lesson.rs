//! The lesson in a pack: what its class may see of it, and nothing else.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClassId, DeckId, PersonId, uuid_v7};
use xingtan_item::question::{Choice, Prompt};
use xingtan_library::convert::Page;
use xingtan_room::entry::{Body, Entry};
use xingtan_room::message::Role;
use xingtan_room::view::{self, Viewer};

/// A lesson for a player that asks no server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackLesson {
    /// Its title.
    pub title: String,
    /// Its course's title.
    pub course: String,
    /// The name of the school that taught it.
    pub school: String,
    /// Its teachers' names.
    pub teachers: Vec<String>,
    /// The class the pack is for.
    pub class: PackClass,
    /// UTC at lesson time zero.
    pub opened_at: UtcMs,
    /// Its length.
    pub duration_ms: i64,
    /// Entries are shown this much later against the picture.
    pub shift_ms: i32,
    /// The class's learners: who may answer.
    pub people: Vec<PackPerson>,
    /// The names of all who are in the log.
    pub names: BTreeMap<PersonId, String>,
    /// Its log as the class saw it, without what anyone answered.
    pub entries: Vec<Entry>,
    /// Its recording.
    pub runs: Vec<PackRun>,
    /// The documents that it showed.
    #[serde(default)]
    pub decks: Vec<PackDeck>,
}

/// A document made into pages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackDeck {
    /// The deck.
    pub id: DeckId,
    /// Its title.
    pub title: String,
    /// Its pages, in order.
    pub pages: Vec<PackPage>,
}

/// A page of a deck.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackPage {
    /// The page as learners of the lesson see it.
    #[serde(flatten)]
    pub page: Page,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The path of its picture; absent of a page that could not be made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// The class of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackClass {
    /// Its id.
    pub id: ClassId,
    /// Its name.
    pub name: String,
}

/// A learner of the class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackPerson {
    /// Who.
    pub id: PersonId,
    /// Name as the class knows it.
    pub name: String,
}

/// A recorded run as a file of the pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackRun {
    /// Its number within the lesson.
    pub run: u32,
    /// Where the file begins on the lesson's clock.
    pub start_ms: i64,
    /// How long it plays.
    pub duration_ms: i64,
    /// Its path.
    pub file: String,
    /// Whether it has a picture.
    pub has_picture: bool,
}

/// An entry as a pack for a class holds it; nothing when that class may not see it, when it is
/// about one person's doing only, or when no player has a use for it.
pub fn entry_for(class: ClassId, entry: &Entry) -> Option<Entry> {
    let is_shown = matches!(
        entry.body,
        Body::LessonOpened(_)
            | Body::LessonClosed(_)
            | Body::DanmakuSent(_)
            | Body::DanmakuCleared(_)
            | Body::PollOpened(_)
            | Body::PollClosed(_)
            | Body::PollShown(_)
            | Body::QuizOpened(_)
            | Body::QuizClosed(_)
            | Body::QuizShown(_)
            | Body::PickMade(_)
            | Body::AnnouncementPosted(_)
            | Body::MediaStarted(_)
            | Body::MediaStopped(_)
            | Body::MediaShifted(_)
            | Body::PageTurned(_)
    );
    // Nobody in particular: what is for one person is in no pack.
    let nobody = PersonId::from_uuid(uuid_v7(0, [0; 10]));
    let viewer = Viewer { person: nobody, role: Role::Learner, class: Some(class) };
    let mut seen = view::entry_for(&viewer, entry).filter(|_| is_shown)?;
    seen.client_id = None;
    Some(seen)
}

/// Everyone whom these entries name.
pub fn named(entries: &[Entry]) -> BTreeSet<PersonId> {
    let mut people: BTreeSet<_> = entries.iter().filter_map(|entry| entry.by).collect();
    people.extend(entries.iter().filter_map(|entry| match &entry.body {
        Body::PickMade(made) => Some(made.person),
        _ => None,
    }));
    people
}

/// A question of a lesson that may be answered later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// A poll in which all may know who chose what.
    Poll {
        /// The options.
        choices: Vec<Choice>,
        /// Whether several may be chosen.
        multiple: bool,
    },
    /// A poll in which nobody may.
    Secret,
    /// A quiz.
    Quiz(Prompt),
}

impl PackLesson {
    /// Its questions by their names.
    pub fn asked(&self) -> HashMap<ActivityId, Asked> {
        let asked = |entry: &Entry| match &entry.body {
            Body::PollOpened(poll) if poll.anonymous => Some((poll.activity, Asked::Secret)),
            Body::PollOpened(poll) => {
                let (choices, multiple) = (poll.choices.clone(), poll.multiple);
                Some((poll.activity, Asked::Poll { choices, multiple }))
            }
            Body::QuizOpened(quiz) => Some((quiz.activity, Asked::Quiz(quiz.prompt.clone()))),
            _ => None,
        };
        // Of two with one name the first counts.
        self.entries.iter().rev().filter_map(asked).collect()
    }
}
