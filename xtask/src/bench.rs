//! `cargo xtask bench`: measures the server beside its peers and its limits.

use std::process::Command;

use crate::shell::{Steps, command, run as run_command};
use crate::{install, web};

/// What to measure.
#[derive(clap::Args)]
pub struct Options {
    /// The rows, all of them when none is named.
    rows: Vec<String>,
    /// How often everything is measured.
    #[arg(long, default_value = "5")]
    rounds: String,
    /// How many clients, when not the row's own number.
    #[arg(long)]
    clients: Option<String>,
    /// Seconds of each measurement.
    #[arg(long)]
    seconds: Option<String>,
    /// Only these contestants, with commas between.
    #[arg(long)]
    only: Option<String>,
    /// Where the results go.
    #[arg(long)]
    out: Option<String>,
}

/// Installs the peers, builds, measures, and writes the results into `docs/measurements`.
///
/// # Errors
/// When a step fails, naming it.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut steps = Steps::new(4);
    steps.step("Installing the peers", || {
        install::ensure(&install::FOR_BENCH)?;
        web::install("bench/peers")
    })?;
    steps.step("Building the pages", web::build)?;
    steps.step("Building the server and the load (a few minutes the first time)", || {
        let words = ["cargo", "build", "--release", "-p", "xingtan-server", "-p", "xingtan-bench"];
        run_command(&mut command(&words))
    })?;
    steps.step("Measuring", || run_command(&mut measuring(options)))
}

fn measuring(options: &Options) -> Command {
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let (bench, binary) = (format!("{target}/release/xingtan-bench"), format!("{target}/release"));
    let mut measuring = command(&[&bench, "run", "--rounds", &options.rounds]);
    measuring.args([
        "--binary",
        &format!("{binary}/xingtan"),
        "--work",
        &format!("{target}/bench"),
    ]);
    let more = [
        ("--clients", &options.clients),
        ("--seconds", &options.seconds),
        ("--only", &options.only),
        ("--out", &options.out),
    ];
    for (flag, value) in more {
        if let Some(value) = value {
            measuring.args([flag, value]);
        }
    }
    measuring.args(&options.rows);
    measuring
}
