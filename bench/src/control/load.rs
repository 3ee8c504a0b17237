//! The load: clients that wait for messages, and a speaker.

use std::time::{Duration, Instant};

use tokio::task::LocalSet;
use tokio::time::sleep;

use crate::figures::{Sample, quantile};
use crate::process::Family;
use crate::room::client::{Count, connect};
use crate::room::speaker::Speaker;

/// `control`: sends messages into a room and counts who gets them.
#[derive(Debug, clap::Args)]
pub struct Options {
    #[command(flatten)]
    room: crate::room::Options,
    /// Messages a second.
    #[arg(long, default_value_t = 10)]
    rate: u32,
    /// Bytes of text in each message.
    #[arg(long, default_value_t = 100)]
    text_bytes: usize,
}

/// Runs the load and prints its sample.
///
/// # Errors
/// When the server cannot be used.
pub async fn run(options: Options) -> anyhow::Result<()> {
    LocalSet::new().run_until(measure(options)).await?.print()
}

async fn measure(options: Options) -> anyhow::Result<Sample> {
    let (room, count) = (&options.room, Count::new());
    let (server, own) = (Family(room.pid), Family::own());
    let resident_before = server.resident_kib()?;
    let _clients = connect(room, &count).await?;
    let mut speaker = Speaker::open(room, options.text_bytes).await?;
    let every = Duration::from_secs(1) / options.rate.max(1);
    // The first messages warm caches up, and let what joining caused come to rest.
    speaker.say(&count, u64::from(options.rate), every).await?;
    sleep(Duration::from_secs(2)).await;
    let (messages, bytes) = (count.messages.take(), count.bytes.take());
    count.delays.borrow_mut().clear();
    let per_message = bytes as f64 / messages.max(1) as f64;
    let before = (server.cpu_seconds()?, own.cpu_seconds()?, Instant::now());
    let said = u64::from(options.rate) * room.seconds;
    speaker.say(&count, said, every).await?;
    sleep(Duration::from_millis(500)).await;
    let wall = before.2.elapsed().as_secs_f64();
    let (cpu, load) = (server.cpu_seconds()? - before.0, own.cpu_seconds()? - before.1);
    let got = count.messages.get() as f64;
    let resident = server.resident_kib()?.saturating_sub(resident_before);
    anyhow::ensure!(got > 0.0, "no client got anything");
    let mut sample =
        Sample::new("control", &room.run, room.clients, "a message to a client, in µs");
    sample.set("cost", cpu * 1e6 / got);
    sample.set("server_cpu_s", cpu);
    sample.set("server_core_share", cpu / wall);
    sample.set("load_core_share", load / wall);
    sample.set("messages_said", said as f64);
    sample.set("delivered_share", got / (said * room.clients) as f64);
    sample.set("payload_bytes", per_message);
    sample.set("resident_kib_per_client", resident as f64 / room.clients as f64);
    let mut delays = count.delays.take();
    for (name, share) in [("delay_p50_ms", 0.5), ("delay_p99_ms", 0.99)] {
        sample.set(name, quantile(&mut delays, share).unwrap_or_default());
    }
    if load / wall > 0.9 {
        sample.notes.push("the load generator is the bottleneck".to_owned());
    }
    Ok(sample)
}
