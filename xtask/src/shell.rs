//! Running other programs, with their progress shown.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context as _, bail};

/// The repository's folder.
///
/// # Errors
/// When this program was moved out of it.
pub fn root() -> anyhow::Result<PathBuf> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).context("xtask does not stand in the repository")
}

/// A command from words.
pub fn command(words: &[&str]) -> Command {
    let mut command = Command::new(words.first().copied().unwrap_or_default());
    command.args(words.get(1..).unwrap_or_default());
    command
}

/// Runs a command with its output shown.
///
/// # Errors
/// When it cannot be started or fails, naming it.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = show(command);
    let status =
        command.stdin(Stdio::null()).status().with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs a command and returns what it printed.
///
/// # Errors
/// When it cannot be started or fails, with what it printed.
pub fn output(command: &mut Command) -> anyhow::Result<String> {
    let shown = show(command);
    let output = command.output().with_context(|| format!("cannot start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` failed: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program is on this machine.
pub fn has(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// Numbered steps with the time each took.
pub struct Steps {
    total: usize,
    done: usize,
}

impl Steps {
    /// So many steps lie ahead.
    pub fn new(total: usize) -> Self {
        Self { total, done: 0 }
    }

    /// Does one step.
    ///
    /// # Errors
    /// When the step fails, naming it.
    pub fn step<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        self.done += 1;
        println!("\n[{}/{}] {name}", self.done, self.total);
        let started = Instant::now();
        let result = work().with_context(|| format!("{name} failed"))?;
        println!("      {name}: {} s", started.elapsed().as_secs());
        Ok(result)
    }
}
