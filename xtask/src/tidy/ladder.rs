//! The ladder: which crate may depend on which. A new edge is a design change.

use std::path::Path;
use std::{fs, io};

use super::Breach;

/// Allowed edges, as `ARCHITECTURE.md` has them. Test-only edges (`dev-dependencies`) are free.
const EDGES: [(&str, &[&str]); 15] = [
    ("base", &[]),
    ("bench", &["media"]),
    ("facts", &["base"]),
    ("item", &["base"]),
    ("media", &["base"]),
    ("room", &["base", "item"]),
    ("sfu", &["base"]),
    ("platform", &["base", "facts"]),
    ("identity", &["base", "facts", "platform"]),
    ("library", &["base", "facts", "platform", "identity", "media"]),
    ("teaching", &["base", "facts", "platform", "identity", "library", "item"]),
    (
        "live",
        &[
            "base", "facts", "platform", "identity", "library", "teaching", "item", "room",
            "media", "sfu",
        ],
    ),
    (
        "server",
        &[
            "base", "facts", "platform", "identity", "library", "teaching", "live", "item", "room",
            "media",
        ],
    ),
    ("soak", &["base", "platform", "room", "server", "testkit"]),
    // For tests and trials only: no crate of the ladder may depend on it but by `dev-dependencies`.
    ("testkit", &["base", "platform", "identity", "live", "room", "media", "server"]),
];

/// Finds crates off the ladder and edges that are not allowed.
///
/// # Errors
/// When a manifest cannot be read.
pub fn check(root: &Path) -> anyhow::Result<Vec<Breach>> {
    let mut breaches = Vec::new();
    let crates = fs::read_dir(root.join("crates"))?;
    let mut folders = crates.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    // They stand beside the ladder: they try the product and are no part of it.
    folders.extend(["bench", "soak"].map(|name| root.join(name)));
    for folder in folders {
        let path = folder.join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let manifest: toml::Table = text.parse()?;
        let name = path
            .parent()
            .and_then(Path::file_name)
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let mut breach = |what: String| breaches.push(Breach { path: path.clone(), what });
        let Some((_, allowed)) = EDGES.iter().find(|(crate_name, _)| *crate_name == name) else {
            breach("this crate stands nowhere on the ladder".to_owned());
            continue;
        };
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        for dependency in dependencies.into_iter().flat_map(toml::Table::keys) {
            let Some(below) = dependency.strip_prefix("xingtan-") else { continue };
            if !allowed.contains(&below) {
                breach(format!("{name} may not depend on {below}"));
            }
        }
    }
    Ok(breaches)
}
