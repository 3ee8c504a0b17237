//! What the media side of a lesson may write into its log.

use crate::decide::room;
use crate::entry::{Body, MediaAnchor, MediaStarted, MediaStopped};
use crate::input::Decision;
use crate::limits;
use crate::refusal::Refusal;
use crate::state::State;

type Decided = Result<Decision, Refusal>;

/// A run begins, or a running one has other tracks than before. A run that is still on ends.
pub(crate) fn started(state: &State, said: MediaStarted) -> Decided {
    let codec_fits = |codec: &str| {
        (1..=limits::CODEC_CHARS_MAX).contains(&codec.len())
            && codec.bytes().all(|b| b.is_ascii_graphic())
    };
    let tracks = &said.tracks;
    if !(1..=limits::TRACKS_MAX).contains(&tracks.len()) {
        return Err(Refusal::new("media.tracks_out_of_range"));
    }
    let twice = |n: usize, id: u32| tracks.iter().take(n).any(|track| track.id == id);
    if tracks.iter().enumerate().any(|(n, t)| t.id == 0 || twice(n, t.id) || !codec_fits(&t.codec))
    {
        return Err(Refusal::new("media.track_malformed"));
    }
    let now = state.media.as_ref();
    if now.is_some_and(|now| now.run == said.run && now.tracks == said.tracks) {
        return Ok(Decision::default());
    }
    if now.is_none_or(|now| now.run != said.run) && said.run <= state.media_run {
        return Err(Refusal::new("media.run_over"));
    }
    let ended = now.filter(|now| now.run != said.run);
    let mut bodies: Vec<_> =
        ended.map(|now| Body::MediaStopped(MediaStopped { run: now.run })).into_iter().collect();
    bodies.push(Body::MediaStarted(said));
    Ok(room(bodies))
}

/// A track of the present run says where it stands.
pub(crate) fn anchor(state: &State, said: MediaAnchor) -> Decided {
    let now = state.media.as_ref().filter(|now| now.run == said.run);
    let now = now.ok_or(Refusal::new("media.run_over"))?;
    if !now.tracks.iter().any(|track| track.id == said.track) {
        return Err(Refusal::new("media.track_unknown"));
    }
    let range = 0..=limits::LESSON_MS_MAX;
    if !range.contains(&said.media_ms)
        || said.lesson_ms.unsigned_abs() > limits::LESSON_MS_MAX.unsigned_abs()
    {
        return Err(Refusal::new("media.anchor_out_of_range"));
    }
    if state.anchors >= limits::ANCHORS_MAX {
        return Err(Refusal::new("media.too_many_anchors"));
    }
    Ok(room(vec![Body::MediaAnchor(said)]))
}

/// A run ends; one that is over already stays so.
pub(crate) fn stopped(state: &State, said: MediaStopped) -> Decision {
    let is_on = state.media.as_ref().is_some_and(|now| now.run == said.run);
    room(is_on.then_some(Body::MediaStopped(said)).into_iter().collect())
}
