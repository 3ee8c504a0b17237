//! What every fact says about itself.

use serde::{Deserialize, Serialize};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::SchoolId;
use xingtan_base::ids::{AllianceId, ClassId, ClientId, CourseId, FactId, LessonId, PersonId};

use crate::happened::Happened;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Names the fact; consumers use it to do their work once.
    pub id: FactId,
    /// The version of this kind's JSON.
    pub v: u16,
    /// When it happened.
    pub at_ms: i64,
    /// The school whose matter it is, if it is one school's.
    pub school: Option<SchoolId>,
    /// Who did it; nobody when the server did.
    pub actor: Option<Actor>,
    /// What it was done to.
    pub object: Object,
    /// In which teaching it happened.
    #[serde(default)]
    pub context: Context,
    /// What happened: `kind`, and `after`, the complete result.
    #[serde(flatten)]
    pub happened: Happened,
    /// The fact that led to this one.
    pub cause: Option<FactId>,
    /// The name the client gave to its request.
    pub client_id: Option<ClientId>,
}

impl Fact {
    /// A fact of the present version without actor, context, cause and client.
    pub fn new(id: FactId, at: UtcMs, object: Object, happened: Happened) -> Self {
        Self {
            id,
            v: 1,
            at_ms: at.0,
            school: None,
            actor: None,
            object,
            context: Context::default(),
            happened,
            cause: None,
            client_id: None,
        }
    }
}

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// The role in which they did it: `administrator`, `teacher`, `learner`; `person` for what
    /// anybody does with their own account.
    pub role: String,
    /// The person for whom they did it.
    pub on_behalf_of: Option<PersonId>,
}

/// What it was done to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// The noun: `lesson`, `person`.
    pub kind: String,
    /// The thing's id.
    pub id: String,
}

impl Object {
    /// Names a thing by its noun and id.
    pub fn new(kind: &str, id: impl ToString) -> Self {
        Self { kind: kind.to_owned(), id: id.to_string() }
    }
}

/// In which teaching it happened.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The lesson.
    pub lesson: Option<LessonId>,
    /// The course.
    pub course: Option<CourseId>,
    /// The class.
    pub class: Option<ClassId>,
    /// The alliance.
    pub alliance: Option<AllianceId>,
}

/// A fact with its place in the one order that all consumers see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Dense, from 1.
    pub position: i64,
    /// The fact.
    pub fact: Fact,
}
