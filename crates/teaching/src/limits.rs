//! Bounds of this crate.

/// Longest title of a course or lesson in characters.
pub const TITLE_CHARS_MAX: usize = 120;
/// Longest lesson.
pub const LESSON_MINUTES_MAX: u32 = 480;
/// Most classes of one lesson.
pub const AUDIENCE_CLASSES_MAX: usize = 64;
/// Most teachers of one lesson, apart from those of single classes.
pub const LESSON_TEACHERS_MAX: usize = 16;
/// Most decks of one lesson.
pub const LESSON_DECKS_MAX: i64 = 20;
/// Most questions prepared for one lesson.
pub const PREPARED_QUESTIONS_MAX: i64 = 100;
/// Shortest time to answer a prepared question.
pub const QUESTION_LIMIT_MS_MIN: u32 = 5_000;
/// Longest time to answer a prepared question.
pub const QUESTION_LIMIT_MS_MAX: u32 = 3_600_000;
/// How long before its start a lesson counts as the current one.
pub const CURRENT_BEFORE_START_MS: i64 = 15 * 60 * 1000;
/// Lessons to come that "today" shows after the next one.
pub const TODAY_LATER_MAX: i64 = 50;
/// How far ahead "today" looks for lessons to come.
pub const TODAY_AHEAD_MS: i64 = 36 * 60 * 60 * 1000;
/// How far ahead "today" looks for the next lesson.
pub const NEXT_AHEAD_MS: i64 = 366 * 24 * 60 * 60 * 1000;
/// Lessons of a day that an administrator's "today" shows; the others are counted.
pub const SCHOOLS_LESSONS_MAX: i64 = 200;
/// Lessons of each kind of fault that it shows.
pub const SCHOOLS_FAULTS_MAX: i64 = 50;
/// How long after its start a lesson may be planned still before that is a fault.
pub const UNSTARTED_AFTER_MS: i64 = 5 * 60 * 1000;
/// How long after its end a lesson may be open still before that is a fault.
pub const OVERLONG_AFTER_MS: i64 = 30 * 60 * 1000;
/// The longest day that may be asked for; a day on which clocks are put back has 25 hours.
pub const DAY_MS_MAX: i64 = 48 * 60 * 60 * 1000;
/// Closed lessons that "today" shows.
pub const TODAY_RECENT_MAX: i64 = 10;
/// Screens on which a lesson may be opened that are listed.
pub const LESSON_CLASSROOMS_MAX: i64 = 500;
