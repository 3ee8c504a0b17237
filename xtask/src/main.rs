//! The project's own commands. `cargo xtask run` and `cargo xtask test` are all anyone needs.
#![expect(clippy::print_stdout, reason = "this is a command-line tool; its output is its use")]

mod bench;
mod check;
mod install;
mod peers;
mod postgres;
mod run;
mod shell;
mod soak;
mod test;
mod tidy;
mod web;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and tests Xingtan.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Sets up, builds, and starts with the demonstration school.
    Run(run::Options),
    /// Sets up and runs every test; what the project calls green.
    Test(test::Options),
    /// Measures the server beside its peers and its limits.
    Bench(bench::Options),
    /// Proves promises that take longer than a minute.
    #[command(subcommand)]
    Soak(soak::Soak),
    /// The quick inner loop: format, lints, tidy, unit tests on SQLite.
    Check,
    /// Checks the ladder, dependencies, names, sizes, links and generated files.
    Tidy,
    /// Builds the pages if their sources changed.
    Web,
    /// Installs the clients that the stage is tried with beside browsers.
    Peers,
    /// Writes the generated files again: the interface's description and the types made from it.
    Generate,
}

fn main() -> anyhow::Result<()> {
    let root = shell::root()?;
    std::env::set_current_dir(&root)?;
    match Cli::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Soak(soak) => soak::run(&soak),
        Command::Check => check::run(),
        Command::Tidy => tidy::run(&root),
        Command::Web => web::build(),
        Command::Peers => peers::install().map(|_| ()),
        Command::Generate => web::generate(),
    }
}
