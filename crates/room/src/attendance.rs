//! Who was there, from when to when: a fold of a lesson's entries.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, PersonId};

use crate::entry::{Body, Entry};
use crate::limits;
use crate::message::Role;
use crate::roster::{Roster, RosterPerson};

/// When the lesson was to be, on its own clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Its planned start in lesson time: negative when it was opened late.
    pub starts_at_ms: i64,
    /// Its planned length.
    pub minutes: u32,
    /// Classes with a planned start of their own, in lesson time.
    pub own_starts_ms: HashMap<ClassId, i64>,
}

impl Schedule {
    fn starts_at_ms(&self, class: Option<ClassId>) -> i64 {
        let own = class.and_then(|class| self.own_starts_ms.get(&class).copied());
        own.unwrap_or(self.starts_at_ms)
    }

    fn ends_at_ms(&self, class: Option<ClassId>) -> i64 {
        self.starts_at_ms(class).saturating_add(i64::from(self.minutes).saturating_mul(60_000))
    }
}

/// How a learner attended, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Attended {
    /// In time and to the end.
    Present,
    /// Came late and stayed to the end.
    Late,
    /// Left before the end; `late_ms` says whether he also came late.
    LeftEarly,
    /// Never came.
    Absent,
}

/// One learner's attendance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AttendanceRow {
    /// Who.
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// The class he attends with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// First arrival, lesson time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_ms: Option<i64>,
    /// Last leaving, lesson time; absent when he stayed to the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_ms: Option<i64>,
    /// First arrival.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived_at: Option<UtcMs>,
    /// Last leaving; absent when he stayed to the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<UtcMs>,
    /// Whole minutes he was there, rounded; short gaps of a connection count as being there.
    pub minutes: u32,
    /// How late he came; absent when he came in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late_ms: Option<i64>,
    /// How he attended.
    pub state: Attended,
    /// Whole minutes on a stage, rounded; absent when he never was on one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage_minutes: Option<u32>,
}

#[derive(Debug, Default)]
struct Stay {
    arrived_ms: i64,
    /// Since when he is there; absent when he went.
    since_ms: Option<i64>,
    left_ms: i64,
    there_ms: i64,
}

/// Who came and went, entry by entry.
#[derive(Debug, Default)]
pub struct Stays {
    people: HashMap<PersonId, Stay>,
    opened: Option<UtcMs>,
}

impl Stays {
    /// Takes the next entry of the log.
    pub fn take(&mut self, entry: &Entry) {
        if let Body::LessonOpened(said) = &entry.body {
            self.opened.get_or_insert(said.utc);
        }
        let (at_ms, Some(by)) = (entry.at_ms, entry.by) else { return };
        match &entry.body {
            Body::PersonArrived(_) => {
                let fresh = || Stay { arrived_ms: at_ms, left_ms: at_ms, ..Stay::default() };
                let stay = self.people.entry(by).or_insert_with(fresh);
                let gap_ms = at_ms.saturating_sub(stay.left_ms);
                if stay.since_ms.is_none() && gap_ms <= limits::ATTENDANCE_GAP_MS {
                    stay.there_ms = stay.there_ms.saturating_add(gap_ms);
                }
                stay.since_ms.get_or_insert(at_ms);
            }
            Body::PersonLeft(_) => {
                let Some(stay) = self.people.get_mut(&by) else { return };
                if let Some(since_ms) = stay.since_ms.take() {
                    let there_ms = at_ms.saturating_sub(since_ms);
                    stay.there_ms = stay.there_ms.saturating_add(there_ms);
                    stay.left_ms = at_ms;
                }
            }
            _ => {}
        }
    }

    /// Each learner of the roster, in its order. `closed_ms` is the lesson's end, or now while it
    /// goes on.
    ///
    /// A learner is late when he comes more than a minute after the planned start of his class.
    /// While the teacher has not opened the lesson nobody is late: then lateness counts from the
    /// opening.
    pub fn rows(&self, roster: &Roster, schedule: &Schedule, closed_ms: i64) -> Vec<AttendanceRow> {
        let learners = roster.people().iter().filter(|known| known.role == Role::Learner);
        learners
            .map(|known| match self.people.get(&known.person) {
                None => absent(known),
                Some(stay) => row(known, stay, schedule, (closed_ms, self.opened)),
            })
            .collect()
    }
}

fn absent(known: &RosterPerson) -> AttendanceRow {
    AttendanceRow {
        person: known.person,
        name: known.name.clone(),
        class: known.class,
        arrived_ms: None,
        left_ms: None,
        arrived_at: None,
        left_at: None,
        minutes: 0,
        late_ms: None,
        state: Attended::Absent,
        stage_minutes: None,
    }
}

fn row(
    known: &RosterPerson,
    stay: &Stay,
    schedule: &Schedule,
    (closed_ms, opened): (i64, Option<UtcMs>),
) -> AttendanceRow {
    let still_ms = stay.since_ms.map_or(0, |since| closed_ms.saturating_sub(since).max(0));
    let there_ms = stay.there_ms.saturating_add(still_ms);
    let left_ms = stay.since_ms.is_none().then_some(stay.left_ms);
    let late_ms = stay.arrived_ms.saturating_sub(schedule.starts_at_ms(known.class).max(0));
    let late_ms = (late_ms > limits::LATE_MS_MIN).then_some(late_ms);
    let end_ms = schedule.ends_at_ms(known.class).min(closed_ms);
    let early = |left: i64| end_ms.saturating_sub(left) > limits::EARLY_MS_MIN;
    let state = match (left_ms, late_ms) {
        (Some(left), _) if early(left) => Attended::LeftEarly,
        (_, Some(_)) => Attended::Late,
        _ => Attended::Present,
    };
    AttendanceRow {
        arrived_ms: Some(stay.arrived_ms),
        left_ms,
        arrived_at: opened.map(|utc| utc.plus_ms(stay.arrived_ms)),
        left_at: opened.and_then(|utc| Some(utc.plus_ms(left_ms?))),
        minutes: u32::try_from(there_ms.saturating_add(30_000) / 60_000).unwrap_or(0),
        late_ms,
        state,
        ..absent(known)
    }
}
