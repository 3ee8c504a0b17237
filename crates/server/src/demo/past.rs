//! A lesson that is over, as if it had been held yesterday: its log, its recording, its report.

use std::sync::Arc;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, LessonId, PersonId};
use xingtan_live::Live;
use xingtan_live::journal::append::{Group, append};
use xingtan_live::journal::lease;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;
use xingtan_room::decide::decide;
use xingtan_room::entry::Entry;
use xingtan_room::input::Input;
use xingtan_room::message::ClientMessage;
use xingtan_room::state::State;
use xingtan_teaching::access::staff_access;
use xingtan_teaching::lessons::{close, open, stands};

use super::chance::Chance;
use super::past_record;
use super::past_script::{self, LASTS_MS, Step, What};

/// How long it was planned to take.
pub const MINUTES: u32 = 7;

/// It was opened so long before it was to start.
const EARLY_MS: i64 = 40_000;

/// Holds the lesson: records it, writes its log and closes it in the calendar.
///
/// # Errors
/// When the database or the data folder cannot be written.
pub async fn write(live: &Live, lesson: LessonId, teacher: PersonId) -> anyhow::Result<()> {
    let row: Result<_, db::Error> =
        live.ctx.db.read("demo.past", async move |tx: &Tx| stands(tx, lesson).await).await;
    let Some(row) = row? else { return Ok(()) };
    let opened = row.starts_at.plus_ms(-EARLY_MS);
    let roster = live.roster(lesson).await?;
    let mut steps = past_record::record(live, lesson, opened, LASTS_MS).await?;
    let mut chance = Chance::new(live.ctx.ids.random());
    steps.extend(past_script::steps(&roster, &live.ctx.ids, &mut chance));
    let play = Play {
        state: State::new(lesson, roster),
        entries: Vec::new(),
        activities: Vec::new(),
        ids: live.ctx.ids.clone(),
        chance,
        teacher,
    };
    let entries = play.whole(opened, steps);
    let group = Arc::new(Group { entries, ballots: Vec::new() });
    keep(live, (lesson, teacher), opened, group).await.map_err(ApiError::into_report)
}

/// Everything in one transaction, so that a start that is cut off leaves the lesson planned.
async fn keep(
    live: &Live,
    (lesson, teacher): (LessonId, PersonId),
    opened: UtcMs,
    group: Arc<Group>,
) -> Result<(), ApiError> {
    let (ids, now) = (live.ctx.ids.clone(), live.ctx.clock.now());
    live.ctx
        .db
        .write("demo.past", async move |tx: &Tx| {
            let can = staff_access(tx, teacher, lesson, now).await?;
            open(tx, &can, &ids, opened).await?;
            let epoch = lease::take(tx, lesson, "demo").await.map_err(anyhow::Error::from)?;
            let appended = append(tx, lesson, epoch, &group, false).await;
            appended.map_err(anyhow::Error::from)?;
            lease::give_back(tx, lesson, epoch).await.map_err(anyhow::Error::from)?;
            close(tx, &can, &ids, opened.plus_ms(LASTS_MS)).await
        })
        .await
}

/// The room of the lesson on made-up time.
struct Play {
    state: State,
    entries: Vec<Entry>,
    activities: Vec<Option<ActivityId>>,
    ids: Ids,
    chance: Chance,
    teacher: PersonId,
}

impl Play {
    /// The lesson's log from its opening to its end.
    fn whole(mut self, opened: UtcMs, mut steps: Vec<Step>) -> Vec<Entry> {
        steps.sort_by_key(|step| step.at_ms);
        self.feed(0, Input::Open { utc: opened });
        for step in steps {
            self.perform(step);
        }
        self.feed(LASTS_MS, Input::Close);
        self.entries
    }

    fn perform(&mut self, Step { at_ms, what }: Step) {
        self.feed(at_ms, Input::Tick);
        let known = |number: usize| self.activities.get(number).copied().flatten();
        let (person, message) = match what {
            What::Input(input) => {
                self.feed(at_ms, *input);
                return;
            }
            What::Open(number) => {
                let before = self.entries.len();
                self.say(at_ms, self.teacher, past_script::opening(number, &self.ids));
                let new = self.entries.get(before..).unwrap_or_default();
                let opened = new.iter().find_map(past_script::opened);
                self.activities.push(opened);
                return;
            }
            What::Answer(number, person) => {
                let Some(activity) = known(number) else { return };
                let ids = self.ids.clone();
                (person, past_script::answering(number, activity, &ids, &mut self.chance))
            }
            What::Close(number) => {
                let Some(activity) = known(number) else { return };
                (self.teacher, past_script::closing(number, activity, &self.ids))
            }
            What::Show(number) => {
                let Some(activity) = known(number) else { return };
                (self.teacher, past_script::showing(number, activity, &self.ids))
            }
        };
        self.say(at_ms, person, message);
    }

    fn say(&mut self, at_ms: i64, person: PersonId, message: ClientMessage) {
        self.feed(at_ms, Input::Message { person, message });
    }

    /// A refusal is part of life: a learner who is not there says nothing.
    fn feed(&mut self, at_ms: i64, input: Input) {
        let decision = match decide(&self.state, input, at_ms, self.chance.next()) {
            Ok(decision) => decision,
            Err(refusal) => {
                tracing::debug!(?refusal, at_ms, "The finished lesson's room refused.");
                return;
            }
        };
        for entry in decision.numbered(self.state.seq()) {
            // `numbered` follows the state, so that the order is right.
            let _ = self.state.apply(&entry);
            self.entries.push(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use xingtan_platform::clock::Clock;
    use xingtan_room::entry::Body;
    use xingtan_room::message::Role;
    use xingtan_room::roster::{Roster, RosterPerson};

    use super::*;

    fn log(seed: u64) -> Vec<Entry> {
        let opened = UtcMs(1_790_000_000_000);
        let ids = Ids::seeded(Clock::movable(opened).0, seed);
        let person =
            |role| RosterPerson {
                person: ids.next(), name: "李明".to_owned(), role, class: None
            };
        let teacher = person(Role::Staff);
        let learners = (0..24).map(|_| person(Role::Learner));
        let roster = Roster::new(learners.chain([teacher.clone()]));
        let mut chance = Chance::new(seed);
        let steps = past_script::steps(&roster, &ids, &mut chance);
        let state = State::new(ids.next(), roster);
        let (entries, activities, teacher) = (Vec::new(), Vec::new(), teacher.person);
        Play { state, entries, activities, ids, chance, teacher }.whole(opened, steps)
    }

    #[test]
    fn the_finished_lesson_is_plausible_whatever_the_luck() {
        for seed in 0..20 {
            let entries = log(seed);
            let count = |wanted: fn(&Body) -> bool| {
                entries.iter().filter(|entry| wanted(&entry.body)).count()
            };
            assert_eq!(count(|body| matches!(body, Body::PersonArrived(_))), 23);
            assert_eq!(count(|body| matches!(body, Body::PollShown(_))), 1);
            assert_eq!(count(|body| matches!(body, Body::QuizShown(_))), 2);
            assert!(count(|body| matches!(body, Body::QuizAnswered(_))) >= 20);
            assert!(count(|body| matches!(body, Body::DanmakuSent(_))) >= 30);
            assert!(count(|body| matches!(body, Body::HandRaised(_))) >= 2);
            assert!(matches!(entries.last().map(|entry| &entry.body), Some(Body::LessonClosed(_))));
            assert!(entries.iter().map(|entry| entry.at_ms).is_sorted());
        }
    }
}
