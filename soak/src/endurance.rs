//! `endurance`: a lesson that goes on for long.

use std::fs;
use std::rc::Rc;
use std::time::Duration;

use anyhow::Context as _;
use reqwest::Method;
use tokio::task::{JoinSet, LocalSet};
use tokio::time::{Instant, sleep};
use xingtan_server::demo::clip::Clip;
use xingtan_testkit::Browser;

use crate::lesson::Lesson;
use crate::person::{Part, Person};
use crate::publisher::Publisher;
use crate::server::Place;

/// Samples taken over the whole time, at least.
const SAMPLES: u32 = 40;
/// How much memory may grow from the second quarter to the last, by the medians.
const GROWTH_KIB_MAX: u64 = 16 << 10;
/// How many open files may be added meanwhile.
const GROWTH_FILES_MAX: u64 = 8;
/// Clock ticks a second in `/proc`; the same on every Linux this runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// How long.
#[derive(clap::Args)]
pub struct Options {
    /// Minutes.
    #[arg(long, default_value_t = 15)]
    minutes: u64,
    /// Viewers by HTTP-FLV and fMP4.
    #[arg(long, default_value_t = 20)]
    viewers: usize,
}

#[derive(Debug, Clone, Copy)]
struct Sample {
    seconds: u64,
    resident_kib: u64,
    files: u64,
    cpu_seconds: f64,
    entries: u32,
}

/// Runs the lesson; the page's text, and whether memory and files kept their bounds.
pub async fn run(place: Place, options: &Options) -> anyhow::Result<(String, anyhow::Result<()>)> {
    LocalSet::new().run_until(play(place, options)).await
}

async fn play(place: Place, options: &Options) -> anyhow::Result<(String, anyhow::Result<()>)> {
    let server = place.start().await?;
    let lesson = Lesson::open(&format!("http://{}", place.http())).await?;
    let mut tasks = JoinSet::new();
    let teaches = Part::Teaches(Duration::from_secs(40));
    let teacher = Rc::new(Person::new(&lesson.teacher, lesson.id, teaches));
    let own = Rc::clone(&teacher);
    tasks.spawn_local(async move { own.run().await });
    for learner in &lesson.learners {
        let talks = Part::Talks(Duration::from_secs(2));
        let person = Person::new(learner, lesson.id, talks);
        tasks.spawn_local(async move { person.run().await });
    }
    let publisher = Publisher::new(place.rtmp(), &lesson.stream_key);
    let clip = Clip::finished()?;
    tasks.spawn_local(async move { publisher.run(&clip).await });
    for number in 0..options.viewers {
        let browser = lesson.learners[number % lesson.learners.len()].clone();
        let kind = if number % 2 == 0 { "flv" } else { "fmp4" };
        let path = format!("/api/lessons/{}/media", lesson.id);
        tasks.spawn_local(async move { watch(&browser, &path, kind).await });
    }
    let whole = Duration::from_secs(options.minutes * 60);
    let (began, every) = (Instant::now(), whole / SAMPLES);
    let mut samples = Vec::new();
    while began.elapsed() < whole {
        sleep(every).await;
        let sample = sample(server.pid(), began, teacher.seq.get())?;
        eprintln!("{sample:?}");
        samples.push(sample);
    }
    tasks.shutdown().await;
    let verdict = judge(&samples, teacher.welcomes.get());
    Ok((show(&place, options, &samples, &verdict), verdict))
}

/// Watches for ever; when a stream ends it asks for the address again.
async fn watch(browser: &Browser, path: &str, kind: &str) {
    loop {
        sleep(Duration::from_millis(500)).await;
        let listed = browser.get(path).await;
        if listed.status != 200 {
            continue;
        }
        let listed = listed.json();
        let found = listed.as_array().into_iter().flatten().find(|one| one["kind"] == kind);
        let Some(url) = found.and_then(|one| one["url"].as_str()) else { continue };
        let mut stream = browser.open(Method::GET, url, None).await;
        while let Ok(Some(_)) = stream.chunk().await {}
    }
}

fn sample(pid: u32, began: Instant, entries: u32) -> anyhow::Result<Sample> {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).context("the server ended")?;
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let resident = resident.and_then(|text| text.split_whitespace().next()?.parse().ok());
    let stat = fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The program's name stands in brackets and may hold anything; the times follow it.
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(2);
    let ticks: f64 = ticks.filter_map(|text| text.parse::<f64>().ok()).sum();
    Ok(Sample {
        seconds: began.elapsed().as_secs(),
        resident_kib: resident.context("the system does not tell the resident memory")?,
        files: fs::read_dir(format!("/proc/{pid}/fd"))?.count() as u64,
        cpu_seconds: ticks / TICKS_PER_SECOND,
        entries,
    })
}

/// Everything before the second quarter is warm-up; its median is held against the last one's.
fn judge(samples: &[Sample], welcomes: u32) -> anyhow::Result<()> {
    let quarter = samples.len() / 4;
    let of = |from: usize, value: fn(&Sample) -> u64| {
        let mut values: Vec<u64> = samples.iter().skip(from).take(quarter).map(value).collect();
        values.sort_unstable();
        values.get(values.len() / 2).copied().context("too few samples")
    };
    let last = samples.len() - quarter;
    let (early, late) =
        (of(quarter, |sample| sample.resident_kib)?, of(last, |sample| sample.resident_kib)?);
    anyhow::ensure!(late <= early + GROWTH_KIB_MAX, "memory grew from {early} to {late} KiB");
    let (early, late) = (of(quarter, |sample| sample.files)?, of(last, |sample| sample.files)?);
    anyhow::ensure!(late <= early + GROWTH_FILES_MAX, "open files grew from {early} to {late}");
    anyhow::ensure!(welcomes == 1, "the teacher was welcomed {welcomes} times");
    let entries = |sample: Option<&Sample>| sample.map_or(0, |sample| sample.entries);
    let goes_on = entries(samples.last()) > entries(samples.get(last));
    anyhow::ensure!(goes_on, "the lesson stood still");
    Ok(())
}

fn show(
    place: &Place,
    options: &Options,
    samples: &[Sample],
    verdict: &anyhow::Result<()>,
) -> String {
    let mut lines = vec![
        format!("\n{} minutes on {}.", options.minutes, place.database()),
        format!(
            "One lesson with an encoder, {} viewers (HTTP-FLV and fMP4 in turn), a teacher who \
             opens quizzes and 7 learners who answer and send danmaku every 2 s; \
             the demonstration's lesson goes on beside it.",
            options.viewers
        ),
        format!(
            "Judged by medians: from the second quarter of the samples to the last one, resident \
             memory may grow by {} MiB and open files by {GROWTH_FILES_MAX}; \
             nobody may lose the room.\n",
            GROWTH_KIB_MAX >> 10
        ),
        match verdict {
            Ok(()) => "Result: within these bounds.".to_owned(),
            Err(error) => format!("Result: BROKEN. {error}"),
        },
        "\n| second | resident KiB | open files | CPU s | entries |".to_owned(),
        "| ---: | ---: | ---: | ---: | ---: |".to_owned(),
    ];
    for Sample { seconds, resident_kib, files, cpu_seconds, entries } in samples {
        lines.push(format!(
            "| {seconds} | {resident_kib} | {files} | {cpu_seconds:.1} | {entries} |"
        ));
    }
    lines.join("\n") + "\n"
}
