//! The bounds of packs.

use std::time::Duration;

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
/// Packs on their way to one school's shelf.
pub const IMPORTS_MAX: u32 = 8;
/// How long it is told of an import that it has ended.
pub const IMPORT_TOLD_MS: i64 = 24 * 60 * 60 * 1000;
/// Tries at an import: each before ended with this server's fault.
pub const IMPORT_TRIES_MAX: u32 = 10;
/// Silence after which who sends a pack counts as gone.
pub const SENDER_SILENCE: Duration = Duration::from_secs(60);
/// A file of at most so many bytes goes to the file store without a stop on the disk.
pub const SMALL_BYTES: u64 = 4 << 20;
/// Versions of packs of which this server remembers what is in them.
pub const VERSIONS_KEPT: usize = 64;
/// Bytes of what it remembers of them.
pub const VERSIONS_BYTES_KEPT: usize = 64 << 20;
/// Tries at a making: each before ended with this server's fault.
pub const MAKE_TRIES_MAX: u32 = 20;
