//! Drives a real server process for long and checks what it promises: `chaos` kills it again and
//! again in the middle of a lesson, `endurance` leaves a lesson going on. `cargo xtask soak` builds
//! the server, runs these and keeps their results in `docs/soak`.

mod chaos;
mod endurance;
mod lesson;
mod person;
mod publisher;
mod server;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "xingtan-soak", about = "Proves what takes long to prove.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The server's binary.
    #[arg(long, global = true, default_value = "target/debug/xingtan")]
    binary: PathBuf,
    /// A PostgreSQL database of its own for the server; SQLite when there is none.
    #[arg(long, global = true)]
    database: Option<String>,
    /// The first of two ports to use.
    #[arg(long, global = true, default_value_t = 28_100)]
    port: u16,
    /// Where the result goes.
    #[arg(long, global = true)]
    out: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Kills the server in each round and checks that nothing acknowledged is lost.
    Chaos(chaos::Options),
    /// Leaves a lesson going on and watches memory and open files.
    Endurance(endurance::Options),
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let place = server::Place::new(cli.binary, cli.database, cli.port)?;
    let (text, verdict) = match cli.command {
        Command::Chaos(options) => runtime.block_on(chaos::run(place, &options))?,
        Command::Endurance(options) => runtime.block_on(endurance::run(place, &options))?,
    };
    eprintln!("\n{text}");
    if let Some(out) = cli.out {
        std::fs::write(out, text)?;
    }
    verdict
}
