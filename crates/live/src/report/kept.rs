//! The reports of closed lessons that were asked for a moment ago.

use std::collections::HashMap;
use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_platform::clock::Clock;
use xingtan_room::report::Report;

use crate::limits::{REPORT_KEPT_MS, REPORT_ROWS_KEPT_MAX};

/// Right after a large lesson everyone asks for its report at once. Its log does not change any
/// more; names on its roster may, so that no report is kept for long. Clones share everything.
#[derive(Debug, Clone, Default)]
pub struct Kept(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    reports: Mutex<HashMap<LessonId, Made>>,
    /// Only one is made at a time: the readers of the database are for other things too.
    making: tokio::sync::Mutex<()>,
}

#[derive(Debug)]
struct Made {
    at: UtcMs,
    report: Arc<Report>,
}

impl Kept {
    /// A closed lesson's report: what is kept, or else what `make` makes.
    ///
    /// # Errors
    /// When it cannot be made; nothing is kept then.
    pub async fn get<E>(
        &self,
        lesson: LessonId,
        clock: &Clock,
        make: impl Future<Output = Result<Report, E>>,
    ) -> Result<Arc<Report>, E> {
        if let Some(report) = self.find(lesson, clock.now()) {
            return Ok(report);
        }
        let _mine = self.0.making.lock().await;
        if let Some(report) = self.find(lesson, clock.now()) {
            return Ok(report);
        }
        let report = Arc::new(make.await?);
        self.keep(lesson, Made { at: clock.now(), report: Arc::clone(&report) });
        Ok(report)
    }

    fn find(&self, lesson: LessonId, now: UtcMs) -> Option<Arc<Report>> {
        let reports = self.reports();
        let made = reports.get(&lesson).filter(|made| made.is_fresh(now))?;
        Some(Arc::clone(&made.report))
    }

    fn keep(&self, lesson: LessonId, made: Made) {
        let (now, mut rows) = (made.at, made.report.rows());
        let mut reports = self.reports();
        reports.retain(|_, made| made.is_fresh(now));
        rows += reports.values().map(|made| made.report.rows()).sum::<usize>();
        while rows > REPORT_ROWS_KEPT_MAX {
            let oldest = reports.iter().min_by_key(|(_, made)| made.at).map(|(id, _)| *id);
            // One that is too long by itself is kept alone.
            let Some(gone) = oldest.and_then(|id| reports.remove(&id)) else { break };
            rows -= gone.report.rows();
        }
        reports.insert(lesson, made);
    }

    fn reports(&self) -> MutexGuard<'_, HashMap<LessonId, Made>> {
        // The map is valid after every statement.
        self.0.reports.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Made {
    fn is_fresh(&self, now: UtcMs) -> bool {
        (0..REPORT_KEPT_MS).contains(&now.since_ms(self.at))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use xingtan_base::ids::{PersonId, uuid_v7};
    use xingtan_room::attendance::Schedule;
    use xingtan_room::message::Role;
    use xingtan_room::report::Fold;
    use xingtan_room::roster::{Roster, RosterPerson};

    use super::*;

    fn lesson(n: u8) -> LessonId {
        LessonId::from_uuid(uuid_v7(0, [n; 10]))
    }

    /// The report of a lesson to which nobody came, with so many rows.
    fn report(rows: usize) -> Report {
        let learner = |n: usize| RosterPerson {
            person: PersonId::from_uuid(uuid_v7(i64::try_from(n).unwrap(), [0; 10])),
            name: String::new(),
            role: Role::Learner,
            class: None,
        };
        let roster = Roster::new((0..rows).map(learner));
        Fold::new(roster).report(0, &Schedule { minutes: 45, ..Schedule::default() })
    }

    #[tokio::test]
    async fn all_who_ask_at_once_get_one_report_for_a_moment() {
        let (clock, hand) = Clock::movable(UtcMs(1_000_000));
        let (kept, made) = (Kept::default(), AtomicU32::new(0));
        let ask = |n: u8| {
            let make = async {
                tokio::task::yield_now().await;
                made.fetch_add(1, Ordering::Relaxed);
                Ok::<_, ()>(report(3))
            };
            kept.get(lesson(n), &clock, make)
        };
        let (one, two, three) = tokio::join!(ask(1), ask(1), ask(1));
        assert!(Arc::ptr_eq(&one.unwrap(), &two.unwrap()) && three.is_ok());
        assert_eq!(made.load(Ordering::Relaxed), 1);
        ask(2).await.unwrap();
        assert_eq!(made.load(Ordering::Relaxed), 2);
        hand.advance_ms(REPORT_KEPT_MS);
        ask(1).await.unwrap();
        assert_eq!(made.load(Ordering::Relaxed), 3, "it may be wrong about names by now");
        assert_eq!(kept.reports().len(), 1, "what is old takes no place");
    }

    #[tokio::test]
    async fn a_report_that_was_not_made_is_asked_for_again() {
        let (clock, kept) = (Clock::system(), Kept::default());
        assert!(kept.get(lesson(1), &clock, async { Err(()) }).await.is_err());
        assert!(kept.get(lesson(1), &clock, async { Ok::<_, ()>(report(1)) }).await.is_ok());
    }

    #[test]
    fn the_rows_of_all_are_bounded() {
        let kept = Kept::default();
        let keep = |n: u8, rows: usize| {
            let made = Made { at: UtcMs(i64::from(n)), report: Arc::new(report(rows)) };
            kept.keep(lesson(n), made);
        };
        let half = REPORT_ROWS_KEPT_MAX / 2;
        (1..=3).for_each(|n| keep(n, half));
        let left = |n: u8| kept.find(lesson(n), UtcMs(10)).is_some();
        assert_eq!([left(1), left(2), left(3)], [false, true, true]);
        keep(4, REPORT_ROWS_KEPT_MAX + 1);
        assert_eq!([left(2), left(3), left(4)], [false, false, true]);
    }
}
