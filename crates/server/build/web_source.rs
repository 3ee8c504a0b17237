//! The hash of the web's sources, so that a binary never carries pages older than its sources.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What the pages are made from, below `web/`.
const PARTS: [&str; 9] = [
    "src",
    "board",
    "pack",
    "worker",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
];

/// Where a build writes the hash of what it was made from, below `web/dist/`.
pub const STAMP: &str = "source-hash.txt";

/// The hash over the names and contents of the sources, in hexadecimal.
///
/// # Errors
/// When a source cannot be read.
pub fn hash(web: &Path) -> io::Result<String> {
    let mut files = BTreeMap::new();
    for part in PARTS {
        collect(&web.join(part), part, &mut files)?;
    }
    let mut hasher = Sha256::new();
    for (name, path) in files {
        let content = fs::read(path)?;
        hasher.update(name.as_bytes());
        hasher.update((content.len() as u64).to_le_bytes());
        hasher.update(content);
    }
    Ok(hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn collect(path: &Path, name: &str, files: &mut BTreeMap<String, PathBuf>) -> io::Result<()> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let below = format!("{name}/{}", entry.file_name().to_string_lossy());
            collect(&entry.path(), &below, files)?;
        }
    } else if path.is_file() {
        files.insert(name.to_owned(), path.to_owned());
    }
    Ok(())
}
