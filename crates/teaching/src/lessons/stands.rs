//! How a lesson stands: what the room and the media ask of the calendar.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, CourseId, LessonId, SchoolId};
use xingtan_platform::db::{self, Tx};

/// Where a lesson is in its life. It only moves forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LessonState {
    /// In the calendar.
    Planned,
    /// Its room is open.
    Open,
    /// Over.
    Closed,
}

impl LessonState {
    /// The word in the database and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }
}

impl std::str::FromStr for LessonState {
    type Err = &'static str;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "planned" => Ok(Self::Planned),
            "open" => Ok(Self::Open),
            "closed" => Ok(Self::Closed),
            _ => Err("not a state of a lesson"),
        }
    }
}

/// A lesson as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonRow {
    /// The lesson.
    pub id: LessonId,
    /// The school that teaches it.
    pub school: SchoolId,
    /// Its course.
    pub course: CourseId,
    /// Its title.
    pub title: String,
    /// Where it is in its life.
    pub state: LessonState,
    /// When it is to start.
    pub starts_at: UtcMs,
    /// How long it is to take.
    pub minutes: u32,
    /// When it was opened: the zero of its clock.
    pub opened_at: Option<UtcMs>,
    /// When it was closed.
    pub closed_at: Option<UtcMs>,
}

/// A lesson by its id. Asks nothing about access.
pub async fn stands(tx: &Tx, lesson: LessonId) -> Result<Option<LessonRow>, db::Error> {
    let sql = "select id, school, course, title, state, starts_ms, minutes, opened_ms, closed_ms \
               from lesson where id = $1";
    let Some(row) = tx.row(sql, &[lesson.into()]).await? else { return Ok(None) };
    Ok(Some(LessonRow {
        id: row.get("id")?,
        school: row.get("school")?,
        course: row.get("course")?,
        title: row.get("title")?,
        state: row.parse("state")?,
        starts_at: row.get("starts_ms")?,
        minutes: row.get("minutes")?,
        opened_at: row.get("opened_ms")?,
        closed_at: row.get("closed_ms")?,
    }))
}

/// The lessons that are open: what a node takes up again after a restart.
pub async fn open_ids(tx: &Tx) -> Result<Vec<LessonId>, db::Error> {
    let sql = "select id from lesson where state = 'open' order by id";
    tx.rows(sql, &[]).await?.iter().map(|row| row.get("id")).collect()
}

/// The classes of a lesson that start at a time of their own.
pub async fn own_starts(tx: &Tx, lesson: LessonId) -> Result<Vec<(ClassId, UtcMs)>, db::Error> {
    let sql = "select class, starts_ms from lesson_audience where lesson = $1 \
               and starts_ms is not null order by position";
    let rows = tx.rows(sql, &[lesson.into()]).await?;
    rows.iter().map(|row| Ok((row.get("class")?, row.get("starts_ms")?))).collect()
}
