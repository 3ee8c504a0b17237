//! Bounds of this crate.

use std::time::Duration;

/// Largest file.
pub const UPLOAD_BYTES_MAX: u64 = 500 << 20;
/// Bytes of one piece of a file.
pub const PIECE_BYTES_MAX: usize = 8 << 20;
/// Files that one person sends at a time.
pub const UPLOADS_OPEN_MAX: i64 = 20;
/// Files of one person that are kept, with those that arrived and wait for their pages.
pub const UPLOADS_MAX: i64 = 300;
/// Bytes of all these files.
pub const UPLOADS_BYTES_MAX: i64 = 4 << 30;
/// How long a file is kept of which nothing was made.
pub const UPLOAD_KEPT_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// Longest name of a file in characters; the end is kept, for it says what the file is.
pub const FILE_NAME_CHARS_MAX: usize = 200;
/// Bytes of `Upload-Metadata`.
pub const METADATA_BYTES_MAX: usize = 4_096;
/// Bytes of pieces that this server holds in memory while they arrive; more have to wait.
pub const PIECES_BYTES_MAX: usize = 64 << 20;
/// Silence after which a sender counts as gone. What came is kept.
pub const PIECE_SILENCE: Duration = Duration::from_secs(20);
/// Longest time for one piece. What came by then is kept.
pub const PIECE_TIME: Duration = Duration::from_secs(10 * 60);
/// How long a server that has died keeps a file from being sent on.
pub const WRITER_LEASE_MS: i64 = 40_000;
/// How often a piece that arrives prolongs its right to the file.
pub const WRITER_PROLONG: Duration = Duration::from_secs(10);
/// How often files are looked for that are to be forgotten.
pub const SWEEP_EVERY: Duration = Duration::from_secs(600);
/// Files forgotten in one transaction.
pub const SWEEP_UPLOADS: i64 = 50;

/// Longest title of a deck in characters.
pub const DECK_TITLE_CHARS_MAX: usize = 120;
/// Decks of one person.
pub const DECKS_MAX: i64 = 1_000;
/// Images of which one deck is made.
pub const DECK_IMAGES_MAX: usize = 100;
/// Pages of a deck, with those that builds make; as many as conversion makes at most.
pub const DECK_PAGES_MAX: u32 = 1_000;
/// Widths of the pictures of a page.
pub const PICTURE_WIDTHS: [u32; 3] = [640, 960, 1600];
/// Bytes of one picture or text of a page.
pub const PAGE_FILE_BYTES_MAX: u64 = 16 << 20;
/// How often the progress of a conversion is written.
pub const PROGRESS_EVERY: Duration = Duration::from_millis(700);
/// Tries at a deck before its document counts as broken: each ended with this server's fault.
pub const CONVERT_TRIES_MAX: u32 = 10;
/// Files put to the file store, or deleted there, at a time.
pub const FILES_AT_ONCE: usize = 8;
/// How long after a conversion was called off its last file may still arrive in the store.
pub const LAST_FILE: Duration = Duration::from_secs(2);
/// How often it is asked whether a conversion has ended.
pub const ASK_EVERY: Duration = Duration::from_millis(300);
