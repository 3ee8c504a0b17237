//! What a class may see of a lesson, read from the database.

use std::collections::BTreeMap;

use anyhow::Context as _;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use xingtan_base::ids::{ClassId, LessonId, PersonId};
use xingtan_identity::people::names;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult};
use xingtan_room::entry::{Body, Entry, See};
use xingtan_room::ink::Log;
use xingtan_room::ink::content::Content;
use xingtan_room::ink::operation::{Action, Operation};
use xingtan_teaching::lessons::lesson::as_staff;
use xingtan_teaching::lessons::{Lesson, LessonRole, LessonState, roster_during};

use crate::journal::read::{self, Pages};
use crate::pack::format::lesson::{PackClass, PackLesson, PackPerson, entry_for, named};
use crate::pack::refusals;

/// What is on surfaces: each one's log as `GET /api/lessons/{id}/ink/log` gives it, in base64.
pub(super) type Ink = BTreeMap<String, String>;

/// What was drawn in a lesson.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) ink: Ink,
    /// Whether there are formulas, which want what draws them.
    pub(super) has_formulas: bool,
}

/// Reads a closed lesson for a class, and its ink; its runs are added by whoever makes their
/// files.
pub(super) async fn lesson(
    ctx: &Ctx,
    id: LessonId,
    class: ClassId,
) -> ApiResult<(PackLesson, Drawn)> {
    let read = async move |tx: &Tx| -> Result<_, ApiError> {
        let lesson = as_staff(tx, id).await?;
        let last = read::last_seq(tx, id).await?;
        let people = class_list(tx, &lesson, class).await?;
        Ok((lesson, last, people))
    };
    let (lesson, last, people) = ctx.db.read("pack.lesson", read).await?;
    if lesson.state != LessonState::Closed {
        return Err(refusals::not_over().into());
    }
    let opened_at = lesson.opened_at.context("a closed lesson was opened once")?;
    let row = lesson.audience.iter().find(|row| row.class.id == class);
    let class = row.map(|row| PackClass { id: row.class.id, name: row.class.name.clone() });
    let class = class.ok_or_else(refusals::not_its_class)?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut logs = BTreeMap::new();
    let mut has_formulas = false;
    let mut pages = Pages::new(&ctx.db, "pack.entries", id, last);
    while let Some(page) = pages.next().await? {
        page.iter().for_each(|entry| has_formulas |= draw(&mut logs, entry));
        entries.extend(page.iter().filter_map(|entry| entry_for(class.id, entry)));
    }
    let encode = |(surface, log): (String, Log)| (surface, STANDARD.encode(log.into_bytes()));
    let drawn = Drawn { ink: logs.into_iter().map(encode).collect(), has_formulas };
    let shift_ms = entries.iter().rev().find_map(|entry| match &entry.body {
        Body::MediaShifted(shifted) => Some(shifted.shift_ms),
        _ => None,
    });
    let closed_ms = entries.iter().rev().find(|one| matches!(one.body, Body::LessonClosed(_)));
    let last_ms = closed_ms.or(entries.last()).map_or(0, |entry| entry.at_ms);
    let in_log: Vec<PersonId> = named(&entries).into_iter().collect();
    let find = async move |tx: &Tx| -> Result<_, db::Error> { names(tx, &in_log).await };
    let lesson = PackLesson {
        title: lesson.title,
        course: lesson.course.title,
        school: lesson.school.name,
        teachers: lesson.teachers.into_iter().map(|teacher| teacher.name).collect(),
        class,
        opened_at,
        duration_ms: last_ms.max(0),
        shift_ms: shift_ms.unwrap_or(0),
        people,
        names: ctx.db.read("pack.names", find).await?.into_iter().collect(),
        entries,
        runs: Vec::new(),
        decks: Vec::new(),
    };
    Ok((lesson, drawn))
}

/// Ink is for everyone in the lesson. Answers whether it is a formula.
fn draw(logs: &mut BTreeMap<String, Log>, entry: &Entry) -> bool {
    if let (See::Everyone, Body::InkDrawn(said), Some(by)) = (entry.see, &entry.body, entry.by)
        && let Ok(surface) = said.op.surface()
    {
        let log = logs.entry(surface.to_owned()).or_default();
        log.push(entry.at_ms, by, said.op.bytes());
        return adds_formula(said.op.bytes());
    }
    false
}

fn adds_formula(op: &[u8]) -> bool {
    match Operation::decode(op).map(|op| op.action) {
        Ok(Action::Add(elements)) => {
            elements.iter().any(|(_, content)| matches!(content, Content::Formula(..)))
        }
        _ => false,
    }
}

/// The class's learners while the lesson went on.
async fn class_list(
    tx: &Tx,
    lesson: &Lesson,
    class: ClassId,
) -> Result<Vec<PackPerson>, db::Error> {
    let (Some(opened_at), Some(closed_at)) = (lesson.opened_at, lesson.closed_at) else {
        return Ok(Vec::new());
    };
    let roster = roster_during(tx, lesson.id, opened_at..=closed_at).await?;
    let is_theirs = |person: &xingtan_teaching::lessons::RosterPerson| {
        person.role == LessonRole::Learner && person.class == Some(class)
    };
    let theirs = roster.into_iter().filter(is_theirs);
    Ok(theirs.map(|person| PackPerson { id: person.person, name: person.name }).collect())
}
