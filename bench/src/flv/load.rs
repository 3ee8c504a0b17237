//! The load: so many viewers, who count what they get.

use std::cell::{Cell, RefCell};
use std::io::ErrorKind;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::net::TcpStream;
use tokio::task::{JoinSet, LocalSet};
use tokio::time::{sleep, timeout};

use super::viewer::{self, Times};
use crate::figures::{Run, Sample, quantile};
use crate::http::Url;
use crate::process::Family;

/// The bytes of 600 kbit/s in a second; one unit of work.
pub const SECOND_BYTES: f64 = 75_000.0;
/// Viewers whose frames are timed.
const TIMED: u64 = 50;
/// Viewers that connect at once.
const AT_ONCE: u64 = 50;
/// Time for the load to come to rest before it is measured.
const SETTLE: Duration = Duration::from_secs(3);

/// `flv`: watches a stream with many viewers.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The stream, by HTTP-FLV or RTMP.
    #[arg(long)]
    pub url: Url,
    /// The server's process.
    #[arg(long)]
    pub pid: u32,
    /// How many viewers.
    #[arg(long, default_value_t = 2_000)]
    pub clients: u64,
    /// How long to measure.
    #[arg(long, default_value_t = 15)]
    pub seconds: u64,
    #[command(flatten)]
    run: Run,
}

/// What all viewers count together.
#[derive(Debug)]
struct Count {
    began: Instant,
    connected: Cell<u64>,
    lost: Cell<u64>,
    bytes: Cell<u64>,
    reads: Cell<u64>,
    is_timing: Cell<bool>,
    /// When each frame came less the time it carries, in milliseconds.
    delays: RefCell<Vec<f64>>,
    space: RefCell<Vec<u8>>,
}

/// Runs the load and prints its sample.
///
/// # Errors
/// When the server cannot be watched.
pub async fn run(options: Options) -> anyhow::Result<()> {
    LocalSet::new().run_until(measure(options)).await?.print()
}

async fn measure(options: Options) -> anyhow::Result<Sample> {
    let count = Rc::new(Count {
        began: Instant::now(),
        connected: Cell::new(0),
        lost: Cell::new(0),
        bytes: Cell::new(0),
        reads: Cell::new(0),
        is_timing: Cell::new(false),
        delays: RefCell::default(),
        space: RefCell::new(vec![0; 256 << 10]),
    });
    let (server, own, clients) = (Family(options.pid), Family::own(), options.clients);
    let resident_before = server.resident_kib()?;
    let _viewers = connect(&options, &count).await?;
    sleep(SETTLE).await;
    count.is_timing.set(true);
    let before = (server.cpu_seconds()?, own.cpu_seconds()?, Instant::now());
    let (bytes, reads) = (count.bytes.get(), count.reads.get());
    sleep(Duration::from_secs(options.seconds)).await;
    let (bytes, reads) = (count.bytes.get() - bytes, count.reads.get() - reads);
    let wall = before.2.elapsed().as_secs_f64();
    let (cpu, load) = (server.cpu_seconds()? - before.0, own.cpu_seconds()? - before.1);
    let resident = server.resident_kib()?.saturating_sub(resident_before);
    anyhow::ensure!(bytes > 0, "no viewer got anything");
    let mut sample = Sample::new("flv", &options.run, clients, "75,000 bytes to one viewer, in µs");
    sample.set("cost", cpu * 1e6 / (bytes as f64 / SECOND_BYTES));
    sample.set("server_cpu_s", cpu);
    sample.set("server_core_share", cpu / wall);
    sample.set("load_core_share", load / wall);
    sample.set("mbit_s_per_viewer", bytes as f64 * 8e-6 / wall / clients as f64);
    sample.set("bytes_per_read", bytes as f64 / reads.max(1) as f64);
    sample.set("resident_kib_per_client", resident as f64 / clients as f64);
    sample.set("lost", count.lost.get() as f64);
    let mut delays = count.delays.take();
    if let Some(least) = quantile(&mut delays, 0.0) {
        for (name, share) in [("late_p50_ms", 0.5), ("late_p99_ms", 0.99)] {
            sample.set(name, quantile(&mut delays, share).unwrap_or(least) - least);
        }
    }
    if load / wall > 0.9 {
        sample.notes.push("the load generator is the bottleneck".to_owned());
    }
    Ok(sample)
}

/// Connects everyone, a few at a time.
async fn connect(options: &Options, count: &Rc<Count>) -> anyhow::Result<JoinSet<()>> {
    let mut viewers = JoinSet::new();
    for number in 0..options.clients {
        viewers.spawn_local(view(options.url.clone(), Rc::clone(count), number < TIMED));
        while number + 1 - count.connected.get() >= AT_ONCE {
            sleep(Duration::from_millis(1)).await;
        }
    }
    let all = async {
        while count.connected.get() < options.clients {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(60), all).await.context("not every viewer was let in")?;
    Ok(viewers)
}

async fn view(url: Url, count: Rc<Count>, is_timed: bool) {
    let opened = viewer::open(&url).await;
    count.connected.set(count.connected.get() + 1);
    let watched = match opened {
        Ok(opened) => watch(opened, &count, is_timed).await,
        Err(error) => Err(error),
    };
    if let Err(error) = watched
        && count.lost.replace(count.lost.get() + 1) == 0
    {
        eprintln!("a viewer is lost: {error:#}");
    }
}

async fn watch(
    (stream, mut times, early): (TcpStream, Times, Vec<u8>),
    count: &Count,
    is_timed: bool,
) -> anyhow::Result<()> {
    if !is_timed {
        times = Times::None;
    }
    take(count, &mut times, &early)?;
    loop {
        stream.readable().await?;
        let mut space = count.space.borrow_mut();
        match stream.try_read(&mut space) {
            Ok(0) => anyhow::bail!("the server closed the stream"),
            Ok(length) => {
                count.reads.set(count.reads.get() + 1);
                take(count, &mut times, space.get(..length).unwrap_or_default())?;
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error.into()),
        }
    }
}

fn take(count: &Count, times: &mut Times, bytes: &[u8]) -> anyhow::Result<()> {
    count.bytes.set(count.bytes.get() + bytes.len() as u64);
    times.feed(bytes, |time_ms| {
        if count.is_timing.get() {
            let now_ms = count.began.elapsed().as_secs_f64() * 1e3;
            count.delays.borrow_mut().push(now_ms - f64::from(time_ms));
        }
    })
}
