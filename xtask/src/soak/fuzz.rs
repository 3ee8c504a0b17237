//! `cargo xtask soak fuzz`: runs the targets of `fuzz/`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail};

use super::page;
use crate::shell::{Steps, command, output, run as run_command};

/// What to fuzz and for how long.
#[derive(clap::Args)]
pub struct Options {
    /// The targets, all of them when none is named.
    targets: Vec<String>,
    /// Seconds for each target.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
}

/// What came of a target.
#[derive(Debug, PartialEq, Eq)]
struct Outcome {
    target: String,
    runs: u64,
    runs_per_second: u64,
    /// Edges of the program that were reached.
    coverage: u64,
    crashes: usize,
}

/// Installs what is missing, builds the targets, runs each and writes the result.
///
/// # Errors
/// When a step fails, or a target crashed.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut steps = Steps::new(3);
    steps.step("Installing what is missing", install)?;
    let all = targets()?;
    for target in &options.targets {
        anyhow::ensure!(all.contains(target), "no target {target}; there are {}", all.join(", "));
    }
    let targets = if options.targets.is_empty() { all } else { options.targets.clone() };
    steps.step("Building the targets", || run_command(&mut fuzz(&["build"])))?;
    let outcomes = steps.step("Fuzzing", || {
        targets
            .iter()
            .map(|target| try_target(target, options.seconds))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let text = show(&outcomes);
    println!("\n{text}");
    page::write("fuzz", &format!("cargo xtask soak fuzz --seconds {}", options.seconds), &text)?;
    let crashed: Vec<&str> = outcomes
        .iter()
        .filter(|outcome| outcome.crashes > 0)
        .map(|outcome| outcome.target.as_str())
        .collect();
    anyhow::ensure!(crashed.is_empty(), "crashed, see fuzz/artifacts: {}", crashed.join(", "));
    Ok(())
}

fn install() -> anyhow::Result<()> {
    let toolchains = output(&mut command(&["rustup", "toolchain", "list"]))
        .context("fuzzing needs a nightly compiler, and rustup to install it")?;
    if !toolchains.lines().any(|line| line.starts_with("nightly")) {
        let words = ["rustup", "toolchain", "install", "nightly", "--profile", "minimal"];
        run_command(&mut command(&words)).context(
            "no nightly compiler is here and none could be installed; run \
             `rustup toolchain install nightly` on a machine with a network",
        )?;
    }
    if !crate::shell::has("cargo-fuzz") {
        run_command(&mut command(&["cargo", "install", "--locked", "cargo-fuzz"]))?;
    }
    Ok(())
}

/// The targets as the manifest lists them.
fn targets() -> anyhow::Result<Vec<String>> {
    let manifest: toml::Table = fs::read_to_string("fuzz/Cargo.toml")?.parse()?;
    let bins = manifest.get("bin").and_then(toml::Value::as_array);
    let name = |bin: &toml::Value| Some(bin.get("name")?.as_str()?.to_owned());
    Ok(bins.into_iter().flatten().filter_map(name).collect())
}

fn fuzz(words: &[&str]) -> Command {
    let mut fuzz = command(&["cargo", "+nightly", "fuzz"]);
    fuzz.args(words);
    // Instrumented objects are no use to any other build.
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    if let Ok(target) = std::path::absolute(Path::new(&target).join("fuzz")) {
        fuzz.env("CARGO_TARGET_DIR", target);
    }
    fuzz
}

fn try_target(target: &str, seconds: u32) -> anyhow::Result<Outcome> {
    println!("      {target}");
    let corpus = format!("fuzz/corpus/{target}");
    fs::create_dir_all(&corpus)?;
    let before = artifacts(target);
    let mut fuzz = fuzz(&["run", target, &corpus]);
    let seeds = format!("fuzz/seeds/{target}");
    if Path::new(&seeds).is_dir() {
        fuzz.arg(&seeds);
    }
    let time = format!("-max_total_time={seconds}");
    fuzz.args(["--", &time, "-print_final_stats=1", "-timeout=10", "-rss_limit_mb=2048"]);
    let done = fuzz.stdin(Stdio::null()).output().context("cannot start cargo-fuzz")?;
    let said = String::from_utf8_lossy(&done.stderr);
    let crashes = artifacts(target).saturating_sub(before);
    if !done.status.success() && crashes == 0 {
        bail!("{target} did not run:\n{said}");
    }
    if crashes > 0 {
        println!("{said}");
    }
    Ok(read(target, &said, crashes))
}

/// How many crashing inputs lie there.
fn artifacts(target: &str) -> usize {
    fs::read_dir(format!("fuzz/artifacts/{target}")).map_or(0, Iterator::count)
}

/// Reads what libFuzzer said at its end.
fn read(target: &str, said: &str, crashes: usize) -> Outcome {
    let number = |after: &str| {
        let text = said.rsplit_once(after)?.1;
        text.split_whitespace().next()?.parse().ok()
    };
    Outcome {
        target: target.to_owned(),
        runs: number("stat::number_of_executed_units:").unwrap_or(0),
        runs_per_second: number("stat::average_exec_per_sec:").unwrap_or(0),
        coverage: number(" cov: ").unwrap_or(0),
        crashes,
    }
}

fn show(outcomes: &[Outcome]) -> String {
    let mut text = "Each target was fed inputs that libFuzzer made, with AddressSanitizer and \
                    debug assertions.\nCoverage counts edges of the program that were reached; \
                    a crash is a panic, a claim that failed, a hang of 10 s or more than 2 GiB.\n\n\
                    | target | runs | runs/s | coverage | crashes |\n\
                    | --- | ---: | ---: | ---: | ---: |\n"
        .to_owned();
    for Outcome { target, runs, runs_per_second, coverage, crashes } in outcomes {
        // Writing to a string cannot fail.
        let _ =
            writeln!(text, "| {target} | {runs} | {runs_per_second} | {coverage} | {crashes} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_run_is_read() {
        let said = "#2\tINITED cov: 7 ft: 8 corp: 1/1b\n#900\tDONE   cov: 321 ft: 400 corp: 9/1b\n\
                    stat::number_of_executed_units: 900\nstat::average_exec_per_sec:     450\n";
        let outcome = read("intake", said, 0);
        let expected = Outcome {
            target: "intake".to_owned(),
            runs: 900,
            runs_per_second: 450,
            coverage: 321,
            crashes: 0,
        };
        assert_eq!(outcome, expected);
    }
}
