//! Distinct id types over UUIDv7, so that a person's id cannot be passed for a lesson's.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use utoipa::openapi::schema::{ObjectBuilder, SchemaFormat, SchemaType, Type};
use utoipa::openapi::{RefOr, Schema};
use uuid::Uuid;

/// An application-made, time-ordered id of one kind of thing. On the wire and in the database it
/// is the hyphenated lower-case UUID text.
pub struct Id<K> {
    uuid: Uuid,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// Wraps a UUID that is known to name a `K`.
    pub const fn from_uuid(uuid: Uuid) -> Self {
        Self { uuid, kind: PhantomData }
    }

    /// The UUID without its kind.
    pub const fn uuid(self) -> Uuid {
        self.uuid
    }
}

/// Makes a UUIDv7 from a time and ten random bytes (RFC 9562 section 5.7).
/// Both are arguments so that a test can repeat an id.
pub fn uuid_v7(unix_ms: i64, random: [u8; 10]) -> Uuid {
    let unix_ms = u64::try_from(unix_ms).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid()
}

impl<K> Copy for Id<K> {}
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.uuid == other.uuid
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.uuid.cmp(&other.uuid)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.uuid.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.uuid, f)
    }
}

/// The text was not a UUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct NotAnId;

impl<K> FromStr for Id<K> {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        Uuid::parse_str(text).map(Self::from_uuid).map_err(|_| NotAnId)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.uuid)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
impl<K> utoipa::PartialSchema for Id<K> {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .format(Some(SchemaFormat::Custom("uuid".to_owned())))
            .into()
    }
}
impl<K> utoipa::ToSchema for Id<K> {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Id")
    }
}

/// The kinds of things that have ids. They exist only as type parameters.
pub mod kinds {
    /// A region: the root of an organisation tree.
    pub enum Region {}
    /// An alliance of schools that cuts across the tree.
    pub enum Alliance {}
    /// A school.
    pub enum School {}
    /// A class: a group of learners in a school.
    pub enum SchoolClass {}
    /// A person with an account.
    pub enum Person {}
    /// A membership: a person's role in an organisation for a time.
    pub enum Membership {}
    /// A signed-in browser.
    pub enum Session {}
    /// The paired screen of a class.
    pub enum Classroom {}
    /// A screen that waits to be paired.
    pub enum Pairing {}
    /// A roster import.
    pub enum Import {}
    /// A course.
    pub enum Course {}
    /// One occasion in the calendar.
    pub enum Lesson {}
    /// A file on its way to the server.
    pub enum Upload {}
    /// A document made into pages.
    pub enum Deck {}
    /// An item in a lesson's preparation or in the bank.
    pub enum Question {}
    /// A poll, quiz or pick in a room.
    pub enum Activity {}
    /// A lesson packed for a class.
    pub enum Pack {}
    /// A pack on a school's shelf.
    pub enum Shelved {}
    /// A pack on its way to a school's shelf.
    pub enum PackImport {}
    /// A teacher's own version of a recorded lesson.
    pub enum Edition {}
    /// A mark or note of one's own in a lesson.
    pub enum Note {}
    /// A stored fact.
    pub enum Fact {}
    /// Something the client named itself so that a retry is harmless.
    pub enum Client {}
}

/// Names a region.
pub type RegionId = Id<kinds::Region>;
/// Names an alliance.
pub type AllianceId = Id<kinds::Alliance>;
/// Names a school.
pub type SchoolId = Id<kinds::School>;
/// Names a class.
pub type ClassId = Id<kinds::SchoolClass>;
/// Names a person.
pub type PersonId = Id<kinds::Person>;
/// Names a membership.
pub type MembershipId = Id<kinds::Membership>;
/// Names a signed-in browser.
pub type SessionId = Id<kinds::Session>;
/// Names the screen of a class.
pub type ClassroomId = Id<kinds::Classroom>;
/// Names a screen that waits to be paired.
pub type PairingId = Id<kinds::Pairing>;
/// Names a roster import.
pub type ImportId = Id<kinds::Import>;
/// Names a course.
pub type CourseId = Id<kinds::Course>;
/// Names a lesson.
pub type LessonId = Id<kinds::Lesson>;
/// Names an upload.
pub type UploadId = Id<kinds::Upload>;
/// Names a deck.
pub type DeckId = Id<kinds::Deck>;
/// Names a question.
pub type QuestionId = Id<kinds::Question>;
/// Names an activity in a room.
pub type ActivityId = Id<kinds::Activity>;
/// Names a lesson packed for a class.
pub type PackId = Id<kinds::Pack>;
/// Names a pack on a school's shelf.
pub type ShelvedId = Id<kinds::Shelved>;
/// Names a pack on its way to a school's shelf.
pub type PackImportId = Id<kinds::PackImport>;
/// Names a teacher's own version of a recorded lesson.
pub type EditionId = Id<kinds::Edition>;
/// Names a mark or note of one's own in a lesson.
pub type NoteId = Id<kinds::Note>;
/// Names a stored fact.
pub type FactId = Id<kinds::Fact>;
/// Names a message that a client may send twice.
pub type ClientId = Id<kinds::Client>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_survives_text_and_json() {
        let id = LessonId::from_uuid(uuid_v7(1_790_000_000_000, [7; 10]));
        assert_eq!(id.to_string().parse::<LessonId>(), Ok(id));
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(serde_json::from_str::<LessonId>(&json).unwrap(), id);
        assert_eq!("lesson-1".parse::<LessonId>(), Err(NotAnId));
    }

    #[test]
    fn ids_sort_by_time() {
        let early = PersonId::from_uuid(uuid_v7(1_000, [255; 10]));
        let late = PersonId::from_uuid(uuid_v7(1_001, [0; 10]));
        assert!(early < late);
    }
}
