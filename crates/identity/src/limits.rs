//! Bounds of this crate.

use std::time::Duration;

/// Longest sign-in name in characters.
pub const NAME_CHARS_MAX: usize = 40;
/// Longest display name, class name, school name or region name in characters.
pub const DISPLAY_NAME_CHARS_MAX: usize = 60;
/// Shortest password in characters.
pub const PASSWORD_CHARS_MIN: usize = 8;
/// Longest password in characters.
pub const PASSWORD_CHARS_MAX: usize = 128;
/// Passwords that may wait to be hashed or checked; more are refused for a moment.
pub const PASSWORD_QUEUE_MAX: usize = 128;
/// Threads that hash passwords; each needs 19 MiB while it works.
pub const PASSWORD_THREADS_MAX: usize = 4;
/// Failed tries of one name from one address within the window.
pub const TRIES_MAX: u32 = 10;
/// The window in which failed tries count.
pub const TRIES_WINDOW_MS: i64 = 10 * 60 * 1000;
/// Names and addresses whose failed tries are remembered.
pub const TRIES_KEPT_MAX: usize = 20_000;
/// How many of them are forgotten at once when there is no room for another.
pub const TRIES_FORGOTTEN: usize = 2_500;
/// How long a session lives after it was last seen.
pub const SESSION_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// How often a session's last sighting is written.
pub const SESSION_SEEN_EVERY_MS: i64 = 60 * 60 * 1000;
/// Sessions asked for in one statement.
pub const SESSIONS_ASKED_AT_ONCE: usize = 250;
/// Sightings that may wait to be written; a session that finds no place is seen again.
pub const SIGHTINGS_MAX: usize = 256;
/// Pause after a sighting that could not be written.
pub const SIGHTING_PAUSE: Duration = Duration::from_secs(60);
/// Longest user agent kept, in characters.
pub const USER_AGENT_CHARS_MAX: usize = 200;
/// Ended sessions a slow listener may lag behind.
pub const ENDED_SESSIONS_KEPT: usize = 1024;
/// How long a screen's code is good.
pub const PAIRING_MS: i64 = 10 * 60 * 1000;
/// How many codes there are: those of six digits.
pub const PAIRING_CODES: u64 = 1_000_000;
/// Screens that may wait to be paired at one address.
pub const PAIRINGS_AT_ADDRESS_MAX: i64 = 200;
/// Screens that may wait to be paired, so that most codes are nobody's.
pub const PAIRINGS_MAX: i64 = 5_000;
/// Classrooms of a school.
pub const CLASSROOMS_MAX: i64 = 500;
/// Largest roster file.
pub const IMPORT_BYTES_MAX: usize = 5 << 20;
/// Most rows of a roster file. Every new person costs one hash of about 30 ms, so a file of this
/// size is accepted in about a minute and a half on two cores.
pub const IMPORT_ROWS_MAX: usize = 5_000;
/// Columns of a roster file that are looked at.
pub const IMPORT_COLUMNS_MAX: usize = 64;
/// Characters kept of one cell; more than any cell may have, so that it is still too long.
pub const IMPORT_CELL_CHARS_MAX: usize = 200;
/// Rows that an import shows of itself.
pub const IMPORT_ROWS_SHOWN: u32 = 50;
/// How long a file's own passwords are kept in memory, for its acceptance.
pub const IMPORT_FILE_PASSWORDS_MS: i64 = 30 * 60 * 1000;
/// How long the passwords of new people are kept in memory, to be fetched once.
pub const IMPORT_NEW_PASSWORDS_MS: i64 = 10 * 60 * 1000;
/// Imports whose passwords are kept in memory; the oldest make room.
pub const IMPORT_PASSWORDS_KEPT_MAX: usize = 32;
/// Passwords of an import that wait in the pool at a time, so that sign-ins slip in between.
pub const IMPORT_HASHES_AT_ONCE: usize = 8;
/// After this time an import that nobody accepted loses its rows, which are personal.
pub const IMPORT_PREVIEW_MS: i64 = 7 * 24 * 60 * 60 * 1000;
