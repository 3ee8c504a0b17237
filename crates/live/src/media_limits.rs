//! The bounds of the media side.

use std::time::Duration;

/// Bytes of each container that a hub keeps for its viewers.
pub const RING_BYTES_MAX: usize = 16 << 20;
/// Time of each container that a hub keeps for its viewers.
pub const RING_SPAN_MS_MAX: i64 = 20_000;
/// Segments in a live playlist.
pub const SEGMENTS_LIVE: usize = 8;
/// Segments kept in memory: those of the playlist, and some that left it a moment ago.
pub const SEGMENTS_KEPT: usize = 12;
/// Bytes given to a viewer at once.
pub const VIEWER_BATCH_BYTES: usize = 256 << 10;
/// Times a viewer may be overtaken before he is closed.
pub const VIEWER_SKIPS_MAX: u32 = 5;
/// How long a viewer waits for a stream that is about to come.
pub const START_WAIT_MS: u64 = 8_000;
/// How long the last segments of a lesson that nobody publishes to stay in memory.
pub const HUB_KEPT_MS: i64 = 60_000;
/// The same for what else is known of it.
pub const STAGE_KEPT_MS: i64 = 10 * 60_000;
/// How often lessons are looked for that nobody publishes to.
pub const SWEEP_EVERY: Duration = Duration::from_secs(30);
/// How long an encoder may take to name its key.
pub const HANDSHAKE_MS: u64 = 5_000;
/// How long an encoder may be silent.
pub const ENCODER_IDLE_MS: u64 = 30_000;
/// How long the first encoder must be silent before a second may take its place.
pub const ENCODER_STALE_MS: i64 = 3_000;
/// How long an encoder may be away before its lesson's picture counts as broken off.
pub const ENCODER_GONE_MS: i64 = 15_000;
/// Encoder connections at once from one address.
pub const CONNECTIONS_PER_ADDRESS: usize = 16;
/// Encoder connections at once in all.
pub const CONNECTIONS_MAX: usize = 1_000;
/// Frames waiting for the recorder before the recording, never the lesson, loses some.
pub const RECORDER_QUEUE: usize = 2_048;
/// Free bytes that a disk which was full must have before the recording goes on.
pub const RESUME_FREE_BYTES: u64 = 64 << 20;
/// Pause before a recording that failed is tried again; each failure doubles it.
pub const RECORDING_PAUSE_MIN: Duration = Duration::from_secs(1);
/// The longest such pause, and how long a recording must have gone well to begin anew with them.
pub const RECORDING_PAUSE_MAX: Duration = Duration::from_secs(60);
/// How long a media address is good beyond the lesson's end.
pub const ADDRESS_MS: i64 = 4 * 60 * 60 * 1000;
/// How long an encoder may take to come back after a restart before the log says that it went.
pub const ENCODER_GRACE_AFTER_RESTART: Duration = Duration::from_secs(10);
/// Pause before the row of a run is tried again.
pub const ROWS_RETRY: Duration = Duration::from_secs(2);
/// News of runs that wait for their room and the database.
pub const NOTES_QUEUE: usize = 4_096;
/// Runs whose index playback keeps in memory.
pub const SHELVES_MAX: usize = 512;
/// Bytes of all these indices; one of two hours has about six million.
pub const SHELVES_BYTES_MAX: u64 = 128 << 20;
/// Decks of lessons that delivery remembers to be shown there.
pub const SHOWN_DECKS_MAX: usize = 4_096;
/// Lessons of which it remembers what their classes were shown, for those who play editions.
pub const TURNED_LESSONS_MAX: usize = 256;
/// For how long it does. While a lesson is open none goes; what is put in is looked up at once.
pub const SHOWN_DECK_MS: i64 = 30_000;
/// Bytes of a recording that are read at once.
pub const READ_BATCH_BYTES: u64 = 1 << 20;
/// Runs of one lesson; an encoder that comes back more often begins nothing that is kept.
pub const RUNS_MAX: u32 = 10_000;
/// Bytes of a run's index that are read from the file store; one of a whole day has less.
pub const INDEX_BYTES_MAX: u64 = 128 << 20;
/// Runs of one lesson that are read from the file store at a time.
pub const RUNS_READ_AT_ONCE: usize = 8;
/// How far behind the newest sound a listener of the voice begins, so that a thin line that pauses
/// is not heard.
pub const VOICE_BEHIND_MS: i64 = 3_000;
/// The longest fragment of the voice: shorter ones would cost as many bits as what is said.
pub const VOICE_CHUNK_MS: u32 = 500;
/// How much of the sound tells how many bits it has.
pub const VOICE_LOOK_MS: i64 = 2_000;
/// Sound of so few bits is a voice as it is.
pub const VOICE_PLAIN_KBPS_MAX: u32 = 40;
/// Frames of sound that wait for the voice: half a minute of them.
pub const VOICE_QUEUE: usize = 1_500;
/// How much sound the maker of a voice may owe, and be silent for so long, before another takes
/// its place.
pub const VOICE_LAG_MS_MAX: i64 = 5_000;
/// How long that may be.
pub const VOICE_SILENCE: Duration = Duration::from_secs(5);
/// How long the maker of a voice may take for its last words.
pub const VOICE_FLUSH: Duration = Duration::from_secs(3);
/// Pause before a maker that died is followed by another; each death doubles it.
pub const VOICE_PAUSE_MIN: Duration = Duration::from_millis(100);
/// How long a maker must have gone well to begin anew with the pauses.
pub const VOICE_GOOD: Duration = Duration::from_secs(60);
/// So many deaths one soon after the other, and the programme's sound is the voice.
pub const VOICE_DEATHS_MAX: u32 = 6;
/// Makers of voices at once on this server; each takes some 25 MB and a hundredth of a core.
pub const VOICES_MAX: usize = 64;
/// Voices that one run may have, one after the other.
pub const VOICES_PER_RUN: u32 = 16;
/// The largest head of a track's file: its init segment.
pub const TRACK_HEAD_BYTES_MAX: u64 = 64 << 10;
/// How long a replay that is asked for right after the lesson waits for the last of it.
pub const REPLAY_WAIT: Duration = Duration::from_secs(4);
/// Pause before it looks again.
pub const REPLAY_LOOK: Duration = Duration::from_millis(100);
/// People and encoders that send to one lesson's stage at once.
pub const STAGE_PUBLISHERS_MAX: usize = 64;
/// Phones that are second cameras or asked for, on this node.
pub const STAGE_PHONES_MAX: usize = 1_024;
/// How long the code by which a phone comes is good.
pub const PHONE_CODE_MS: i64 = 5 * 60_000;
/// How often a phone is looked after when nothing is heard of it.
pub const PHONE_LOOK: Duration = Duration::from_secs(1);
/// How long a phone may send nothing before its picture is off.
pub const PHONE_GONE: Duration = Duration::from_secs(10);
/// Requests to the stage that wait for their turn.
pub const STAGE_COMMANDS: usize = 1_024;
/// The longest offer; a browser's with several pictures has some 15 KB.
pub const STAGE_OFFER_BYTES_MAX: usize = 64 << 10;
/// Peers of whom the stage remembers which of its addresses they found.
pub const STAGE_FACING_MAX: usize = 16_384;
/// Packets of a tapped track that wait for who taps it: two seconds of a good picture.
pub const STAGE_TAPPED: usize = 1_024;
/// For so long one may use the TURN server without asking again: the longest day of lessons.
pub const TURN_MS: i64 = 12 * 60 * 60 * 1000;
