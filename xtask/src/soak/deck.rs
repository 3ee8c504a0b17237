//! `cargo xtask soak deck`: slides, ink, voice and questions over a thin line, in a browser.

use std::fs;
use std::path::{Path, absolute};

use super::page;
use crate::shell::{command, run as run_command};
use crate::web;

/// How long.
#[derive(clap::Args)]
pub struct Deck {
    /// Minutes of the lesson.
    #[arg(long, default_value_t = 20)]
    minutes: u32,
}

/// Teaches a lesson for longer than the browser tests do, and compares its replay.
///
/// # Errors
/// When what is shown comes late or differs in the replay, or a step failed.
pub fn run(options: &Deck) -> anyhow::Result<()> {
    web::install("web")?;
    web::build()?;
    web::install("e2e")?;
    run_command(&mut command(&["cargo", "build", "-p", "xingtan-server"]))?;
    let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
    let target = absolute(Path::new(&target))?;
    let out = target.join("soak-deck.md");
    // What an earlier run left must not pass for this one's.
    if fs::exists(&out)? {
        fs::remove_file(&out)?;
    }
    // Documents are made into pages before, and the replay is looked at behind.
    let most = format!("--test-timeout={}", (options.minutes + 10) * 60_000);
    let verdict = run_command(
        command(&["node", "--test", &most, "tests/deck.test.mjs"])
            .current_dir("e2e")
            .env("XINGTAN_TEST_BINARY", target.join("debug/xingtan"))
            .env("XINGTAN_TEST_MINUTES", options.minutes.to_string())
            .env("XINGTAN_TEST_FIGURES", &out),
    );
    if let Ok(text) = fs::read_to_string(&out) {
        page::write(
            "deck",
            &format!("cargo xtask soak deck --minutes {}", options.minutes),
            &text,
        )?;
    }
    verdict
}
