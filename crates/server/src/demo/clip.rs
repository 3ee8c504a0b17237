//! The clips that the demonstration shows; `assets/lecture/make.py` makes them.

use bytes::Bytes;
use xingtan_media::flv::{self, Tag};

/// The lesson in progress: why the sky is blue.
const LECTURE: &[u8] = include_bytes!("../../assets/lecture/lecture.flv");

/// The finished lesson: the theorem of Pythagoras.
const FINISHED: &[u8] = include_bytes!("../../assets/lecture/finished.flv");

/// A clip that can be played again and again on one time line.
#[derive(Debug, Clone)]
pub struct Clip {
    tags: Vec<Tag>,
    lasts_ms: u32,
}

impl Clip {
    /// The clip of the lesson in progress.
    ///
    /// # Errors
    /// When the embedded file is not FLV.
    pub fn lecture() -> anyhow::Result<Self> {
        Self::read(LECTURE)
    }

    /// The clip of the finished lesson.
    ///
    /// # Errors
    /// When the embedded file is not FLV.
    pub fn finished() -> anyhow::Result<Self> {
        Self::read(FINISHED)
    }

    fn read(file: &'static [u8]) -> anyhow::Result<Self> {
        let mut tags = flv::read_file(&Bytes::from_static(file))?;
        tags.retain(|tag| !is_end(tag));
        tags.sort_by_key(|tag| tag.timestamp_ms);
        let last = tags.last().map_or(0, |tag| tag.timestamp_ms);
        // One frame of the picture follows the last tag.
        Ok(Self { tags, lasts_ms: last + FRAME_MS })
    }

    /// How long it plays.
    pub const fn lasts_ms(&self) -> u32 {
        self.lasts_ms
    }

    /// Its tags in a round of its endless repetition, on the time line of all rounds.
    pub fn round(&self, round: u32) -> impl Iterator<Item = Tag> + '_ {
        let shift = round.wrapping_mul(self.lasts_ms);
        let wanted = move |tag: &&Tag| round == 0 || !is_configuration(tag);
        self.tags.iter().filter(wanted).map(move |tag| Tag {
            timestamp_ms: tag.timestamp_ms.wrapping_add(shift),
            ..tag.clone()
        })
    }
}

/// How long a frame of the clips is shown.
const FRAME_MS: u32 = 83;

/// Whether a tag only says how what follows is coded.
fn is_configuration(tag: &Tag) -> bool {
    match tag.kind {
        flv::TagKind::Script => true,
        flv::TagKind::Audio | flv::TagKind::Video => tag.payload.get(1) == Some(&0),
    }
}

/// Whether a tag says that the picture is over, which it is not.
fn is_end(tag: &Tag) -> bool {
    tag.kind == flv::TagKind::Video && tag.payload.get(1) == Some(&2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_follow_each_other_without_going_back() -> anyhow::Result<()> {
        for clip in [Clip::lecture()?, Clip::finished()?] {
            assert!((20_000..120_000).contains(&clip.lasts_ms()), "{}", clip.lasts_ms());
            let times: Vec<u32> =
                (0..3).flat_map(|round| clip.round(round)).map(|tag| tag.timestamp_ms).collect();
            assert!(times.is_sorted());
            assert!(times.last() > Some(&(2 * clip.lasts_ms())));
        }
        Ok(())
    }

    #[test]
    fn only_the_first_round_says_how_it_is_coded() -> anyhow::Result<()> {
        let clip = Clip::lecture()?;
        assert!(clip.round(0).filter(is_configuration).count() >= 2);
        assert_eq!(clip.round(1).filter(is_configuration).count(), 0);
        Ok(())
    }
}
