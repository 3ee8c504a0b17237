//! What a document becomes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::limits::FONT_NAMES_MAX;

/// How far a conversion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Pages that are done, good or bad.
    pub done: u32,
    /// Pages in all, once it is known.
    pub total: Option<u32>,
}

/// A document as pages. In the working folder's [`super::OUT`] lie for every good page
/// `{page}-{width}.webp` and `{page}.json` (a [`TextLayer`]), and `clip/{file}` for every clip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Converted {
    /// The pages, in order.
    pub pages: Vec<Page>,
    /// What the pages do not keep.
    pub lost: Vec<Lost>,
    /// The clips that were taken out.
    pub clips: Vec<ClipFile>,
}

/// One page. All lengths are in units of which the page is 16,000 wide.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeckPage)]
pub struct Page {
    /// From 1, without gaps.
    pub page: u32,
    /// The slide that it shows, from 1.
    pub slide: u32,
    /// The build step that it shows, from 0.
    pub step: u32,
    /// `12`, or `12.1`, `12.2` … where slide 12 has several steps.
    pub label: String,
    /// Always 16,000.
    pub width: u32,
    /// As high as it is against its width.
    pub height: u32,
    /// The slide's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Why the page has no pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// Where it leads.
    pub links: Vec<Link>,
    /// What plays on it.
    pub clips: Vec<Clip>,
    /// What its author notes for speaking.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// A box on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeckArea)]
pub struct Area {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

/// A box that leads to an address, or to a page of the same document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeckLink)]
pub struct Link {
    /// Where it lies.
    #[serde(flatten)]
    pub area: Area,
    /// An address: `http:`, `https:` or `mailto:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// A box that plays a clip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeckClip)]
pub struct Clip {
    /// Where it lies.
    #[serde(flatten)]
    pub area: Area,
    /// The file's name under `clip/`.
    pub file: String,
    /// Its kind: `video/mp4`.
    pub mime: String,
}

/// A clip's file under `clip/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClipFile {
    /// Its name.
    pub file: String,
    /// Its kind.
    pub mime: String,
    /// Its size.
    pub size_bytes: u64,
}

/// The words of a page, for selecting and searching.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeckText)]
pub struct TextLayer {
    /// In reading order.
    pub words: Vec<Word>,
    /// All of it, a line each.
    pub text: String,
}

/// A run of characters without a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeckWord)]
pub struct Word {
    /// Where it lies.
    #[serde(flatten)]
    pub area: Area,
    /// Its characters.
    pub text: String,
}

/// What pages do not keep of their document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[schema(as = DeckLostKind)]
#[serde(rename_all = "snake_case")]
pub enum LostKind {
    /// Movement, emphasis, and builds that are shown in their last state.
    Animation,
    /// How one slide gives way to the next.
    Transition,
    /// A document within the document; only its picture is shown.
    EmbeddedObject,
    /// Programs.
    Macro,
    /// A font that is not installed here; another stands in.
    Font,
    /// A picture or object that lies elsewhere; it is never fetched.
    ExternalLink,
    /// A video or sound that no browser plays, or that lies elsewhere.
    Media,
}

/// What is lost of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = DeckLost)]
pub struct Lost {
    /// What.
    pub kind: LostKind,
    /// On which slides; none where it belongs to the whole document.
    pub slides: Vec<u32>,
    /// How many.
    pub count: u32,
    /// Which fonts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
}

/// Collects what is lost.
#[derive(Debug, Default)]
pub(super) struct Losses {
    kinds: BTreeMap<LostKind, (BTreeSet<u32>, u32)>,
    fonts: BTreeSet<String>,
}

impl Losses {
    /// Counts things lost on a slide, or in the whole document.
    pub(super) fn count(&mut self, kind: LostKind, slide: Option<u32>, count: u32) {
        if count > 0 {
            let (slides, total) = self.kinds.entry(kind).or_default();
            slides.extend(slide);
            *total = total.saturating_add(count);
        }
    }

    /// Notes a missing font; each counts once however often it is used.
    pub(super) fn font(&mut self, name: &str, slide: Option<u32>) {
        let is_new = self.fonts.len() < FONT_NAMES_MAX && self.fonts.insert(name.to_owned());
        let (slides, total) = self.kinds.entry(LostKind::Font).or_default();
        slides.extend(slide);
        *total += u32::from(is_new);
    }

    /// What was lost, by kind.
    pub(super) fn list(self) -> Vec<Lost> {
        let Self { kinds, fonts } = self;
        let list = kinds.into_iter().map(|(kind, (slides, count))| Lost {
            kind,
            slides: slides.into_iter().collect(),
            count,
            names: Vec::new(),
        });
        let mut list: Vec<Lost> = list.collect();
        if let Some(lost) = list.iter_mut().find(|lost| lost.kind == LostKind::Font) {
            lost.names = fonts.into_iter().collect();
        }
        list
    }
}
