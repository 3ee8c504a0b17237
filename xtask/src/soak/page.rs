//! A dated result that a stranger understands.

use std::fs;

use crate::shell::{command, output};

/// Writes `docs/soak/<date>-<name>.md`, with the date and the commit above the text.
///
/// # Errors
/// When the page cannot be written.
pub fn write(name: &str, asked: &str, text: &str) -> anyhow::Result<()> {
    let date = output(&mut command(&["date", "-u", "+%Y-%m-%d"]))?;
    let date = date.trim();
    let head = format!("# {date}: {name}\n\n`{asked}`, at {}.\n", commit()?);
    fs::create_dir_all("docs/soak")?;
    let path = format!("docs/soak/{date}-{name}.md");
    fs::write(&path, format!("{head}{text}"))?;
    println!("written to {path}");
    Ok(())
}

/// The commit that stands in the tree, and whether the sources differ from it.
pub fn commit() -> anyhow::Result<String> {
    let commit = output(&mut command(&["git", "rev-parse", "--short=12", "HEAD"]))?;
    let sources = ["git", "status", "--porcelain", "--", ".", ":!docs/soak"];
    let is_clean = output(&mut command(&sources))?.trim().is_empty();
    let more = if is_clean { "" } else { " with changes not yet committed" };
    Ok(format!("commit {}{more}", commit.trim()))
}
