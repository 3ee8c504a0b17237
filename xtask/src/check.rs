//! `cargo xtask check`: what one runs every few minutes while writing.

use crate::shell::{Steps, command, root, run as run_command};
use crate::tidy;

/// Format, lints, tidy and the Rust tests on SQLite.
///
/// # Errors
/// When a step fails, naming it.
pub fn run() -> anyhow::Result<()> {
    let mut steps = Steps::new(4);
    steps.step("Format", format)?;
    steps.step("Tidy", || tidy::run(&root()?))?;
    steps.step("Lints", lints)?;
    steps.step("Tests", || run_command(&mut command(&["cargo", "test", "--workspace", "--quiet"])))
}

/// Rust's format.
///
/// # Errors
/// When a file is not formatted.
pub fn format() -> anyhow::Result<()> {
    run_command(&mut command(&["cargo", "fmt", "--all", "--check"]))
}

/// Rust's lints; warnings are errors.
///
/// # Errors
/// When there is a warning.
pub fn lints() -> anyhow::Result<()> {
    run_command(&mut command(&[
        "cargo",
        "clippy",
        "--workspace",
        "--all-targets",
        "--quiet",
        "--",
        "-D",
        "warnings",
    ]))
}
