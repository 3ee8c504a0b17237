//! Measures the server beside other servers and beside the least that the work can cost.
//!
//! A row's command takes an address and a process id, so that any server can stand behind it, and
//! prints a JSON line and a table. `run` starts everyone in turn, round after round, and writes
//! the result into `docs/measurements`.

mod control;
mod figures;
mod flv;
mod http;
mod idle;
mod process;
mod report;
mod room;
mod sfu;
mod stage;
mod start;
mod world;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::stage::Stage;

#[derive(Parser)]
#[command(name = "xingtan-bench", about = "Measures Xingtan beside its peers and its limits.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Row 14's load: many viewers of one stream.
    Flv(flv::load::Options),
    /// Row 14's limit: a bare send loop.
    FlvLimit(flv::limit::Options),
    /// Row 3's load: one message to everyone in a room.
    Control(control::load::Options),
    /// Row 1's load: clients of a room in which nothing happens.
    Idle(room::Options),
    /// The limit of the rows about rooms: a bare write loop.
    RoomLimit(room::limit::Options),
    /// Row 16's load: one sends by WebRTC, many watch.
    Sfu(sfu::load::Options),
    /// Row 16's other load: many come to watch within half a minute.
    Joins(sfu::joins::Options),
    /// Row 16's limit: a bare loop that encrypts and sends.
    SfuLimit(sfu::limit::Options),
    /// Starts everyone of the rows, measures them interleaved and writes the results.
    Run(Options),
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Row {
    /// Row 17: start and size.
    Start,
    /// Row 14: one stream to many viewers.
    Flv,
    /// Row 3: one control message to everyone in a room.
    Control,
    /// Row 1: idle memory.
    Idle,
    /// Row 16: one sends by WebRTC, many watch.
    Sfu,
    /// Row 16: many come to watch.
    Joins,
}

#[derive(clap::Args)]
struct Options {
    /// The rows, all of them when none is named.
    rows: Vec<Row>,
    /// How often everything is measured.
    #[arg(long, default_value_t = 5)]
    rounds: u32,
    /// How many clients, when not the row's own number.
    #[arg(long)]
    clients: Option<u64>,
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 15)]
    seconds: u64,
    /// Only these contestants.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// The server's release binary.
    #[arg(long, default_value = "target/release/xingtan")]
    binary: PathBuf,
    /// The folder of the peers, with their packages installed.
    #[arg(long, default_value = "bench/peers")]
    peers: PathBuf,
    /// A folder to work in.
    #[arg(long, default_value = "target/bench")]
    work: PathBuf,
    /// Where the results go.
    #[arg(long, default_value = "docs/measurements")]
    out: PathBuf,
    /// The first of ten ports to use.
    #[arg(long, default_value_t = 23_100)]
    port: u16,
}

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match Cli::parse().command {
        Command::Flv(options) => runtime.block_on(flv::load::run(options)),
        Command::FlvLimit(options) => flv::limit::run(&options),
        Command::Control(options) => runtime.block_on(control::load::run(options)),
        Command::Idle(options) => runtime.block_on(idle::load::run(options)),
        Command::RoomLimit(options) => room::limit::run(&options),
        Command::Sfu(options) => runtime.block_on(sfu::load::run(options)),
        Command::Joins(options) => runtime.block_on(sfu::joins::run(options)),
        Command::SfuLimit(options) => sfu::limit::run(&options),
        Command::Run(options) => runtime.block_on(run(options)),
    }
}

async fn run(options: Options) -> anyhow::Result<()> {
    std::fs::create_dir_all(&options.work)?;
    let stage = Stage {
        binary: std::path::absolute(&options.binary)?,
        peers: std::path::absolute(&options.peers)?,
        work: std::path::absolute(&options.work)?,
        port: options.port,
        rounds: options.rounds,
        clients: options.clients,
        seconds: options.seconds,
    };
    let all = Row::value_variants();
    let rows = if options.rows.is_empty() { all } else { &options.rows };
    for row in rows {
        let samples = match row {
            Row::Start => start::run(&stage)?,
            Row::Flv => flv::row::run(&stage, &options.only).await?,
            Row::Control => control::row::run(&stage, &options.only).await?,
            Row::Idle => idle::row::run(&stage, &options.only).await?,
            Row::Sfu => sfu::row::run(&stage, &options.only).await?,
            Row::Joins => sfu::row::run_joins(&stage, &options.only).await?,
        };
        report::write(&options.out, &stage, &samples)?;
    }
    Ok(())
}
