//! A run's end of its voice.

use std::sync::Arc;

use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::mpsc::{self, Sender};
use xingtan_media::frame::{Codec, Frame, SOUND, TrackConfig};

use super::speaking::{Sound, Speaking};
use super::voices::Voices;
use crate::hub::{Hub, LiveRun};
use crate::media_limits::VOICE_QUEUE;
use crate::recording::Recorder;

/// Hands a run's sound to its voice; never waits. The voice ends with it.
#[derive(Debug)]
pub struct Line {
    frames: Sender<Frame>,
    lost: u64,
}

impl Line {
    /// Begins the voice of a run that has sound. It is kept beside the run's recording.
    pub fn begin(
        voices: &Voices,
        hub: Arc<Hub>,
        run: &LiveRun,
        recorder: Option<&Recorder>,
    ) -> Option<Self> {
        let is_sound = |config: &TrackConfig| config.track == SOUND;
        let config = run.configs().into_iter().find(is_sound)?;
        let Codec::Aac(aac) = config.codec.clone() else { return None };
        let beside = xingtan_media::voice::config();
        let beside = recorder.zip(beside).map(|(recorder, config)| recorder.beside(config));
        let (frames, queue) = mpsc::channel(VOICE_QUEUE);
        let sound = Sound { config, aac, run: run.run, audience: run.audience, opened: run.opened };
        let speaking = Speaking::new(voices.clone(), hub, sound, beside);
        voices.tasks.spawn("voice", speaking.speak(queue));
        Some(Self { frames, lost: 0 })
    }

    /// Takes a frame of the run.
    pub fn push(&mut self, frame: &Frame) {
        if frame.track != SOUND {
            return;
        }
        if let Err(TrySendError::Full(_)) = self.frames.try_send(frame.clone()) {
            self.lost += 1;
            if self.lost.is_power_of_two() {
                tracing::warn!(lost = self.lost, "A voice has a gap.");
            }
        }
    }
}
