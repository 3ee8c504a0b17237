//! Names that say nothing.

use std::path::{Path, PathBuf};

use super::Breach;

const BANNED: [&str; 8] =
    ["utils", "util", "common", "helpers", "misc", "manager", "repository", "dto"];

/// Finds files and folders whose name says nothing.
pub fn check(root: &Path, files: &[PathBuf]) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for path in files {
        let inside = path.strip_prefix(root).unwrap_or(path);
        for part in inside.components() {
            let name = part.as_os_str().to_string_lossy();
            let stem = name.split('.').next().unwrap_or_default();
            if BANNED.contains(&stem) {
                let what = format!("`{stem}` names nothing; name the thing");
                breaches.push(Breach { path: path.clone(), what });
            }
        }
    }
    breaches
}
