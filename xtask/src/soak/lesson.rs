//! `cargo xtask soak chaos` and `endurance`: build the server and the driver in `soak/`, run it.

use std::fs;

use super::page;
use crate::postgres::Postgres;
use crate::shell::{command, output, run as run_command};
use crate::web;

/// How to kill.
#[derive(clap::Args)]
pub struct Chaos {
    /// How often the server is killed on each database.
    #[arg(long, default_value = "10")]
    rounds: String,
    /// Chooses the moments.
    #[arg(long, default_value = "1")]
    seed: String,
}

/// How long.
#[derive(clap::Args)]
pub struct Endurance {
    /// Minutes.
    #[arg(long, default_value = "15")]
    minutes: String,
}

/// Kills a server in the middle of a lesson, on SQLite and on PostgreSQL.
///
/// # Errors
/// When a promise was broken, or a step failed.
pub fn chaos(options: &Chaos) -> anyhow::Result<()> {
    build()?;
    let words = ["chaos", "--rounds", &options.rounds, "--seed", &options.seed];
    let (sqlite, on_sqlite) = drive(&words)?;
    let postgres = Postgres::start()?;
    let base = postgres.url();
    output(&mut command(&[
        "psql",
        "-q",
        &format!("{base}/postgres"),
        "-c",
        "create database soak",
    ]))?;
    let database = format!("{base}/soak");
    let (postgres, on_postgres) = drive(&[&words[..], &["--database", &database]].concat())?;
    page::write("chaos", &format!("cargo xtask soak {}", words.join(" ")), &(sqlite + &postgres))?;
    on_sqlite.and(on_postgres)
}

/// Leaves a lesson going on.
///
/// # Errors
/// When memory or files grow without bound, or a step failed.
pub fn endurance(options: &Endurance) -> anyhow::Result<()> {
    build()?;
    let words = ["endurance", "--minutes", &options.minutes];
    let (text, verdict) = drive(&words)?;
    page::write("endurance", &format!("cargo xtask soak {}", words.join(" ")), &text)?;
    verdict
}

fn build() -> anyhow::Result<()> {
    web::build()?;
    run_command(&mut command(&["cargo", "build", "-p", "xingtan-server", "-p", "xingtan-soak"]))
}

/// Runs the driver; what it found, and whether the promises were kept.
fn drive(words: &[&str]) -> anyhow::Result<(String, anyhow::Result<()>)> {
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let (driver, binary) =
        (format!("{target}/debug/xingtan-soak"), format!("{target}/debug/xingtan"));
    let out = format!("{target}/soak-result.md");
    // What an earlier run left must not pass for this one's.
    if fs::exists(&out)? {
        fs::remove_file(&out)?;
    }
    let mut driving = command(&[&driver]);
    driving.args(words).args(["--binary", &binary, "--out", &out]);
    let verdict = run_command(&mut driving);
    match fs::read_to_string(&out) {
        Ok(text) => Ok((text, verdict)),
        Err(error) => Err(verdict.err().unwrap_or_else(|| error.into())),
    }
}
