//! The list of what is in a pack.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PackId};

use crate::pack::limits::{PACK_BYTES_MAX, PARTS_MAX, PATH_BYTES_MAX, TITLE_CHARS_MAX};

/// The version of packs that this server makes and reads.
pub const FORMAT: u32 = 1;
/// The manifest's own name in a pack.
pub const MANIFEST: &str = "manifest.json";
/// The same for pages that cannot fetch.
pub const MANIFEST_SCRIPT: &str = "manifest.js";
/// What a pack is opened by.
pub const INDEX: &str = "index.html";
/// The lesson itself.
pub const LESSON_SCRIPT: &str = "data/lesson.js";

/// What draws formulas; only in packs that have some.
pub const FORMULA_SCRIPT: &str = "formula.js";

/// What was drawn.
pub const INK_SCRIPT: &str = "data/ink.js";

/// What a pack is, for whom, and what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of its shape.
    pub format: u32,
    /// The pack.
    pub pack: PackId,
    /// The lesson it holds.
    pub lesson: LessonId,
    /// The class it is for.
    pub class: ClassId,
    /// The lesson's title.
    pub title: String,
    /// The class's name.
    pub class_name: String,
    /// When it was made.
    pub made_at: UtcMs,
    /// What its answers are told by when they come back.
    pub secret: String,
    /// Its files but for the manifest itself, in the order in which they lie.
    pub parts: Vec<Part>,
}

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its path in the pack, such as `media/run-1.mp4`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Why a manifest is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// It cannot be read.
    #[error("the manifest cannot be read")]
    Unreadable,
    /// It was made by a later release.
    #[error("the pack was made by a later release")]
    Newer,
    /// It names a path that leads elsewhere, names one twice, or names no player or lesson.
    #[error("the manifest names files that no pack has")]
    Paths,
    /// It is larger than any pack.
    #[error("the pack is larger than any may be")]
    TooLarge,
}

impl Manifest {
    /// Reads a manifest from outside and checks all that it claims.
    ///
    /// # Errors
    /// When it is not a manifest that this server could have written.
    pub fn parse(bytes: &[u8]) -> Result<Self, ManifestError> {
        #[derive(Deserialize)]
        struct Version {
            format: u32,
        }
        let version: Version =
            serde_json::from_slice(bytes).map_err(|_| ManifestError::Unreadable)?;
        if version.format > FORMAT {
            return Err(ManifestError::Newer);
        }
        let manifest: Self =
            serde_json::from_slice(bytes).map_err(|_| ManifestError::Unreadable)?;
        manifest.check()?;
        Ok(manifest)
    }

    fn check(&self) -> Result<(), ManifestError> {
        let is_text = |text: &str, chars_max: usize| {
            !text.contains('\0') && text.chars().count() <= chars_max
        };
        let is_named = is_text(&self.title, TITLE_CHARS_MAX)
            && is_text(&self.class_name, TITLE_CHARS_MAX)
            && (16..=100).contains(&self.secret.len())
            && self
                .secret
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        if self.format != FORMAT || !is_named {
            return Err(ManifestError::Unreadable);
        }
        if self.parts.len() > PARTS_MAX {
            return Err(ManifestError::TooLarge);
        }
        let mut paths = HashSet::new();
        let mut bytes = 0_u64;
        for part in &self.parts {
            // What differs only in case is one file on many disks.
            let is_new = paths.insert(part.path.to_ascii_lowercase());
            if !is_new || !is_path(&part.path) || is_manifest(&part.path) {
                return Err(ManifestError::Paths);
            }
            if !is_sha256(&part.sha256) {
                return Err(ManifestError::Unreadable);
            }
            bytes = bytes.saturating_add(part.bytes);
        }
        if bytes > PACK_BYTES_MAX {
            return Err(ManifestError::TooLarge);
        }
        let has = |path: &str| self.parts.iter().any(|part| part.path == path);
        if has(INDEX) && has(LESSON_SCRIPT) { Ok(()) } else { Err(ManifestError::Paths) }
    }

    /// The manifest as it lies in the pack.
    ///
    /// # Panics
    /// Never: it has only text keys.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = serde_json::to_vec_pretty(self).expect("a manifest has only text keys");
        json.push(b'\n');
        json
    }

    /// A file of the pack.
    pub fn part(&self, path: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.path == path)
    }

    /// Bytes of all files.
    pub fn bytes(&self) -> u64 {
        self.parts.iter().map(|part| part.bytes).sum()
    }
}

fn is_manifest(path: &str) -> bool {
    [MANIFEST, MANIFEST_SCRIPT].iter().any(|own| path.eq_ignore_ascii_case(own))
}

/// Whether a path stays within a pack on every system: plain names of letters, digits, `-`, `_`
/// and `.`, none of which begins or ends with a dot.
pub fn is_path(path: &str) -> bool {
    let is_name = |name: &str| {
        !name.is_empty()
            && !name.starts_with('.')
            && !name.ends_with('.')
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    path.len() <= PATH_BYTES_MAX && path.split('/').count() <= 5 && path.split('/').all(is_name)
}

/// Whether a text is a SHA-256 in lower-case hexadecimal.
pub fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn manifest(paths: &[&str]) -> Vec<u8> {
        let id = "01900000-0000-7000-8000-000000000001";
        let part = |path: &&str| json!({"path": path, "bytes": 3, "sha256": "0".repeat(64)});
        let parts: Vec<_> = paths.iter().map(part).collect();
        json!({"format": 1, "pack": id, "lesson": id, "class": id, "title": "光",
            "class_name": "一班", "made_at": "2026-11-27T00:00:00Z", "secret": "a".repeat(24),
            "parts": parts})
        .to_string()
        .into_bytes()
    }

    #[test]
    fn a_manifest_survives_its_file() {
        let read = Manifest::parse(&manifest(&[INDEX, LESSON_SCRIPT])).unwrap();
        assert_eq!(Manifest::parse(&read.to_json()), Ok(read.clone()));
        assert_eq!(read.bytes(), 6);
    }

    #[test]
    fn paths_that_lead_elsewhere_are_refused() {
        for path in [
            "../x",
            "/x",
            "a/../x",
            "a//x",
            "a\\x",
            "C:x",
            ".x",
            "x.",
            "a/",
            "",
            "a/b/c/d/e/f",
            "manifest.json",
            "MANIFEST.js",
            "index.html",
            "INDEX.HTML",
            "图.webp",
            "a\0",
        ] {
            let found = Manifest::parse(&manifest(&[INDEX, LESSON_SCRIPT, path]));
            assert_eq!(found, Err(ManifestError::Paths), "{path}");
        }
        assert_eq!(Manifest::parse(&manifest(&[INDEX])), Err(ManifestError::Paths));
    }

    #[test]
    fn what_is_no_manifest_says_why() {
        assert_eq!(Manifest::parse(b"{}"), Err(ManifestError::Unreadable));
        assert_eq!(Manifest::parse(br#"{"format": 2}"#), Err(ManifestError::Newer));
        let large = String::from_utf8(manifest(&[INDEX, LESSON_SCRIPT])).unwrap();
        let large = large.replace("\"bytes\":3", "\"bytes\":99999999999999");
        assert_eq!(Manifest::parse(large.as_bytes()), Err(ManifestError::TooLarge));
    }
}
