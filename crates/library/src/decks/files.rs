//! The files of a deck, by the names that addresses have and in the file store.

use xingtan_base::ids::DeckId;

use crate::limits::{DECK_PAGES_MAX, PICTURE_WIDTHS};

/// A file of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeckFile {
    /// `{page}-{width}.webp`: the picture of a page.
    Picture {
        /// The page.
        page: u32,
        /// Its width in pixels.
        width: u32,
    },
    /// `{page}.json`: the words of a page.
    Text {
        /// The page.
        page: u32,
    },
    /// `clip/{file}`: a clip by its name.
    Clip(String),
}

/// What clips may be, by the ending of their names.
const CLIPS: [(&str, &str); 5] = [
    ("mp4", "video/mp4"),
    ("webm", "video/webm"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("wav", "audio/wav"),
];

impl DeckFile {
    /// The file of a name; nothing for any name that is not exactly one of these.
    pub fn named(name: &str) -> Option<Self> {
        let file = if let Some(clip) = name.strip_prefix("clip/") {
            Self::clip(clip)?
        } else if let Some(stem) = name.strip_suffix(".webp") {
            let (page, width) = stem.split_once('-')?;
            Self::picture(page.parse().ok()?, width)?
        } else {
            Self::Text { page: name.strip_suffix(".json")?.parse().ok()? }
        };
        let is_page = match &file {
            Self::Picture { page, .. } | Self::Text { page } => (1..=DECK_PAGES_MAX).contains(page),
            Self::Clip(_) => true,
        };
        // A number may be written in several ways; one of them is the file's.
        (is_page && file.name() == name).then_some(file)
    }

    /// The picture of a page in a width.
    pub(super) fn picture(page: u32, width: &str) -> Option<Self> {
        let width = PICTURE_WIDTHS.into_iter().find(|known| known.to_string() == width)?;
        Some(Self::Picture { page, width })
    }

    /// The clip of a name.
    pub(super) fn clip(name: &str) -> Option<Self> {
        let (stem, _) = name.rsplit_once('.')?;
        let is_plain = (1..=64).contains(&stem.len())
            && stem.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        (is_plain && clip_kind(name).is_some()).then(|| Self::Clip(name.to_owned()))
    }

    /// Its name.
    pub fn name(&self) -> String {
        match self {
            Self::Picture { page, width } => format!("{page}-{width}.webp"),
            Self::Text { page } => format!("{page}.json"),
            Self::Clip(file) => format!("clip/{file}"),
        }
    }

    /// Its key in the file store.
    pub fn key(&self, deck: DeckId) -> String {
        format!("decks/{deck}/{}", self.name())
    }

    /// What it is.
    pub fn content_type(&self) -> &'static str {
        match self {
            Self::Picture { .. } => "image/webp",
            Self::Text { .. } => "application/json",
            Self::Clip(file) => clip_kind(file).unwrap_or("application/octet-stream"),
        }
    }
}

fn clip_kind(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    CLIPS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_exact_shape_are_files() {
        for name in ["1-640.webp", "12-1600.webp", "12.json", "clip/1.mp4", "clip/a-B_2.mp3"] {
            assert_eq!(DeckFile::named(name).map(|file| file.name()).as_deref(), Some(name));
        }
        for name in [
            "",
            "0-640.webp",
            "01-640.webp",
            "+1-640.webp",
            "1-641.webp",
            "1-0640.webp",
            "1-640.webp/",
            "1-640.WEBP",
            "99999.json",
            "-1.json",
            "1.json.json",
            "1",
            "clip/",
            "clip/.mp4",
            "clip/../1.mp4",
            "clip/a/b.mp4",
            "clip/a.html",
            "clip/a.svg",
            "clip/a b.mp4",
            "clip/a..mp4",
        ] {
            assert_eq!(DeckFile::named(name), None, "{name}");
        }
    }
}
