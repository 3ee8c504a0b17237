//! The names of pictures.

use sha2::{Digest as _, Sha256};
use xingtan_base::ids::LessonId;

/// Letters of a picture's name before its ending.
const LETTERS: usize = 32;

/// What a picture of these bytes is called: the same picture twice is one file.
pub fn name(webp: &[u8]) -> String {
    let digest = Sha256::digest(webp);
    let letters: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}.webp", &letters[..LETTERS])
}

/// Whether a text is such a name.
pub fn is_name(text: &str) -> bool {
    let is_letter = |c: u8| c.is_ascii_digit() || (b'a'..=b'f').contains(&c);
    text.strip_suffix(".webp").is_some_and(|it| it.len() == LETTERS && it.bytes().all(is_letter))
}

/// Where it lies in the file store.
pub fn key(lesson: LessonId, file: &str) -> String {
    format!("lessons/{lesson}/ink/{file}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_are_names() {
        assert!(is_name(&name(b"webp")));
        let upper = name(b"webp").to_uppercase();
        for text in ["", "a.webp", "../x.webp", upper.as_str(), "0123456789abcdef0123456789abcdef"]
        {
            assert!(!is_name(text), "{text}");
        }
    }
}
