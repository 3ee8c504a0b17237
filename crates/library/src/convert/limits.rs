//! Bounds of a conversion.

use std::time::Duration;

/// Widths of the pictures of a page, in pixels, and how many bytes an ordinary one may have.
/// A picture above that loses quality until it fits or [`QUALITIES`] end.
pub const WIDTHS: [(u32, usize); 3] = [(640, 32 << 10), (960, 60 << 10), (1600, 150 << 10)];

/// Qualities that are tried, best first.
pub const QUALITIES: [f32; 5] = [82.0, 70.0, 55.0, 40.0, 28.0];

/// A page may be this many times as high as wide: WebP ends at 16,383 pixels.
pub const PAGE_ASPECT_MAX: f64 = 10.0;

/// A page's width in its own units, as ink has it.
pub const PAGE_UNITS: u32 = 16_000;

/// Words of a page's text layer.
pub const PAGE_WORDS_MAX: usize = 20_000;

/// Links of a page.
pub const PAGE_LINKS_MAX: usize = 500;

/// Characters of a page's notes.
pub const NOTES_CHARS_MAX: usize = 20_000;

/// Characters of a page's title.
pub const TITLE_CHARS_MAX: usize = 200;

/// Characters of a link's address.
pub const URL_CHARS_MAX: usize = 2_000;

/// Fonts named as missing.
pub const FONT_NAMES_MAX: usize = 50;

/// Clips of one document.
pub const CLIPS_MAX: usize = 200;

/// Elements of one XML part.
pub const XML_NODES_MAX: usize = 500_000;

/// Depth of one XML part.
pub const XML_DEPTH_MAX: usize = 256;

/// Pixels on a side of a picture.
pub const IMAGE_SIDE_MAX: u32 = 30_000;

/// Memory that decoding one picture may take.
pub const IMAGE_BYTES_MAX: u64 = 768 << 20;
/// Pixels of a side of a loose picture, which is drawn anew in this process.
pub const LOOSE_SIDE_MAX: u32 = 12_000;
/// Bytes that it may take while it is.
pub const LOOSE_BYTES_MAX: u64 = 96 << 20;
/// Pixels of it: what a telephone's camera makes.
pub const LOOSE_PIXELS_MAX: u64 = 16_000_000;

/// What an operator may set.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Slides of a document, and pages it becomes.
    pub pages_max: u32,
    /// Build steps of one slide; later ones are shown together.
    pub steps_max: usize,
    /// For the whole document.
    pub document_time: Duration,
    /// For LibreOffice.
    pub office_time: Duration,
    /// For each program that works on one page.
    pub page_time: Duration,
    /// Address space of one program.
    pub memory_bytes_max: u64,
    /// A file that a program writes.
    pub file_bytes_max: u64,
    /// What a program prints.
    pub printed_bytes_max: usize,
    /// Entries of a ZIP package.
    pub entries_max: usize,
    /// All entries of a ZIP package together, inflated.
    pub inflated_bytes_max: u64,
    /// One XML part of a package, inflated.
    pub part_bytes_max: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pages_max: 1_000,
            steps_max: 30,
            document_time: Duration::from_secs(60 * 60),
            office_time: Duration::from_secs(10 * 60),
            page_time: Duration::from_secs(45),
            memory_bytes_max: 4 << 30,
            file_bytes_max: 2 << 30,
            printed_bytes_max: 128 << 20,
            entries_max: 20_000,
            inflated_bytes_max: 2 << 30,
            part_bytes_max: 32 << 20,
        }
    }
}
