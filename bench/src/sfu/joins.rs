//! The load of joins: so many come in half a minute, one after the other, and stay. What is sent
//! meanwhile is a voice alone, so that it is joining that is measured.

use std::time::{Duration, Instant};

use tokio::task::LocalSet;
use tokio::time::{sleep, sleep_until};

use super::clip::Kind;
use super::crowd::{Crowd, Whom};
use crate::figures::{Run, Sample, quantile};
use crate::process::Family;

/// How long the last may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// `joins`: has many come to watch.
#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    whom: Whom,
    /// How many come.
    #[arg(long, default_value_t = 1_000)]
    clients: u64,
    /// Within how many seconds.
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    #[command(flatten)]
    run: Run,
}

/// Runs the load and prints its sample.
///
/// # Errors
/// When nobody may send.
pub async fn run(options: Options) -> anyhow::Result<()> {
    LocalSet::new().run_until(measure(options)).await?.print()
}

async fn measure(options: Options) -> anyhow::Result<Sample> {
    let (server, own, clients) = (Family(options.whom.pid), Family::own(), options.clients);
    let mut crowd = Crowd::open(&options.whom, |part| part.kind == Kind::Sound).await?;
    sleep(Duration::from_secs(2)).await;
    let resident_before = server.resident_kib()?;
    let (before, before_own, began) = (server.cpu_seconds()?, own.cpu_seconds()?, Instant::now());
    let every = Duration::from_secs(options.seconds).div_f64(clients.max(1) as f64);
    for number in 0..clients {
        let at = began + every.mul_f64(number as f64);
        sleep_until(at.into()).await;
        crowd.come(usize::try_from(number)?, false);
    }
    let (load, wall) = (own.cpu_seconds()? - before_own, began.elapsed().as_secs_f64());
    let count = &crowd.count;
    let last = Instant::now() + PATIENCE;
    let came = || count.begun.borrow().len() as u64 + count.failed.get();
    while came() < clients && Instant::now() < last {
        sleep(Duration::from_millis(5)).await;
    }
    let cpu = server.cpu_seconds()? - before;
    let resident = server.resident_kib()?.saturating_sub(resident_before);
    let mut sample =
        Sample::new("joins", &options.run, clients, "one who joins and hears, in ms of CPU");
    sample.set("cost", cpu * 1e3 / clients as f64);
    sample.set("failed", count.failed.get() as f64);
    sample.set("load_core_share", load / wall);
    sample.set("server_core_share", cpu / began.elapsed().as_secs_f64());
    sample.set("resident_kib_before", resident_before as f64);
    sample.set("resident_kib_per_client", resident as f64 / clients as f64);
    let phases =
        [("answered", &count.answered), ("connected", &count.connected), ("heard", &count.begun)];
    for (name, times) in phases {
        let mut times = times.borrow_mut();
        sample.set(name, times.len() as f64);
        for (at, share) in [("p50", 0.5), ("p99", 0.99)] {
            if let Some(ms) = quantile(&mut times, share) {
                sample.set(&format!("{name}_{at}_ms"), ms);
            }
        }
    }
    if load / wall > 0.9 {
        sample.notes.push("the load generator is the bottleneck".to_owned());
    }
    Ok(sample)
}
