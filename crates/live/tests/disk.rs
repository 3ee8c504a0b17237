//! A disk that fails in the midst of a recording: viewers see everything, and what can be kept is.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep_until, timeout};
use tower::ServiceExt as _;
use xingtan_base::ids::{LessonId, uuid_v7};
use xingtan_live::delivery::{Delivery, routes};
use xingtan_live::hub::{Audience, Hubs};
use xingtan_live::ingest::{Gate, News, Note, Notes};
use xingtan_live::media_access::MediaSigner;
use xingtan_live::playback::Shelves;
use xingtan_live::recording::{Outcome, open_run};
use xingtan_media::flv::{self, Tag};
use xingtan_media::recovery;
use xingtan_platform::clock::Clock;

/// Set in the process whose files cannot grow beyond some bytes.
const LIMITED: &str = "XINGTAN_TEST_LIMITED";
const CLIP: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/assets/lecture/finished.flv");
/// So many times faster than the clip plays.
const SPEED: u32 = 4;

/// Runs itself again in a process of its own, whose files cannot grow beyond 64 KiB: every write
/// beyond that fails as the kernel makes it fail.
#[test]
fn a_disk_that_fails_in_mid_lesson_costs_only_what_it_could_not_take() {
    let test = "viewers_see_all_and_runs_follow_each_other";
    let ran = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 128; exec \"$0\" --exact \"$1\" --nocapture"])
        .arg(std::env::current_exe().unwrap())
        .arg(test)
        .env(LIMITED, "yes")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && said.contains("1 passed"), "{said}");
    let failures = said.matches("said: Failed").count();
    assert!(failures >= 2, "{said}");
    let logged = said.matches("The recording cannot be written").count();
    assert_eq!(logged, failures, "once each time, not at each frame: {said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn viewers_see_all_and_runs_follow_each_other() {
    if std::env::var_os(LIMITED).is_none() {
        return;
    }
    tracing_subscriber::fmt().with_writer(std::io::stdout).init();
    let folder = tempfile::tempdir().unwrap();
    let tags = flv::read_file(&Bytes::from(std::fs::read(CLIP).unwrap())).unwrap();
    let (seen, outcomes, lesson_folder) = publish(folder.path(), tags.clone()).await;

    let lasts_ms = i64::from(tags.last().unwrap().timestamp_ms);
    let picture = recovery::scan(seen.len() as u64, 0, None, |at, length| {
        let at = usize::try_from(at).unwrap();
        Ok::<_, std::io::Error>(seen[at..at + length].to_vec())
    });
    let picture = picture.unwrap().records;
    let length_ms = picture.last().unwrap().end_ms() - picture[0].start_ms();
    assert!((length_ms - lasts_ms).abs() < 1_000, "{length_ms} of {lasts_ms} ms were seen");
    assert!(picture.windows(2).all(|two| two[0].end_ms() >= two[1].start_ms() - 5), "no gap");

    let finished: Vec<u32> = outcomes
        .iter()
        .filter(|(_, told)| *told == Outcome::Finished)
        .map(|(run, _)| *run)
        .collect();
    assert!(finished.len() >= 3, "{outcomes:?}");
    let mut end_ms = 0;
    for run in finished {
        let kept = open_run(&lesson_folder, run).unwrap();
        let (from_ms, to_ms) = kept.span_ms().unwrap();
        assert!(from_ms >= end_ms && to_ms > from_ms, "run {run}");
        end_ms = to_ms;
        let first = kept.records.iter().find(|record| record.track == 1).unwrap();
        assert!(first.key, "run {run} begins with a picture that can be shown");
        for record in &kept.records {
            let size = std::fs::metadata(kept.track_path(record.track)).unwrap().len();
            assert!(record.end_offset() <= size);
        }
    }
}

/// Publishes a clip and answers what a viewer of the picture saw, what the recording said, and
/// where it is.
async fn publish(data: &Path, tags: Vec<Tag>) -> (Bytes, Vec<(u32, Outcome)>, std::path::PathBuf) {
    let (clock, hubs) = (Clock::system(), Hubs::default());
    let (notes, mut news) = Notes::new();
    let gate = Gate::new(clock.clone(), hubs.clone(), data.join("recordings"), notes, None);
    let lesson = LessonId::from_uuid(uuid_v7(1_790_000_000_000, [7; 10]));
    gate.set_key(lesson, "secret");
    gate.opened(lesson, clock.now());
    let signer = MediaSigner::new("media");
    let prefix = signer.prefix(lesson, Audience::Lesson, clock.now().plus_ms(600_000)).path;
    let shelves = Shelves::new(gate.clone());
    let router = routes(Delivery {
        clock,
        signer,
        hubs,
        gate: gate.clone(),
        db: None,
        shelves,
        decks: None,
    });
    let request = http::Request::get(format!("{prefix}/live.mp4?tracks=1"));
    let request = request.body(axum::body::Body::empty()).unwrap();
    let mut watching = JoinSet::new();
    watching.spawn(async move {
        let response = router.oneshot(request).await.unwrap();
        response.into_body().collect().await.unwrap().to_bytes()
    });

    let mut claim = gate.enter("live", "secret").unwrap();
    let start = Instant::now();
    for tag in &tags {
        sleep_until(start + Duration::from_millis(tag.timestamp_ms.into()) / SPEED).await;
        claim.take(tag).unwrap();
    }
    drop(claim);
    let seen =
        timeout(Duration::from_secs(10), watching.join_next()).await.unwrap().unwrap().unwrap();
    let mut outcomes = Vec::new();
    let mut ended = false;
    // The recorder ends after its last word, and with it nothing is being kept.
    while !ended || (1..20).any(|run| gate.is_keeping(lesson, run)) {
        let note: Note = timeout(Duration::from_secs(10), news.recv()).await.unwrap().unwrap();
        ended |= matches!(note.news, News::Ended(_));
        if let News::Recording(outcome) = note.news {
            tracing::info!("said: {outcome:?} {}", note.run);
            outcomes.push((note.run, outcome));
        }
    }
    while let Ok(note) = news.try_recv() {
        if let News::Recording(outcome) = note.news {
            tracing::info!("said: {outcome:?} {}", note.run);
            outcomes.push((note.run, outcome));
        }
    }
    let folder = gate.folder(lesson);
    (seen, outcomes, folder)
}
