//! `cargo xtask soak`: what runs longer than a minute and proves promises. Each command writes
//! a dated page into `docs/soak`.

mod deck;
mod fuzz;
mod lesson;
mod page;

use clap::Subcommand;

/// What to prove.
#[derive(Subcommand)]
pub enum Soak {
    /// Feeds the parsers of outside bytes anything at all.
    Fuzz(fuzz::Options),
    /// Kills the server again and again in the middle of a lesson.
    Chaos(lesson::Chaos),
    /// Leaves a lesson going on, and watches memory and open files.
    Endurance(lesson::Endurance),
    /// Teaches with slides over a thin line, and compares the replay with what was seen.
    Deck(deck::Deck),
}

/// Runs it.
///
/// # Errors
/// When a promise is broken, or a step fails, naming it.
pub fn run(soak: &Soak) -> anyhow::Result<()> {
    match soak {
        Soak::Fuzz(options) => fuzz::run(options),
        Soak::Chaos(options) => lesson::chaos(options),
        Soak::Endurance(options) => lesson::endurance(options),
        Soak::Deck(options) => deck::run(options),
    }
}
