//! What a slide says of itself: title, notes, fonts, clips, what pages cannot keep.

use std::collections::BTreeSet;

use super::shapes::{Frame, frame, paragraphs, placeholder, properties, shape_id, shapes, text_of};
use crate::convert::limits::{NOTES_CHARS_MAX, TITLE_CHARS_MAX};
use crate::convert::package::{Relations, resolve};
use crate::convert::xml::{Element, Xml};

/// A video or sound on a slide.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    /// The shape that stands for it.
    pub shape: u32,
    /// Its box; none where the layout says it.
    pub frame: Option<Frame>,
    /// Its part in the package; none where it lies elsewhere.
    pub part: Option<String>,
}

/// The slide's title.
pub fn title(slide: &Xml<'_>) -> Option<String> {
    let is_title = |shape: &Element<'_>| matches!(placeholder(*shape), Some("title" | "ctrTitle"));
    let shape = shapes(slide).map(|(_, shape)| shape).find(is_title)?;
    let lines: Vec<String> = paragraphs(shape).map(text_of).collect();
    let text = lines.join(" ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| text.chars().take(TITLE_CHARS_MAX).collect())
}

/// What a notes part says, a line for each paragraph.
pub fn notes(notes: &Xml<'_>) -> Option<String> {
    let bodies = shapes(notes).filter(|(_, shape)| placeholder(*shape) == Some("body"));
    let lines: Vec<String> =
        bodies.flat_map(|(_, shape)| paragraphs(shape).map(text_of).collect::<Vec<_>>()).collect();
    let text = lines.join("\n");
    let text = text.trim();
    (!text.is_empty()).then(|| text.chars().take(NOTES_CHARS_MAX).collect())
}

/// Whether the slide gives way to the next with more than a cut.
pub fn has_transition(slide: &Xml<'_>) -> bool {
    // Newer ones stand in an element with a choice; it is the same transition twice.
    slide.root().named("transition").any(|transition| transition.children().next().is_some())
}

/// Objects of other programs on the slide.
pub fn embedded_objects(slide: &Xml<'_>) -> u32 {
    let is_object = |element: &Element<'_>| match element.name() {
        "oleObj" => !element.ancestors().any(|around| around.name() == "Fallback"),
        "control" => true,
        _ => false,
    };
    u32::try_from(slide.root().descendants().filter(is_object).count()).unwrap_or(u32::MAX)
}

/// The fonts that text names; those of the theme are not among them.
pub fn fonts(part: &Xml<'_>) -> BTreeSet<String> {
    let faces = part.root().descendants().filter(|one| matches!(one.name(), "latin" | "ea" | "cs"));
    let names = faces.filter_map(|face| face.attribute("typeface")).map(str::trim);
    names.filter(|name| !name.is_empty() && !name.starts_with('+')).map(str::to_owned).collect()
}

/// The clips of a slide, a shape each.
pub fn media(slide: &Xml<'_>, part: &str, relations: &Relations) -> Vec<Media> {
    let mut found: Vec<Media> = Vec::new();
    for (shape, element) in shapes(slide) {
        let Some(properties) = properties(element).and_then(|all| all.child("nvPr")) else {
            continue;
        };
        let ids = ids_of_media(properties);
        if ids.is_empty() || found.iter().any(|one| one.shape == shape) {
            continue;
        }
        let inside = ids.iter().filter_map(|id| relations.get(id)).find(|one| !one.is_external);
        found.push(Media {
            shape,
            frame: frame(element),
            part: inside.and_then(|relation| resolve(part, &relation.target)),
        });
    }
    found
}

fn ids_of_media(properties: Element<'_>) -> Vec<&str> {
    let mut ids = Vec::new();
    for element in properties.descendants() {
        if matches!(
            element.name(),
            "videoFile" | "audioFile" | "wavAudioFile" | "quickTimeFile" | "media" | "audioCd"
        ) {
            ids.extend(element.prefixed("embed").or_else(|| element.prefixed("link")));
            if element.name() == "audioCd" {
                ids.push("");
            }
        }
    }
    ids
}

/// A shape's id and the ids of the groups around it: it is there while all of them are.
pub fn with_groups(slide: &Xml<'_>, shape: u32) -> BTreeSet<u32> {
    let found = shapes(slide).find(|(id, _)| *id == shape);
    let around = found.into_iter().flat_map(|(_, element)| element.ancestors());
    around.filter_map(shape_id).chain([shape]).collect()
}

/// What a browser can play, by its first bytes: the ending of its name and its kind.
pub fn playable(head: &[u8], part: &str) -> Option<(&'static str, &'static str)> {
    let is_sound = part.to_ascii_lowercase().ends_with(".m4a");
    match head {
        [_, _, _, _, b'f', b't', b'y', b'p', b'q', b't', ..] => None,
        [_, _, _, _, b'f', b't', b'y', b'p', b'M', b'4', b'A', ..] => Some(("m4a", "audio/mp4")),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] if is_sound => Some(("m4a", "audio/mp4")),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(("mp4", "video/mp4")),
        [b'I', b'D', b'3', ..] => Some(("mp3", "audio/mpeg")),
        [0xff, 0xe2..=0xff, ..] if head[1] & 0x06 == 0x02 => Some(("mp3", "audio/mpeg")),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', ..] => {
            Some(("wav", "audio/wav"))
        }
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Some(("webm", "video/webm")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_browsers_play_is_kept() {
        for (head, part, ending) in [
            (&b"\0\0\0\x18ftypisom...."[..], "a.mp4", Some("mp4")),
            (b"\0\0\0\x18ftypisom....", "a.m4a", Some("m4a")),
            (b"\0\0\0\x18ftypqt  ....", "a.mov", None),
            (b"ID3\x03", "a.mp3", Some("mp3")),
            (b"\xff\xfb\x90", "a.mp3", Some("mp3")),
            (b"RIFF....WAVEfmt ", "a.wav", Some("wav")),
            (b"RIFF....AVI LIST", "a.avi", None),
            (b"\x1a\x45\xdf\xa3", "a.webm", Some("webm")),
            (b"0&\xb2u", "a.wmv", None),
            (b"", "a.mp4", None),
        ] {
            assert_eq!(playable(head, part).map(|(ending, _)| ending), ending, "{part}");
        }
    }
}
