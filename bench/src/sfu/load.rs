//! The load: one sends, so many watch and count what they get.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::task::LocalSet;
use tokio::time::{sleep, timeout};

use super::crowd::{Crowd, Whom};
use super::watcher::Count;
use crate::figures::{Run, Sample, quantile};
use crate::process::Family;

/// One of so many who watch notes how long packets take.
const TIMED_OF: u64 = 10;
/// Who comes at once.
const AT_ONCE: usize = 10;
/// Time for the load to come to rest before it is measured.
const SETTLE: Duration = Duration::from_secs(4);
/// How long it is looked what the server takes while nobody watches.
const BEFORE: Duration = Duration::from_secs(3);
/// How long everybody may take to come.
const PATIENCE: Duration = Duration::from_secs(60);

/// `sfu`: sends to a server and watches with many.
#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    whom: Whom,
    /// How many watch.
    #[arg(long, default_value_t = 200)]
    clients: u64,
    /// How long to measure.
    #[arg(long, default_value_t = 15)]
    seconds: u64,
    #[command(flatten)]
    run: Run,
}

/// Runs the load and prints its sample.
///
/// # Errors
/// When nobody may send or watch.
pub async fn run(options: Options) -> anyhow::Result<()> {
    LocalSet::new().run_until(measure(options)).await?.print()
}

async fn measure(options: Options) -> anyhow::Result<Sample> {
    let (server, own, clients) = (Family(options.whom.pid), Family::own(), options.clients);
    let mut crowd = Crowd::open(&options.whom, |_| true).await?;
    sleep(SETTLE).await;
    let (before, began) = (server.cpu_seconds()?, Instant::now());
    sleep(BEFORE).await;
    let alone = (server.cpu_seconds()? - before) / began.elapsed().as_secs_f64();
    let resident_before = server.resident_kib()?;
    come(&mut crowd, clients).await?;
    sleep(SETTLE).await;
    let count = &crowd.count;
    count.is_timing.set(true);
    let read = |count: &Count| (count.packets.get(), count.expected.get(), count.bytes.get());
    let (began, before, before_own) = (Instant::now(), server.cpu_seconds()?, own.cpu_seconds()?);
    let (packets, expected, bytes) = read(count);
    sleep(Duration::from_secs(options.seconds)).await;
    let after = read(count);
    let wall = began.elapsed().as_secs_f64();
    let (cpu, load) = (server.cpu_seconds()? - before, own.cpu_seconds()? - before_own);
    let (packets, expected, bytes) = (after.0 - packets, after.1 - expected, after.2 - bytes);
    let resident = server.resident_kib()?.saturating_sub(resident_before);
    anyhow::ensure!(packets > 0, "nobody got anything");
    let mut sample =
        Sample::new("sfu", &options.run, clients, "a packet to one who watches, in µs");
    sample.set("cost", cpu * 1e6 / packets as f64);
    sample.set("server_core_share", cpu / wall);
    sample.set("server_core_share_nobody", alone);
    sample.set("load_core_share", load / wall);
    sample.set("packets_per_s", packets as f64 / wall);
    sample.set("mbit_s_per_client", bytes as f64 * 8e-6 / wall / clients as f64);
    sample.set("missing_permille", (expected as f64 - packets as f64) * 1e3 / expected as f64);
    sample.set("resident_kib_per_client", resident as f64 / clients as f64);
    sample.set("failed", count.failed.get() as f64);
    let mut delays = count.delays.take();
    for (name, share) in [("delay_p50_ms", 0.5), ("delay_p99_ms", 0.99)] {
        if let Some(delay) = quantile(&mut delays, share) {
            sample.set(name, delay);
        }
    }
    if load / wall > 0.9 {
        sample.notes.push("the load generator is the bottleneck".to_owned());
    }
    Ok(sample)
}

/// Lets everyone come, a few at a time.
async fn come(crowd: &mut Crowd, clients: u64) -> anyhow::Result<()> {
    let all = async {
        for number in 0..clients {
            let place = usize::try_from(number)?;
            crowd.come(place, number % TIMED_OF == 0);
            while place >= there(&crowd.count) + AT_ONCE {
                sleep(Duration::from_millis(1)).await;
            }
        }
        while (there(&crowd.count) as u64) < clients {
            sleep(Duration::from_millis(5)).await;
        }
        anyhow::ensure!(crowd.count.failed.get() == 0, "not everybody could watch");
        Ok(())
    };
    timeout(PATIENCE, all).await.context("not everybody came")?
}

/// How many got something, or never will.
fn there(count: &Count) -> usize {
    count.begun.borrow().len() + usize::try_from(count.failed.get()).unwrap_or(usize::MAX)
}
