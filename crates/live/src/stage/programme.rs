//! From the stage to those who watch by HTTP: the first picture that somebody sends becomes the
//! lesson's programme, as an encoder's would.
//!
//! Its sound follows when there is a mixer. [`Tapped`] is where it will come in: whoever taps a
//! track gets its packets with the times that the sender's reports give them.

use std::collections::HashMap;
use std::time::Duration;

use tokio::sync::mpsc::{self, error::TrySendError};
use tokio_util::sync::CancellationToken;
use xingtan_base::ids::LessonId;
use xingtan_media::rtp::{AccessUnit, Assembler, Packet, Parameters, frame_tag, sequence_tag};
use xingtan_platform::tasks::Tasks;
use xingtan_sfu::TrackId;

use super::stages::Command;
use crate::ingest::{Claim, Fault, Gate};
use crate::media_limits::STAGE_TAPPED;

/// Ticks of a picture's clock in a millisecond.
const TICKS_PER_MS: i64 = 90;

/// Packets of a track that somebody taps, in the order in which they came.
pub type Tapped = mpsc::Receiver<xingtan_sfu::Packet>;

/// One picture on its way to the hub.
struct Programme {
    claim: Claim,
    assembler: Assembler,
    parameters: Parameters,
    /// The last time and what it is in milliseconds, both since the first.
    last: Option<(u32, i64)>,
}

/// Feeds a lesson's programme from a track until it ends, an encoder takes its place, or the
/// server stops.
pub async fn feed(
    (gate, lesson, track): (Gate, LessonId, TrackId),
    mut tapped: Tapped,
    commands: mpsc::Sender<Command>,
    stopping: CancellationToken,
) {
    let claim = match gate.admit(lesson) {
        Ok(claim) => claim,
        Err(refusal) => {
            tracing::info!(%lesson, %refusal, "The stage's picture is no programme.");
            return;
        }
    };
    let replaced = claim.replaced();
    let mut pulse = tokio::time::interval(Duration::from_secs(1));
    let mut programme = Programme::new(claim);
    loop {
        let packet = tokio::select! {
            packet = tapped.recv() => packet,
            _ = pulse.tick() => {
                programme.claim.follow();
                continue;
            }
            () = replaced.cancelled() => return,
            () = stopping.cancelled() => return,
        };
        let Some(packet) = packet else { return };
        if let Err(fault) = programme.take(packet) {
            tracing::warn!(%lesson, %fault, "The stage's picture cannot be passed on.");
            programme.claim.trouble("stream.broken_media", fault.to_string());
            return;
        }
        if programme.assembler.is_broken() {
            // A full queue means that it was asked for.
            let _ = commands.try_send(Command::KeyFrame(track));
        }
    }
}

impl Programme {
    fn new(claim: Claim) -> Self {
        let (assembler, parameters) = (Assembler::default(), Parameters::default());
        Self { claim, assembler, parameters, last: None }
    }

    fn take(&mut self, packet: xingtan_sfu::Packet) -> Result<(), Fault> {
        let xingtan_sfu::Packet { number, time, is_last, payload, .. } = packet;
        let payload = bytes::Bytes::from_owner(payload);
        for unit in self.assembler.push(Packet { number, time, is_last, payload }) {
            self.pass_on(&unit)?;
        }
        Ok(())
    }

    fn pass_on(&mut self, unit: &AccessUnit) -> Result<(), Fault> {
        let at_ms = self.ms(unit.time);
        if self.parameters.look(unit)
            && let Some(tag) = sequence_tag(&self.parameters, at_ms)
        {
            self.claim.take(&tag)?;
        }
        self.claim.take(&frame_tag(unit, at_ms))
    }

    /// Milliseconds since the first picture, wrapping as the tags' times do.
    fn ms(&mut self, time: u32) -> u32 {
        let (last, ticks) = self.last.unwrap_or((time, 0));
        let ticks = ticks + i64::from(time.wrapping_sub(last).cast_signed());
        self.last = Some((time, ticks));
        u32::try_from((ticks.max(0) / TICKS_PER_MS) & 0xffff_ffff).unwrap_or(0)
    }
}

/// The lessons whose programme comes from the stage.
pub struct Programmes {
    gate: Gate,
    commands: mpsc::Sender<Command>,
    tasks: Tasks,
    by_track: HashMap<TrackId, (LessonId, mpsc::Sender<xingtan_sfu::Packet>)>,
}

impl Programmes {
    /// None yet.
    pub fn new(gate: Gate, commands: mpsc::Sender<Command>, tasks: Tasks) -> Self {
        Self { gate, commands, tasks, by_track: HashMap::new() }
    }

    /// A track becomes the programme of its lesson, unless another is.
    pub fn begin(&mut self, lesson: LessonId, track: TrackId) -> bool {
        self.by_track.retain(|_, (_, line)| !line.is_closed());
        let is_taken = self.by_track.values().any(|(other, _)| *other == lesson);
        if is_taken || self.gate.is_publishing(lesson) {
            return false;
        }
        let (line, tapped) = mpsc::channel(STAGE_TAPPED);
        self.by_track.insert(track, (lesson, line));
        let (gate, stopping) = (self.gate.clone(), self.tasks.stopping());
        let feed = feed((gate, lesson, track), tapped, self.commands.clone(), stopping);
        self.tasks.spawn("stage.programme", feed);
        true
    }

    /// Passes a packet on; no when nobody wants the track any more.
    pub fn take(&mut self, track: TrackId, packet: xingtan_sfu::Packet) -> bool {
        let Some((_, line)) = self.by_track.get(&track) else { return false };
        match line.try_send(packet) {
            // Lost as if by the network: a key frame mends it.
            Ok(()) | Err(TrySendError::Full(_)) => true,
            Err(TrySendError::Closed(_)) => {
                self.by_track.remove(&track);
                false
            }
        }
    }

    /// A track ended.
    pub fn end(&mut self, track: TrackId) {
        self.by_track.remove(&track);
    }
}
