//! Who speaks, by the level that each sender writes beside its sound (RFC 6464).

use std::time::Instant;

use crate::ids::TrackId;
use crate::limits::SPEAKER_EVERY_MIN;

/// Levels are below full scale, in dB; what is quieter than this is nobody's speech.
const SILENCE_DB: f32 = -55.0;
/// How much louder another must be to be taken for the speaker, in dB.
const LOUDER_DB: f32 = 3.0;
/// How far one packet moves the level: at 50 packets a second, half of it in 140 ms.
const STEP: f32 = 0.1;

/// One sound's level, smoothed.
#[derive(Debug, Clone, Copy)]
pub struct Level(f32);

impl Default for Level {
    fn default() -> Self {
        Self(-127.0)
    }
}

impl Level {
    /// A packet came with this level, 0 to -127 dB.
    pub fn heard(&mut self, level_db: i8) {
        self.0 += (f32::from(level_db) - self.0) * STEP;
    }

    /// Nothing came for a while.
    pub const fn silent(&mut self) {
        self.0 = -127.0;
    }

    /// The level in dB below full scale.
    pub const fn db(self) -> f32 {
        self.0
    }
}

/// Who speaks on one stage.
#[derive(Debug, Default)]
pub struct Speaker {
    track: Option<TrackId>,
    since: Option<Instant>,
}

impl Speaker {
    /// Looks who is the loudest. Tells when it is somebody else.
    pub fn look(
        &mut self,
        levels: impl Iterator<Item = (TrackId, Level)>,
        now: Instant,
    ) -> Option<Option<TrackId>> {
        let is_settled =
            self.since.is_none_or(|since| now.duration_since(since) >= SPEAKER_EVERY_MIN);
        let (mut loudest, mut own): (Option<(TrackId, f32)>, Option<f32>) = (None, None);
        for (track, level) in levels {
            if Some(track) == self.track {
                own = Some(level.db());
            }
            if level.db() > SILENCE_DB && loudest.is_none_or(|(_, db)| level.db() > db) {
                loudest = Some((track, level.db()));
            }
        }
        // Who spoke last stays the speaker while all are silent, unless he is gone.
        let next = match (loudest, own) {
            (Some((track, db)), Some(own)) if db >= own + LOUDER_DB => Some(track),
            (_, Some(_)) => self.track,
            (loudest, None) => loudest.map(|(track, _)| track),
        };
        let is_gone = own.is_none();
        if next == self.track || !(is_settled || is_gone) {
            return None;
        }
        (self.track, self.since) = (next, Some(now));
        Some(next)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_loudest_speaks_and_does_not_change_with_every_cough() {
        let start = Instant::now();
        let at = |ms| start + Duration::from_millis(ms);
        let (one, two) = (TrackId(1), TrackId(2));
        let mut speaker = Speaker::default();
        let level = |db| Level(db);
        let mut look = |a: f32, b: f32, ms| {
            speaker.look([(one, level(a)), (two, level(b))].into_iter(), at(ms))
        };
        assert_eq!(look(-90.0, -100.0, 0), None, "silence");
        assert_eq!(look(-30.0, -100.0, 10), Some(Some(one)));
        assert_eq!(look(-30.0, -10.0, 100), None, "too soon");
        assert_eq!(look(-30.0, -10.0, 700), Some(Some(two)));
        assert_eq!(look(-9.0, -10.0, 1_400), None, "hardly louder");
        assert_eq!(look(-100.0, -100.0, 2_000), None, "who spoke last stays");
        assert_eq!(speaker.look([(one, Level(-100.0))].into_iter(), at(2_001)), Some(None));
    }

    #[test]
    fn a_level_follows_within_some_packets() {
        let mut level = Level::default();
        (0..30).for_each(|_| level.heard(-20));
        assert!((-26.0..-20.0).contains(&level.db()), "{}", level.db());
        level.silent();
        assert!(level.db() < SILENCE_DB);
    }
}
