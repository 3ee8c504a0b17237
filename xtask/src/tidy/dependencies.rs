//! A dependency that nothing uses is still fetched, built and trusted.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Breach, ends};

/// Dependencies that no source of their crate names: the crate's folder, the name, and why.
const FOR_OTHER_REASONS: [(&str, &str, &str); 3] = [
    ("crates/platform", "reqwest", "chooses how object_store speaks TLS"),
    ("xtask", "proc-macro2", "makes syn tell the lines"),
    ("xtask", "sha2", "belongs to the server's build/web_source.rs, which is included"),
];

/// The sections of a manifest, and where under its folder what they list may be used.
const SECTIONS: [(&str, &[&str]); 3] = [
    ("dependencies", &["src"]),
    ("dev-dependencies", &["src", "tests"]),
    ("build-dependencies", &["build.rs", "build"]),
];

/// Finds dependencies that no code of their crate names, and versions that no crate asks for.
///
/// # Errors
/// When a file cannot be read.
pub fn check(root: &Path, files: &[PathBuf]) -> anyhow::Result<Vec<Breach>> {
    let workspace = root.join("Cargo.toml");
    let (mut asked_for, mut breaches) = (BTreeSet::new(), Vec::new());
    for path in files.iter().filter(|path| path.ends_with("Cargo.toml") && **path != workspace) {
        let folder = path.parent().unwrap_or(root);
        // The fuzz targets are a workspace of their own.
        if folder.starts_with(root.join("fuzz")) {
            continue;
        }
        let manifest: toml::Table = fs::read_to_string(path)?.parse()?;
        for (section, places) in SECTIONS {
            let code = code_in(files, folder, places)?;
            for name in names(&manifest, section) {
                if !is_used(&code, &name) && !is_excused(root, folder, &name) {
                    let what = format!("nothing in {} uses {name}", places.join(" or "));
                    breaches.push(Breach { path: path.clone(), what });
                }
                asked_for.insert(name);
            }
        }
    }
    let manifest: toml::Table = fs::read_to_string(&workspace)?.parse()?;
    let listed = manifest.get("workspace").and_then(toml::Value::as_table);
    for name in listed.into_iter().flat_map(|table| names(table, "dependencies")) {
        if !asked_for.contains(&name) {
            let what = format!("no crate asks for {name}");
            breaches.push(Breach { path: workspace.clone(), what });
        }
    }
    Ok(breaches)
}

fn names(manifest: &toml::Table, section: &str) -> Vec<String> {
    let table = manifest.get(section).and_then(toml::Value::as_table);
    table.into_iter().flat_map(toml::Table::keys).cloned().collect()
}

fn code_in(files: &[PathBuf], folder: &Path, places: &[&str]) -> anyhow::Result<String> {
    let mut code = String::new();
    for path in files.iter().filter(|path| ends(path, &[".rs"])) {
        if places.iter().any(|place| path.starts_with(folder.join(place))) {
            code.push_str(&fs::read_to_string(path)?);
            code.push('\n');
        }
    }
    Ok(code)
}

/// Whether a path of the code begins with the crate's name, outside of whole-line comments. A
/// module of the same name passes for the crate: better to miss one than to cry wolf.
fn is_used(code: &str, name: &str) -> bool {
    // `md-5` calls itself `md5`.
    ["_", ""].iter().any(|between| is_named(code, &name.replace('-', between)))
}

fn is_named(code: &str, name: &str) -> bool {
    let mut lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    lines.any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let (before, after) = (&line[..at], &line[at + name.len()..]);
            let begins = !before.ends_with(is_letter) && !before.ends_with("::");
            let is_taken = before.ends_with("use ") && after.starts_with([';', ' ']);
            begins && (after.starts_with("::") || is_taken)
        })
    })
}

fn is_excused(root: &Path, folder: &Path, name: &str) -> bool {
    let mut excused = FOR_OTHER_REASONS.iter();
    excused.any(|(of, what, _)| root.join(of) == folder && *what == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_told_from_a_mention() {
        for (code, expected) in [
            ("use a_b::C;", true),
            ("use a_b as other;", true),
            ("use a_b;", true),
            ("#[a_b::main]", true),
            ("let x = a_b::c();", true),
            ("let x = other::a_b::c();", false),
            ("let x = not_a_b::c();", false),
            ("// a_b::c()", false),
            ("let a_b = 1;", false),
            ("    /// See [`a_b::C`].", false),
        ] {
            assert_eq!(is_used(code, "a-b"), expected, "{code}");
        }
        assert!(is_used("use md5::Md5;", "md-5"));
    }
}
