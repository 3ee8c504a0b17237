//! What becomes of a run's sound: a voice as it is, or one that is made.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::mpsc::Receiver;
use tokio::time::{Instant, sleep};
use xingtan_base::clock::UtcMs;
use xingtan_media::codec::aac;
use xingtan_media::frame::{Frame, TrackConfig};
use xingtan_media::voice::{self, Recent, Recoding};

use super::output::Output;
use super::voices::Voices;
use crate::aac_maker::{Deaths, Fault, Maker};
use crate::hub::{Audience, Hub, LiveRun};
use crate::media_limits::{
    VOICE_LAG_MS_MAX, VOICE_LOOK_MS, VOICE_PLAIN_KBPS_MAX, VOICE_SILENCE, VOICES_PER_RUN,
};
use crate::recording::Beside;

/// ADTS is fed. Little is to be found out about what comes; without a buffer (`-fflags nobuffer`)
/// what was read for that would be lost, and the voice be early by it.
const FED: &[&str] = &["-probesize", "4096", "-analyzeduration", "0", "-f", "aac"];
/// The voice's bits: speech is clear, an hour is 15 MB.
const VOICE_BITS: &str = "32k";

/// The sound of a run.
pub(super) struct Sound {
    pub(super) config: TrackConfig,
    pub(super) aac: aac::Config,
    pub(super) run: u32,
    pub(super) audience: Audience,
    pub(super) opened: Option<UtcMs>,
}

/// A run's voice while it lasts.
pub(super) struct Speaking {
    voices: Voices,
    hub: Arc<Hub>,
    sound: Sound,
    beside: Option<Beside>,
    /// Voices of this run so far: each has addresses of its own.
    begun: u32,
    /// The voice as it is sent, while that is what one hears.
    plain: Option<Output>,
    /// Whether no more is to be made of this run.
    has_given_up: bool,
}

/// How making a voice ended.
enum Outcome {
    /// With the run.
    Over,
    /// It cannot be made; these frames were not said yet.
    GivenUp(Vec<Frame>),
}

/// A voice that is made, by one maker after the other.
struct Making {
    config: TrackConfig,
    recoding: Recoding,
    output: Option<Output>,
}

impl Speaking {
    pub(super) fn new(voices: Voices, hub: Arc<Hub>, sound: Sound, beside: Option<Beside>) -> Self {
        // A preview is heard by its teacher alone, who has a line for it.
        let has_given_up = sound.audience == Audience::Preview;
        Self { voices, hub, sound, beside, begun: 0, plain: None, has_given_up }
    }

    /// Speaks until the run is over.
    pub(super) async fn speak(mut self, mut frames: Receiver<Frame>) {
        let mut recent = Recent::new(VOICE_LOOK_MS);
        while let Some(frame) = frames.recv().await {
            if let Some(plain) = &mut self.plain {
                plain.push(frame.clone());
            }
            recent.push(frame);
            let Some(kbps) = recent.kbps() else { continue };
            if kbps > VOICE_PLAIN_KBPS_MAX && !self.has_given_up {
                match self.make(&mut frames, recent.take()).await {
                    Outcome::Over => break,
                    Outcome::GivenUp(unsaid) => self.say_plainly(unsaid),
                }
                self.has_given_up = true;
            } else if self.plain.is_none() {
                self.say_plainly(recent.take());
            }
        }
        if let Some(plain) = self.plain {
            plain.finish();
        }
    }

    /// Begins to pass sound on as it is sent, unless that is done already.
    fn say_plainly(&mut self, unsaid: Vec<Frame>) {
        if self.plain.is_none() {
            self.plain = self.begin(self.sound.config.clone(), None);
            if let Some(plain) = &mut self.plain {
                unsaid.into_iter().for_each(|frame| plain.push(frame));
            }
        }
    }

    /// Makes a voice, which begins with what was said in the last moments.
    async fn make(&mut self, frames: &mut Receiver<Frame>, said: Vec<Frame>) -> Outcome {
        let place = self.voices.take();
        let made = voice::config().zip(Recoding::new(&self.sound.aac));
        let (Some((ffmpeg, _place)), Some((config, recoding))) = (place, made) else {
            return Outcome::GivenUp(said);
        };
        let mut making = Making { config, recoding, output: None };
        for frame in said {
            making.recoding.feed(frame);
        }
        let mut deaths = Deaths::default();
        loop {
            let begun = Instant::now();
            let Err(fault) = self.attend(&ffmpeg, frames, &mut making).await else {
                if let Some(output) = making.output {
                    output.finish();
                }
                return Outcome::Over;
            };
            let run = self.sound.run;
            tracing::warn!(%fault, run, ?deaths, "The maker of a voice died.");
            let Some(pause) = deaths.one_more(begun.elapsed()) else {
                tracing::error!(run, "The sound stays as it is sent: its voice cannot be made.");
                if let Some(output) = making.output {
                    output.finish();
                }
                return Outcome::GivenUp(making.recoding.into_unsaid());
            };
            sleep(pause).await;
        }
    }

    /// Feeds one maker until the run is over or the maker fails.
    async fn attend(
        &mut self,
        ffmpeg: &Path,
        frames: &mut Receiver<Frame>,
        making: &mut Making,
    ) -> Result<(), Fault> {
        let rate = voice::SAMPLE_RATE.to_string();
        let coded = ["-ac", "1", "-ar", rate.as_str(), "-b:a", VOICE_BITS];
        let mut maker = Maker::start(ffmpeg, FED, &coded)?;
        making.recoding.begin_again().iter().for_each(|bytes| maker.feed(bytes));
        let mut heard = Instant::now();
        let fault = loop {
            tokio::select! {
                frame = frames.recv() => {
                    let Some(frame) = frame else {
                        maker.finish(|data| self.say(making, data)).await;
                        return Ok(());
                    };
                    if let Some(plain) = &mut self.plain {
                        plain.push(frame.clone());
                    }
                    maker.feed(&making.recoding.feed(frame));
                    let is_behind = making.recoding.behind_ms() > VOICE_LAG_MS_MAX;
                    if is_behind && heard.elapsed() > VOICE_SILENCE {
                        break Fault::Behind;
                    }
                }
                given = maker.give() => match given {
                    Ok(Some(data)) => {
                        heard = Instant::now();
                        self.say(making, data);
                    }
                    Ok(None) => break Fault::Ended,
                    Err(fault) => break fault,
                },
            }
        };
        let complaint = maker.complaint().await;
        tracing::info!(complaint, "The maker of a voice failed.");
        Err(fault)
    }

    /// Passes on what came back. Those who hear the plain sound are told to come again once this
    /// is there.
    fn say(&mut self, making: &mut Making, data: Bytes) {
        let Some(frame) = making.recoding.place(data) else { return };
        if making.output.is_none() {
            making.output = self.begin(making.config.clone(), self.beside.clone());
            if let Some(plain) = self.plain.take() {
                plain.finish();
            }
        }
        if let Some(output) = &mut making.output {
            output.push(frame);
        }
    }

    fn begin(&mut self, config: TrackConfig, beside: Option<Beside>) -> Option<Output> {
        let number = self.sound.run.saturating_mul(VOICES_PER_RUN) + self.begun;
        self.begun = (self.begun + 1).min(VOICES_PER_RUN - 1);
        let Sound { audience, opened, .. } = self.sound;
        let live = LiveRun::new(number, audience, opened, vec![config]);
        Output::begin(Arc::clone(&self.hub), live, beside)
    }
}
