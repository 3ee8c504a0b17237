//! Bounds of a room. Characters are Unicode scalar values (`[...text].length` in JavaScript).

/// Characters of a danmaku.
pub const DANMAKU_CHARS_MAX: usize = 30;
/// Longest slow mode.
pub const SLOW_MS_MAX: u32 = 60_000;
/// Characters of an announcement.
pub const ANNOUNCEMENT_CHARS_MAX: usize = 200;
/// How long after a quiz's end an answer pressed in time may arrive.
pub const GRACE_MS: u32 = 10_000;
/// Shortest time to answer a quiz.
pub const LIMIT_MS_MIN: u32 = 5_000;
/// Longest time to answer a quiz, with all extensions.
pub const LIMIT_MS_MAX: u32 = 3_600_000;
/// Shortest extension.
pub const ADD_MS_MIN: u32 = 5_000;
/// Longest extension.
pub const ADD_MS_MAX: u32 = 600_000;
/// Furthest shift of the picture, either way.
pub const SHIFT_MS_MAX: i32 = 10_000;
/// Polls and quizzes of one lesson.
pub const ACTIVITIES_MAX: usize = 300;
/// Polls and quizzes open at the same time.
pub const OPEN_ACTIVITIES_MAX: usize = 5;
/// How often one person may change his answer to one quiz.
pub const ANSWER_CHANGES_MAX: usize = 50;
/// Polls and quizzes in a snapshot.
pub const SNAPSHOT_ACTIVITIES: usize = 50;
/// Picks and announcements in a snapshot.
pub const SNAPSHOT_RECENT: usize = 20;
/// Danmaku in a snapshot.
pub const SNAPSHOT_DANMAKU: usize = 50;
/// Distinct short texts in a live tally; the final counts have all.
pub const COUNTS_MAX: usize = 50;
/// Client ids of danmaku that are remembered.
pub const DANMAKU_IDS_MAX: usize = 16_384;
/// Client ids of other messages that are remembered. Votes and answers are known for ever.
pub const CLIENT_IDS_MAX: usize = 65_536;
/// Tracks of one run.
pub const TRACKS_MAX: usize = 8;
/// Characters of a codec string.
pub const CODEC_CHARS_MAX: usize = 64;
/// How fast a class catches up, in hundredths of the lesson's own pace.
pub const CATCH_UP_PERCENT: u32 = 125;
/// A class that is no further behind has caught up: so much of a picture is on its way anyway.
pub const CAUGHT_UP_MS: i64 = 4_000;
/// Classes that are named among those for whom a lesson goes too fast.
pub const SLOWEST_CLASSES: usize = 10;
/// So long after the last call of a class staff are reminded that others wait: a quarter of a
/// lesson of forty minutes, after which who is never spoken to only watches.
pub const CALL_REMINDER_MS: i64 = 10 * 60_000;
/// Answers that a teacher may hand in at once.
pub const COLLECTED_MAX: usize = 100;
/// Pages of a deck, and so its slides.
pub const PAGES_MAX: u32 = 1_000;
/// Pages of a lesson's board.
pub const BOARDS_MAX: u32 = 200;
/// The highest number of a part of an edition.
pub const PARTS_MAX: u32 = 1_000_000;
/// The highest number of a stage.
pub const STAGES_MAX: u32 = 64;
/// Seats of a stage unless a teacher says otherwise.
pub const STAGE_SEATS: u32 = 16;
/// The most seats that a teacher may give a stage.
pub const STAGE_SEATS_MAX: u32 = 50;
/// Invitations to one stage that nobody has answered yet.
pub const INVITATIONS_MAX: usize = 50;
/// How long an invitation stands.
pub const INVITATION_MS: i64 = 60_000;
/// How long a seat is kept for one who is out of the room. He is taken to be out ten seconds after
/// his last connection went, so that it is half a minute in all.
pub const SEAT_KEPT_MS: i64 = 20_000;
/// Bytes of all operations of ink in one lesson, and 128 more for each element that they add.
pub const INK_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Surfaces with ink in one lesson.
pub const SURFACES_MAX: usize = 500;
/// Media anchors of one lesson: two tracks, every ten seconds, for two days.
pub const ANCHORS_MAX: u32 = 40_000;
/// Furthest lesson or media time that is believed: a month.
pub const LESSON_MS_MAX: i64 = 31 * 24 * 3_600_000;
/// A gap between leaving and coming back up to this long counts as having been there.
pub const ATTENDANCE_GAP_MS: i64 = 120_000;
/// Coming at most this long after the start is not late: nobody pays for a slow server.
pub const LATE_MS_MIN: i64 = 60_000;
/// Leaving at most this long before the end is not early.
pub const EARLY_MS_MIN: i64 = 60_000;
