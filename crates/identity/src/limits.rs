//! Bounds of this crate.

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
/// How long a session lives after it was last seen.
pub const SESSION_MS: i64 = 30 * 24 * 60 * 60 * 1000;
/// How often a session's last sighting is written.
pub const SESSION_SEEN_EVERY_MS: i64 = 60 * 60 * 1000;
/// Longest user agent kept, in characters.
pub const USER_AGENT_CHARS_MAX: usize = 200;
/// Ended sessions a slow listener may lag behind.
pub const ENDED_SESSIONS_KEPT: usize = 1024;
/// Largest roster file.
pub const IMPORT_BYTES_MAX: usize = 5 << 20;
/// Most rows of a roster file.
pub const IMPORT_ROWS_MAX: usize = 20_000;
/// How long passwords of an import are kept in memory, before and after acceptance.
pub const IMPORT_PASSWORDS_MS: i64 = 10 * 60 * 1000;
/// Imports whose passwords are kept in memory.
pub const IMPORT_PASSWORDS_KEPT_MAX: usize = 32;
