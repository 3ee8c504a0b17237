//! Whom a lesson is for: one row per class with its part, form and way of attending.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PersonId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::rosters;
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::http::ApiError;

use crate::access::CanTeach;
use crate::limits::AUDIENCE_CLASSES_MAX;

/// Who teaches to others, and who is taught.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AudiencePart {
    /// With the lesson's teacher.
    Anchor,
    /// Elsewhere.
    Receiving,
}

/// In what form a class takes the lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AudienceForm {
    /// While it happens.
    Live,
    /// As a recording.
    Recorded,
    /// With pauses in which its own teacher teaches.
    Implanted,
    /// Only looking on.
    Observation,
}

/// How a class attends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attending {
    /// Every learner with a device.
    OwnDevices,
    /// All before one screen.
    ClassroomScreen,
    /// With a pack and no network.
    Pack,
}

impl AudiencePart {
    /// The word in the database and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Anchor => "anchor",
            Self::Receiving => "receiving",
        }
    }
}

impl std::str::FromStr for AudiencePart {
    type Err = &'static str;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "anchor" => Ok(Self::Anchor),
            "receiving" => Ok(Self::Receiving),
            _ => Err("not a part"),
        }
    }
}

impl AudienceForm {
    /// The word in the database and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Recorded => "recorded",
            Self::Implanted => "implanted",
            Self::Observation => "observation",
        }
    }
}

impl std::str::FromStr for AudienceForm {
    type Err = &'static str;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "live" => Ok(Self::Live),
            "recorded" => Ok(Self::Recorded),
            "implanted" => Ok(Self::Implanted),
            "observation" => Ok(Self::Observation),
            _ => Err("not a form"),
        }
    }
}

impl Attending {
    /// The word in the database and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::OwnDevices => "own_devices",
            Self::ClassroomScreen => "classroom_screen",
            Self::Pack => "pack",
        }
    }
}

impl std::str::FromStr for Attending {
    type Err = &'static str;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        match word {
            "own_devices" => Ok(Self::OwnDevices),
            "classroom_screen" => Ok(Self::ClassroomScreen),
            "pack" => Ok(Self::Pack),
            _ => Err("not a way of attending"),
        }
    }
}

/// One class of an audience to be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewAudience {
    /// The class.
    pub class: ClassId,
    /// Anchor or receiving.
    pub part: AudiencePart,
    /// In what form it takes the lesson; only live ones yet.
    pub form: AudienceForm,
    /// How it attends; only with own devices yet.
    pub attending: Attending,
    /// When it starts, where that is not the lesson's start.
    pub starts_at: Option<UtcMs>,
    /// Its own teacher.
    pub teacher: Option<PersonId>,
}

impl NewAudience {
    /// A class that attends live with its own devices.
    pub const fn live(class: ClassId, part: AudiencePart) -> Self {
        Self {
            class,
            part,
            form: AudienceForm::Live,
            attending: Attending::OwnDevices,
            starts_at: None,
            teacher: None,
        }
    }
}

/// Checks what can be checked without the database.
pub(crate) fn check(audience: &[NewAudience]) -> Result<(), Problem> {
    for (n, row) in audience.iter().enumerate() {
        if row.form != AudienceForm::Live {
            let title = "Classes can only take a lesson live yet.";
            let problem = Problem::new(422, "lesson.form_not_available", title);
            return Err(problem.field(&format!("audience.{n}.form"), "not_available"));
        }
        if row.attending != Attending::OwnDevices {
            let title = "Classes can only attend with their own devices yet.";
            let problem = Problem::new(422, "lesson.attending_not_available", title);
            return Err(problem.field(&format!("audience.{n}.attending"), "not_available"));
        }
    }
    let mut problem = problems::invalid();
    if audience.is_empty() {
        problem = problem.field("audience", "required");
    }
    if audience.len() > AUDIENCE_CLASSES_MAX {
        problem = problem.field("audience", "too_many");
    }
    let mut seen = HashSet::new();
    for (n, row) in audience.iter().enumerate().take(AUDIENCE_CLASSES_MAX) {
        if !seen.insert(row.class) {
            problem = problem.field(&format!("audience.{n}.class"), "duplicate");
        }
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem) }
}

/// Writes a lesson's audience.
pub(crate) async fn write(
    tx: &Tx,
    school: SchoolId,
    lesson: LessonId,
    audience: &[NewAudience],
) -> Result<(), ApiError> {
    for (position, row) in audience.iter().enumerate() {
        let class_school = school_of(tx, row.class).await?.ok_or_else(problems::not_found)?;
        let values: [Value; 10] = [
            school.into(),
            lesson.into(),
            row.class.into(),
            class_school.into(),
            i64::try_from(position).unwrap_or(i64::MAX).into(),
            row.part.word().into(),
            row.form.word().into(),
            row.starts_at.into(),
            row.teacher.into(),
            row.attending.word().into(),
        ];
        tx.execute(
            "insert into lesson_audience (school, lesson, class, class_school, position, part, \
             form, starts_ms, teacher, attending) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            &values,
        )
        .await?;
    }
    Ok(())
}

/// Lets all classes of a lesson take it in a form.
///
/// # Errors
/// When the database fails.
pub async fn set_form(tx: &Tx, can: &CanTeach, form: AudienceForm) -> Result<(), db::Error> {
    tx.execute(
        "update lesson_audience set form = $3 where school = $1 and lesson = $2",
        &[can.school().into(), can.lesson().into(), form.word().into()],
    )
    .await
    .map(drop)
}

/// Whether a lesson plays a recording to its classes.
pub(crate) async fn is_recorded(tx: &Tx, lesson: LessonId) -> Result<bool, db::Error> {
    let sql = "select class from lesson_audience where lesson = $1 and form = 'recorded' limit 1";
    Ok(tx.row(sql, &[lesson.into()]).await?.is_some())
}

/// Checks that a school may teach these classes, by its own right or an alliance's, and that
/// their teachers teach.
pub(crate) async fn known(
    tx: &Tx,
    school: SchoolId,
    audience: &[NewAudience],
    now: UtcMs,
) -> Result<(), ApiError> {
    let teachable = rosters::teachable_schools(tx, school, now).await?;
    let mut problem = problems::invalid();
    for (n, row) in audience.iter().enumerate() {
        let class_school = school_of(tx, row.class).await?;
        let Some(class_school) = class_school.filter(|own| teachable.contains(own)) else {
            problem = problem.field(&format!("audience.{n}.class"), "unknown");
            continue;
        };
        if class_school != school && row.part == AudiencePart::Anchor {
            problem = problem.field(&format!("audience.{n}.part"), "only_receiving");
        }
        if let Some(teacher) = row.teacher
            && !rosters::teaches_in(tx, teacher, class_school, now).await?
            && !rosters::teaches_in(tx, teacher, school, now).await?
        {
            problem = problem.field(&format!("audience.{n}.teacher"), "unknown");
        }
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem.into()) }
}

async fn school_of(tx: &Tx, class: ClassId) -> Result<Option<SchoolId>, db::Error> {
    let row = tx.row("select school from school_class where id = $1", &[class.into()]).await?;
    row.map(|row| row.get("school")).transpose()
}
