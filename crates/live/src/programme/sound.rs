//! Everybody's sound becomes AAC.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{BufMut as _, Bytes, BytesMut};
use tokio::sync::mpsc::{Receiver, Sender};
use xingtan_media::codec::aac::{self, LC_FRAME_SAMPLES, PRIMING_SAMPLES};
use xingtan_media::codec::opus::{CHANNELS, RATE};
use xingtan_media::flv::Tag;

use super::desk::Desk;
use crate::aac_maker::{Deaths, Fault, Maker};

/// How often the desk is asked.
const EVERY: Duration = Duration::from_millis(20);
/// What is fed: samples as they are.
const FED: &[&str] = &["-probesize", "32", "-f", "s16le", "-ar", "48000", "-ac", "2"];
/// Music stays music; an hour is 43 MB.
const CODED: &[&str] = &["-ar", "48000", "-ac", "2", "-b:a", "96k"];

/// Something of somebody's sound.
#[derive(Debug, Clone)]
pub enum Heard {
    /// An Opus packet.
    Packet {
        /// Who: a number of his own.
        source: u64,
        /// When, by his clock of 48 kHz, which wraps.
        time: u32,
        /// When it was made.
        made: Instant,
        /// The packet.
        data: Bytes,
    },
    /// He is not heard any more.
    Gone(u64),
}

/// The programme's sound, while it lasts.
#[derive(Debug)]
pub struct Sound {
    ffmpeg: Arc<Path>,
    desk: Desk,
}

/// One maker's sound on the programme's clock. Time is counted, as makers say nothing of it.
#[derive(Debug, Clone, Copy)]
struct Count {
    begin: i64,
    given: i64,
}

impl Sound {
    /// A sound of a programme that begins now, coded by this `ffmpeg`.
    pub fn new(ffmpeg: Arc<Path>, begun: Instant) -> Self {
        Self { ffmpeg, desk: Desk::new(begun) }
    }

    /// Mixes and codes until nobody can be heard any more, because the other end of `heard` is
    /// gone, or nobody listens. The tags' times are milliseconds since the programme began; the
    /// first tag says how it is coded. A maker that dies is followed by another.
    pub async fn sound(mut self, mut heard: Receiver<Heard>, tags: Sender<Tag>) {
        let Some(config) = aac::Config::lc(RATE, 2) else { return };
        if tags.send(Tag::aac_config(&config, 0)).await.is_err() {
            return;
        }
        let ffmpeg = Arc::clone(&self.ffmpeg);
        let mut deaths = Deaths::default();
        loop {
            let begun = Instant::now();
            let Err(fault) = self.attend(&ffmpeg, &mut heard, &tags).await else { return };
            tracing::warn!(%fault, ?deaths, "The maker of a programme's sound died.");
            let Some(pause) = deaths.one_more(begun.elapsed()) else {
                tracing::error!("A programme goes on without sound: it cannot be coded.");
                return;
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// Feeds one maker until the programme is over or the maker fails.
    async fn attend(
        &mut self,
        ffmpeg: &Path,
        heard: &mut Receiver<Heard>,
        tags: &Sender<Tag>,
    ) -> Result<(), Fault> {
        let mut maker = Maker::start(ffmpeg, FED, CODED)?;
        let mut pulse = tokio::time::interval(EVERY);
        let mut count: Option<Count> = None;
        let fault = loop {
            tokio::select! {
                what = heard.recv() => match what {
                    Some(what) => self.hear(what),
                    None => {
                        let mut last = Vec::new();
                        maker.finish(|frame| last.extend(tag(&mut count, &frame))).await;
                        for tag in last {
                            // Whoever listened may have gone.
                            let _ = tags.send(tag).await;
                        }
                        return Ok(());
                    }
                },
                _ = pulse.tick() => {
                    while let Some(mixed) = self.desk.due(Instant::now()) {
                        count.get_or_insert(Count { begin: mixed.at, given: 0 });
                        maker.feed(&bytes(&mixed.samples));
                    }
                }
                given = maker.give() => match given {
                    Ok(Some(frame)) => {
                        let Some(tag) = tag(&mut count, &frame) else { continue };
                        if tags.send(tag).await.is_err() {
                            return Ok(());
                        }
                    }
                    Ok(None) => break Fault::Ended,
                    Err(fault) => break fault,
                },
            }
        };
        let complaint = maker.complaint().await;
        tracing::info!(complaint, "The maker of a programme's sound failed.");
        Err(fault)
    }

    fn hear(&mut self, what: Heard) {
        match what {
            Heard::Packet { source, time, made, data } => {
                self.desk.take(source, (time, made), data);
            }
            Heard::Gone(source) => self.desk.gone(source),
        }
    }
}

/// What came back, at its time. What lies before the programme's beginning is left out.
fn tag(count: &mut Option<Count>, frame: &[u8]) -> Option<Tag> {
    let count = count.as_mut()?;
    let at = count.begin + count.given * i64::from(LC_FRAME_SAMPLES) - PRIMING_SAMPLES;
    count.given += 1;
    let ms = at * 1_000 / i64::from(RATE);
    // Times of tags wrap, as those of encoders do.
    (at >= 0).then(|| Tag::aac(frame, ms as u32))
}

fn bytes(samples: &[i16]) -> BytesMut {
    let mut out = BytesMut::with_capacity(samples.len() * CHANNELS);
    samples.iter().for_each(|sample| out.put_i16_le(*sample));
    out
}
