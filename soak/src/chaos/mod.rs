//! `chaos`: the server is killed in the middle of a lesson, again and again.

mod judge;
mod page;

use std::rc::Rc;
use std::time::Duration;

use anyhow::Context as _;
use serde_json::Value as Json;
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep, timeout};
use xingtan_server::demo::clip::Clip;
use xingtan_testkit::Log;

use crate::lesson::{LEARNERS, Lesson};
use crate::person::{Part, Person};
use crate::publisher::Publisher;
use crate::server::{Place, Server};

/// How long everyone may take to be back in the lesson once the server listens.
const BACK: Duration = Duration::from_secs(20);

/// How to kill.
#[derive(clap::Args)]
pub struct Options {
    /// How often the server is killed.
    #[arg(long, default_value_t = 10)]
    rounds: u32,
    /// Chooses the moments.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// What a round showed.
struct Round {
    lived_ms: u64,
    answers: usize,
    restart_ms: u128,
    back_ms: u128,
}

struct Scene {
    place: Place,
    lesson: Lesson,
    people: Vec<Rc<Person>>,
    publisher: Rc<Publisher>,
}

/// Runs all rounds; the page's text, and whether the promises were kept.
pub async fn run(place: Place, options: &Options) -> anyhow::Result<(String, anyhow::Result<()>)> {
    LocalSet::new().run_until(play(place, options)).await
}

async fn play(place: Place, options: &Options) -> anyhow::Result<(String, anyhow::Result<()>)> {
    let mut server = place.start().await?;
    let lesson = Lesson::open(&format!("http://{}", place.http())).await?;
    let mut tasks = tokio::task::JoinSet::new();
    let mut people = Vec::new();
    let teaches = Part::Teaches(Duration::from_secs(6));
    let parts = std::iter::once((&lesson.teacher, teaches)).chain(
        lesson.learners.iter().map(|learner| (learner, Part::Answers(Duration::from_millis(150)))),
    );
    for (browser, part) in parts {
        let person = Rc::new(Person::new(browser, lesson.id, part));
        people.push(Rc::clone(&person));
        tasks.spawn_local(async move { person.run().await });
    }
    let publisher = Rc::new(Publisher::new(place.rtmp(), &lesson.stream_key));
    let own = Rc::clone(&publisher);
    let clip = Clip::finished()?;
    tasks.spawn_local(async move { own.run(&clip).await });
    let scene = Scene { place, lesson, people, publisher };
    scene.everyone_is_back(&[0; LEARNERS.len() + 1], 0).await?;
    let (mut chance, mut rounds) = (options.seed, Vec::new());
    for number in 1..=options.rounds {
        let (next, round) = scene.round(server, &mut chance).await?;
        eprintln!("round {number}: lived {} ms, {} answers", round.lived_ms, round.answers);
        server = next;
        rounds.push(round);
    }
    // Everyone leaves, so that what follows stands still.
    tasks.shutdown().await;
    let log = scene.close().await;
    let faults = judge::faults(&scene.people, &log);
    let runs = scene.publisher.runs.take();
    let recorded = judge::recorded(&scene.lesson, &runs).await;
    drop(server);
    let text = page::show(&scene, &rounds, &recorded, &faults);
    Ok((text, judge::verdict(&faults, &recorded)))
}

impl Scene {
    async fn round(&self, server: Server, chance: &mut u64) -> anyhow::Result<(Server, Round)> {
        let before = self.acknowledged();
        let lived_ms = 1_500 + draw(chance) % 3_500;
        sleep(Duration::from_millis(lived_ms)).await;
        let welcomes: Vec<u32> = self.people.iter().map(|person| person.welcomes.get()).collect();
        let runs = self.publisher.runs.borrow().len();
        let killed = Instant::now();
        server.kill()?;
        let answers = self.acknowledged() - before;
        let server = self.place.start().await?;
        let started = Instant::now();
        self.everyone_is_back(&welcomes, runs).await?;
        let restart_ms = (started - killed).as_millis();
        Ok((
            server,
            Round { lived_ms, answers, restart_ms, back_ms: started.elapsed().as_millis() },
        ))
    }

    /// Closes the lesson and reads what is stored of it.
    async fn close(&self) -> Log {
        let closing = format!("/api/lessons/{}/closing", self.lesson.id);
        let _ = self.lesson.teacher.post(&closing, Json::Null).await.is(204);
        Log::read(&self.lesson.teacher, self.lesson.id).await
    }

    fn acknowledged(&self) -> usize {
        self.people.iter().map(|person| person.acknowledged.borrow().len()).sum()
    }

    /// Waits until everyone was welcomed more often than before, and the encoder publishes anew.
    async fn everyone_is_back(&self, welcomes: &[u32], runs: usize) -> anyhow::Result<()> {
        let back = async {
            let has_come = || {
                let mut all = self.people.iter().zip(welcomes);
                all.all(|(person, before)| person.welcomes.get() > *before)
            };
            while !has_come() || self.publisher.runs.borrow().len() <= runs {
                sleep(Duration::from_millis(10)).await;
            }
        };
        timeout(BACK, back).await.context("not everyone came back by himself")
    }
}

/// The next of a seeded row of numbers (SplitMix64).
const fn draw(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
