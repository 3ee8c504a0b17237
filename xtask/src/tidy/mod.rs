//! Rules of the tree that no compiler checks.

mod dependencies;
mod ladder;
mod links;
mod names;
mod readmes;
mod sizes;
mod sql;

use std::path::{Path, PathBuf};

use anyhow::bail;
use walkdir::WalkDir;

/// Folders that hold nothing of ours.
const NOT_OURS: [&str; 7] =
    ["target", "node_modules", "dist", ".git", "data", "corpus", "artifacts"];

/// One breach of a rule.
pub struct Breach {
    /// Where.
    pub path: PathBuf,
    /// What, and what to do.
    pub what: String,
}

/// Checks everything and prints every breach.
///
/// # Errors
/// When there is a breach.
pub fn run(root: &Path) -> anyhow::Result<()> {
    let files = files(root);
    let mut breaches = ladder::check(root)?;
    breaches.extend(dependencies::check(root, &files)?);
    breaches.extend(names::check(root, &files));
    breaches.extend(sizes::check(&files)?);
    breaches.extend(links::check(&files)?);
    breaches.extend(sql::check(&files)?);
    breaches.extend(readmes::check(root, &files)?);
    for breach in &breaches {
        let path = breach.path.strip_prefix(root).unwrap_or(&breach.path);
        println!("{}: {}", path.display(), breach.what);
    }
    if !breaches.is_empty() {
        bail!("{} breaches of the tree's rules", breaches.len());
    }
    Ok(())
}

fn files(root: &Path) -> Vec<PathBuf> {
    WalkDir::new(root)
        .into_iter()
        .filter_entry(|entry| {
            !NOT_OURS.iter().any(|name| entry.file_name().to_string_lossy() == *name)
        })
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// Whether a file's name ends so.
fn ends(path: &Path, endings: &[&str]) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    name.is_some_and(|name| endings.iter().any(|ending| name.ends_with(ending)))
}
