//! Bounds of the live plane's room side.

use std::time::Duration;

/// Messages that may wait for a room before its sockets stop reading.
pub const HOME_INBOX_MAX: usize = 4_096;
/// Inputs decided in one go before what came of them is sent to the journal.
pub const HOME_DRAIN_MAX: usize = 1_024;
/// Entries that may wait for the database; above it, new messages are refused.
pub const PENDING_ENTRIES_MAX: usize = 50_000;
/// Entries in one append, unless one input alone makes more.
pub const APPEND_ENTRIES_MAX: usize = 4_096;
/// Entries of the journal read in one transaction when all of them are wanted.
pub const JOURNAL_PAGE_MAX: u32 = 4_096;
/// How long a closed lesson's report is kept for the next who asks.
pub const REPORT_KEPT_MS: i64 = 30_000;
/// Rows about people in all reports that are kept; of some hundred bytes each.
pub const REPORT_ROWS_KEPT_MAX: usize = 100_000;
/// Framed entries the home keeps for those who come back.
pub const TAIL_ENTRIES_MAX: usize = 4_096;
/// Bytes of them.
pub const TAIL_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Entries a returning client gets one by one; beyond it, a snapshot.
pub const RESUME_ENTRIES_MAX: u32 = 2_000;
/// Bytes of them; beyond it, a snapshot, and what is drawn by HTTP.
pub const RESUME_BYTES_MAX: usize = 1024 * 1024;
/// How long a lease holds without being renewed.
pub const LEASE_MS: i64 = 15_000;
/// How often a quiet room renews its lease.
pub const LEASE_RENEW: Duration = Duration::from_secs(5);
/// Pause before an append that failed is tried again.
pub const APPEND_RETRY: Duration = Duration::from_millis(250);
/// The room's pulse: timed quizzes, tallies, graces.
pub const TICK: Duration = Duration::from_millis(250);
/// Least time between two tallies of an activity.
pub const TALLY_EVERY: Duration = Duration::from_millis(500);
/// Least time between two frames of what the classes say of the pace.
pub const PACES_EVERY: Duration = Duration::from_secs(1);
/// Least time between two presence frames.
pub const PRESENCE_EVERY: Duration = Duration::from_secs(1);
/// A person whose last socket went is still here for so long.
pub const LEAVE_GRACE: Duration = Duration::from_secs(10);
/// The same after a restart, when every client has to find its way back.
pub const LEAVE_GRACE_AFTER_RESTART: Duration = Duration::from_secs(30);
/// A room that nobody uses and that is not open is put away after so long.
pub const RETIRE_AFTER: Duration = Duration::from_secs(60);
/// Window in which danmaku are merged when few come.
pub const CROWD_WINDOW_MIN: Duration = Duration::from_millis(50);
/// The same when many come.
pub const CROWD_WINDOW_MAX: Duration = Duration::from_millis(150);
/// Least time between two frames of live points.
pub const POINTS_EVERY: Duration = Duration::from_millis(40);
/// Bytes of live points in one frame: eight people who draw as fast as they may.
pub const POINTS_FRAME_MAX: usize = 32 * 1024;
/// Danmaku in one crowd frame; more are counted, not shown.
pub const CROWD_FRAME_MAX: usize = 20;

/// Sockets that one task writes to when there is news for many. Sections of a large room are
/// served on every core; a section's writes take a millisecond.
pub const SECTION_SOCKETS_MAX: usize = 128;
/// Frames a ring keeps.
pub const RING_FRAMES_MAX: usize = 2_048;
/// Bytes a ring keeps.
pub const RING_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Frames of live points that are kept for sockets which are behind; more are skipped.
pub const POINTS_RING_FRAMES_MAX: usize = 32;
/// Bytes of them.
pub const POINTS_RING_BYTES_MAX: usize = 64 * 1024;
/// Bytes one write gathers.
pub const WRITE_BYTES_MAX: usize = 64 * 1024;
/// Frames one write gathers.
pub const WRITE_FRAMES_MAX: usize = 64;
/// Frames meant for one socket that may wait for it.
pub const OWN_FRAMES_MAX: usize = 256;
/// Bytes of one message from a client: the longest operation of ink in base64, or the longest
/// question in Chinese, and room for its frame.
pub const MESSAGE_BYTES_MAX: usize = 96 * 1024;
/// Messages a client may send in a second, over time.
pub const MESSAGES_PER_SECOND: u32 = 10;
/// Messages a client may send at once.
pub const MESSAGES_BURST: u32 = 40;
/// Bytes of one live message of ink from a client.
pub const POINTS_BYTES_MAX: usize = 2 * 1024;
/// Live messages a client may send in a second, and at once.
pub const POINTS_PER_SECOND: u32 = 40;
/// Refused messages in a row after which a client is sent away.
pub const FAULTS_MAX: u32 = 200;
/// Time for a client's first message.
pub const HELLO_WITHIN: Duration = Duration::from_secs(15);
/// Silence after which a client is pinged.
pub const PING_AFTER: Duration = Duration::from_secs(25);
/// Silence after which a client is taken for dead.
pub const DEAD_AFTER: Duration = Duration::from_secs(60);
/// How often the gateway looks for silent clients.
pub const SWEEP_EVERY: Duration = Duration::from_secs(5);
/// How often the gateway looks whether the sign-ins of its sockets still live.
pub const SIGN_INS_EVERY: Duration = Duration::from_secs(10);
/// How often the gateway looks whether those in a room are still on its roster.
pub const ROSTER_EVERY: Duration = Duration::from_secs(10);
/// Sockets of one person in one room.
pub const SOCKETS_PER_PERSON_MAX: usize = 8;
/// Bytes of a still picture of a class: 160 by 90 pixels need half.
pub const STILL_BYTES_MAX: usize = 12 * 1024;
/// Least time between two stills of one class; their screens send one in twenty seconds.
pub const STILL_EVERY_MS: i64 = 10_000;
/// Stills that are kept in memory: 24 MiB at most.
pub const STILLS_MAX: usize = 2_000;
/// Classes of which one asks at once how they stand; a page shows twelve.
pub const STANDING_CLASSES_MAX: usize = 24;
/// Entries on one page of the journal.
pub const ENTRIES_PAGE_MAX: u32 = 1_000;
/// Bytes of ink after which a page of the journal ends.
pub const ENTRIES_INK_BYTES: usize = 1024 * 1024;
/// Entries of ink read in one transaction.
pub const INK_PAGE_MAX: u32 = 512;
/// Bytes of operations on one page of a surface's log, unless one alone has more.
pub const INK_LOG_BYTES: usize = 256 * 1024;
/// Pictures on the boards and slides of one lesson.
pub const INK_PICTURES_MAX: i64 = 200;
/// Bytes of such a picture as it is sent.
pub const INK_PICTURE_UPLOAD_BYTES: usize = 4 << 20;
/// Bytes of it as it is kept.
pub const INK_PICTURE_BYTES_MAX: u64 = 2 << 20;
/// Editions of one person.
pub const EDITIONS_MAX: i64 = 500;
/// Parts of an edition.
pub const EDITION_PARTS_MAX: usize = 200;
/// Characters of the words of a pause, or beside a page.
pub const EDITION_TEXT_CHARS_MAX: usize = 500;
/// Answers to an edition that its owner is shown.
pub const EDITION_ANSWERS_MAX: i64 = 10_000;
/// Notes of one person in one lesson.
pub const NOTES_MAX: i64 = 500;
/// Characters of one.
pub const NOTE_CHARS_MAX: usize = 2_000;
/// The latest moment of a lesson that can be marked: none goes on for a week.
pub const NOTE_AT_MS_MAX: i64 = 7 * 24 * 60 * 60 * 1_000;
/// Free MiB on the disk below which an administrator is told: some seven hours of a lesson whose
/// encoder sends 2.5 Mbit/s.
pub const DISK_LOW_MIB: u32 = 8 * 1024;
/// A media address is good for so long.
pub const MEDIA_TOKEN_MS: i64 = 30 * 60 * 1_000;
/// A new media address is sent so long before the old one ends.
pub const MEDIA_TOKEN_RENEW_MS: i64 = 5 * 60 * 1_000;
/// Turned pages of a source that an edition's people are told.
pub const SOURCE_TURNS_MAX: usize = 20_000;
