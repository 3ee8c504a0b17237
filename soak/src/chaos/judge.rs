//! Whether the promises were kept.

use std::collections::HashSet;
use std::rc::Rc;
use std::time::Duration;

use serde_json::Value as Json;
use tokio::time::{Instant, sleep};
use xingtan_room::entry::Body;
use xingtan_testkit::Log;

use crate::lesson::Lesson;
use crate::person::{Part, Person};
use crate::publisher::Run;

/// What may be missing at either end of a run of the recording.
pub const MISSING_MS_MAX: i64 = 1_000;

/// A run of the encoder and what is recorded of it.
pub struct Recorded {
    /// What the encoder had sent.
    pub sent_ms: i64,
    /// How much of its beginning is not in the recording.
    pub late_ms: i64,
    /// How much of its end is not in the recording.
    pub missing_ms: i64,
}

impl Recorded {
    /// Whether it lacks no more than is promised.
    pub const fn is_kept(&self) -> bool {
        self.late_ms <= MISSING_MS_MAX && self.missing_ms <= MISSING_MS_MAX
    }
}

/// What was promised to people or shown to them, and is not so in the log. That the log's numbers
/// are dense was claimed when it was read.
pub fn faults(people: &[Rc<Person>], log: &Log) -> Vec<String> {
    let mut faults = Vec::new();
    let mut names = HashSet::new();
    for entry in &log.entries {
        // Opening a quiz gives two entries, an answer one.
        if matches!(entry.body, Body::QuizAnswered(_) | Body::QuizOpened(_))
            && let Some(client_id) = entry.client_id
            && !names.insert((entry.by, client_id))
        {
            faults.push(format!("message {client_id} took effect twice"));
        }
    }
    let at = |seq: u32| log.entries.get(usize::try_from(seq).ok()?.checked_sub(1)?);
    for person in people {
        let who = person.me.get().map(|me| me.person);
        for (seq, client_id) in person.acknowledged.borrow().iter() {
            let kept = at(*seq).is_some_and(|entry| {
                let is_his = entry.by == who && entry.client_id == Some(*client_id);
                let is_answer = matches!(entry.body, Body::QuizAnswered(_));
                is_his && (is_answer || matches!(person.part, Part::Teaches(_)))
            });
            if !kept {
                faults.push(format!("entry {seq} was acknowledged and is not in the log"));
            }
        }
        for (seq, seen) in person.seen.borrow().iter() {
            if at(*seq).is_none_or(|entry| entry.at_ms != seen.at_ms || entry.by != seen.by) {
                faults.push(format!("entry {seq} was shown and is not in the log"));
            }
        }
        let broken = person.refusals.borrow();
        faults.extend(broken.keys().filter(|code| code.starts_with("BROKEN")).cloned());
    }
    faults
}

/// What is recorded of each run.
pub async fn recorded(lesson: &Lesson, runs: &[Run]) -> Vec<Recorded> {
    let end = Instant::now() + Duration::from_secs(15);
    loop {
        let path = format!("/api/lessons/{}/replay", lesson.id);
        let replay = lesson.teacher.get(&path).await.is(200).json();
        let spans: Vec<(i64, i64)> =
            replay["runs"].as_array().into_iter().flatten().filter_map(span).collect();
        let compared = compare(&spans, runs);
        let is_whole = compared.iter().all(Recorded::is_kept);
        // The last run's end is written in the background after the lesson is closed.
        if is_whole || Instant::now() > end {
            return compared;
        }
        sleep(Duration::from_millis(200)).await;
    }
}

fn span(run: &Json) -> Option<(i64, i64)> {
    Some((run["start_ms"].as_i64()?, run["end_ms"].as_i64()?))
}

/// Holds each run against the recorded one that overlaps it most. The clocks are laid on each other
/// by the beginning of the first run, which no kill comes before.
fn compare(spans: &[(i64, i64)], runs: &[Run]) -> Vec<Recorded> {
    let zero = runs.first().map(|run| run.began).zip(spans.first().map(|(start, _)| *start));
    let one = |run: &Run| {
        let sent_ms = i64::from(run.sent_ms);
        let lost = Recorded { sent_ms, late_ms: sent_ms, missing_ms: 0 };
        let Some((first, zero_ms)) = zero else { return lost };
        let began = i64::try_from((run.began - first).as_millis()).unwrap_or(i64::MAX / 2);
        let (from, to) = (zero_ms + began, zero_ms + began + sent_ms);
        let overlap = |span: &&(i64, i64)| span.1.min(to) - span.0.max(from);
        let Some((start, end)) = spans.iter().max_by_key(overlap).filter(|span| overlap(span) > 0)
        else {
            return lost;
        };
        Recorded { sent_ms, late_ms: (start - from).max(0), missing_ms: (to - end).max(0) }
    };
    runs.iter().map(one).collect()
}

/// An error when a promise was broken.
pub fn verdict(faults: &[String], recorded: &[Recorded]) -> anyhow::Result<()> {
    anyhow::ensure!(faults.is_empty(), "promises broken: {}", faults.join("; "));
    let broken = recorded.iter().filter(|run| !run.is_kept()).count();
    anyhow::ensure!(broken == 0, "{broken} runs lack more than a second of the recording");
    Ok(())
}
