//! Links between documents must lead somewhere.

use std::fs;
use std::path::PathBuf;

use super::{Breach, ends};

/// Finds links in Markdown to files that are not there.
///
/// # Errors
/// When a document cannot be read.
pub fn check(files: &[PathBuf]) -> anyhow::Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    for path in files.iter().filter(|path| ends(path, &[".md"])) {
        let text = fs::read_to_string(path)?;
        let folder = path.parent().unwrap_or(path);
        for target in targets(&text) {
            let file = target.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") || file.starts_with("mailto:") {
                continue;
            }
            if !folder.join(file).exists() {
                let what = format!("the link to {target} leads nowhere");
                breaches.push(Breach { path: path.clone(), what });
            }
        }
    }
    Ok(breaches)
}

/// What stands in `](…)`, outside code fences.
fn targets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code {
            continue;
        }
        for piece in line.split("](").skip(1) {
            if let Some((target, _)) = piece.split_once(')') {
                found.push(target.to_owned());
            }
        }
    }
    found
}
