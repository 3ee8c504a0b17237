//! Picture and sound leave together: the sound takes longer, since it is mixed and coded.

use std::collections::VecDeque;

use xingtan_media::flv::Tag;

/// How far pictures may be ahead of the sound before they no longer wait for it.
const AHEAD_MS_MAX: u32 = 1_000;
/// The most pictures that wait.
const WAITING_MAX: usize = 120;

/// Holds pictures back until the sound has come as far.
#[derive(Debug, Default)]
pub struct Order {
    waiting: VecDeque<Tag>,
}

impl Order {
    /// Takes a picture; gives what needs wait no longer.
    pub fn picture(&mut self, tag: Tag) -> Vec<Tag> {
        let newest = tag.timestamp_ms;
        self.waiting.push_back(tag);
        let mut out = Vec::new();
        while self.waiting.len() > WAITING_MAX || self.is_ahead(newest) {
            out.extend(self.waiting.pop_front());
        }
        out
    }

    /// Takes a piece of sound; gives the pictures before it, and it. How sound is coded is said at
    /// time zero, and pictures of that time wait for it too.
    pub fn sound(&mut self, tag: Tag) -> Vec<Tag> {
        let mut out = Vec::new();
        while let Some(first) = self.waiting.front() {
            if after(tag.timestamp_ms, first.timestamp_ms).is_none_or(|ms| ms == 0) {
                break;
            }
            out.extend(self.waiting.pop_front());
        }
        out.push(tag);
        out
    }

    /// The first that waits is so far behind the newest that no sound can be meant to come.
    fn is_ahead(&self, newest: u32) -> bool {
        let first = self.waiting.front();
        first
            .and_then(|first| after(newest, first.timestamp_ms))
            .is_some_and(|ms| ms > AHEAD_MS_MAX)
    }
}

/// How long after an earlier time a time is, both wrapping; none when it is before.
fn after(time: u32, earlier: u32) -> Option<u32> {
    u32::try_from(time.wrapping_sub(earlier).cast_signed()).ok()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use xingtan_media::flv::TagKind;

    use super::*;

    fn tag(kind: TagKind, timestamp_ms: u32) -> Tag {
        Tag { kind, timestamp_ms, payload: Bytes::new() }
    }

    fn times(tags: &[Tag]) -> Vec<u32> {
        tags.iter().map(|tag| tag.timestamp_ms).collect()
    }

    #[test]
    fn pictures_wait_for_the_sound_but_not_for_ever() {
        let mut order = Order::default();
        assert!(order.picture(tag(TagKind::Video, 0)).is_empty());
        assert!(order.picture(tag(TagKind::Video, 40)).is_empty());
        assert_eq!(times(&order.sound(tag(TagKind::Audio, 0))), [0], "the sound alone");
        assert_eq!(order.waiting.len(), 2);
        assert_eq!(times(&order.sound(tag(TagKind::Audio, 21))), [0, 21]);
        assert_eq!(times(&order.sound(tag(TagKind::Audio, 42))), [40, 42]);
        assert!(order.picture(tag(TagKind::Video, 1_000)).is_empty());
        let later = order.picture(tag(TagKind::Video, 2_001));
        assert_eq!(times(&later), [1_000], "no sound comes");
    }

    #[test]
    fn a_wrap_changes_nothing() {
        let mut order = Order::default();
        assert!(order.picture(tag(TagKind::Video, u32::MAX - 10)).is_empty());
        assert_eq!(times(&order.sound(tag(TagKind::Audio, 5))), [u32::MAX - 10, 5]);
    }
}
