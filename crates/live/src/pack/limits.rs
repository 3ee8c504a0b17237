//! The bounds of packs.

/// Files in a pack: a thousand pages, each with its picture, clips and runs.
pub const PARTS_MAX: usize = 20_000;
/// Bytes of a path in a pack.
pub const PATH_BYTES_MAX: usize = 200;
/// Bytes of a pack: a day of recording and more.
pub const PACK_BYTES_MAX: u64 = 16 << 30;
/// Characters of a title and of a class's name in a manifest.
pub const TITLE_CHARS_MAX: usize = 500;
/// Bytes of a manifest.
pub const MANIFEST_BYTES_MAX: u64 = 8 << 20;
/// Bytes of a lesson's own script.
pub const LESSON_BYTES_MAX: u64 = 64 << 20;
/// Bytes of a page's picture or words.
pub const PAGE_BYTES_MAX: u64 = 16 << 20;
/// Answers in one file: a hundred learners', to two hundred questions.
pub const ANSWERS_MAX: usize = 20_000;
/// Bytes of a file of answers.
pub const ANSWERS_BYTES_MAX: usize = 16 << 20;
/// Answers kept in one transaction.
pub const ANSWERS_CHUNK: usize = 200;
/// Packs of one lesson: each of its classes may have two.
pub const PACKS_MAX: u32 = 128;
/// How long the address of a pack is good: slow lines take days.
pub const PACK_ADDRESS_MS: i64 = 7 * 24 * 60 * 60 * 1000;
/// How long the address of a player on the shelf is good.
pub const SHELF_ADDRESS_MS: i64 = 12 * 60 * 60 * 1000;
/// Packs on one school's shelf.
pub const SHELF_MAX: u32 = 10_000;
