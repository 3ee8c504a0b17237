//! Results as a dated page, with every sample beside it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use crate::figures::{Sample, Spread, figures, ratios};
use crate::stage::Stage;

/// Writes `<date>-<row>.md` and the samples as JSON lines beside it.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(folder: &Path, stage: &Stage, samples: &[Sample]) -> anyhow::Result<()> {
    let row = &samples.first().context("nothing was measured")?.row;
    let today = jiff::Timestamp::now().to_string().chars().take(10).collect::<String>();
    fs::create_dir_all(folder)?;
    let mut lines = String::new();
    for sample in samples {
        writeln!(lines, "{}", serde_json::to_string(sample)?)?;
    }
    fs::write(folder.join(format!("{today}-{row}.jsonl")), lines)?;
    let text = page(stage, samples, &today)?;
    let path = folder.join(format!("{today}-{row}.md"));
    fs::write(&path, &text)?;
    eprintln!("\n{text}\nwritten to {}", path.display());
    Ok(())
}

fn page(stage: &Stage, samples: &[Sample], today: &str) -> anyhow::Result<String> {
    let first = samples.first().context("nothing was measured")?;
    let row = &first.row;
    let mut contestants: Vec<&str> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for sample in samples {
        if !contestants.contains(&sample.contestant.as_str()) {
            contestants.push(&sample.contestant);
        }
        names.extend(sample.figures.keys().map(String::as_str));
    }
    names.sort_unstable();
    names.dedup();
    let mut text = format!("# {today}: {row}\n\n");
    writeln!(text, "`cargo xtask bench {row}`: {} rounds, interleaved.", stage.rounds)?;
    writeln!(text, "{} clients; {} s each.", first.clients, stage.seconds)?;
    writeln!(text, "Servers ran on core 0, the load on core 1 of the same machine.")?;
    writeln!(text, "`cost` is for one unit: {}.", first.unit)?;
    writeln!(text, "Each cell is the median of the rounds, with the least and the most.\n")?;
    writeln!(text, "| figure | {} |", contestants.join(" | "))?;
    writeln!(text, "| --- |{}", " --- |".repeat(contestants.len()))?;
    for name in names {
        write!(text, "| {name} |")?;
        for contestant in &contestants {
            let values = figures(samples, contestant, name).into_values().collect();
            let cell = Spread::of(values).map_or_else(|| "–".to_owned(), Spread::show);
            write!(text, " {cell} |")?;
        }
        writeln!(text)?;
    }
    if contestants.contains(&"xingtan") {
        writeln!(text, "\nHow many times our cost each one needs, taken round by round:\n")?;
        for other in contestants.iter().filter(|other| **other != "xingtan") {
            if let Some(spread) = ratios(samples, "xingtan", other, "cost") {
                writeln!(text, "- {other}: {}", spread.show())?;
            }
        }
    }
    let mut notes: Vec<String> = Vec::new();
    for sample in samples {
        for note in &sample.notes {
            let note = format!("- {}: {note}.", sample.contestant);
            if !notes.contains(&note) {
                notes.push(note);
            }
        }
    }
    if !notes.is_empty() {
        writeln!(text, "\n{}", notes.join("\n"))?;
    }
    Ok(text)
}
