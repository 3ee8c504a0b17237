//! From the stage to those who watch by HTTP: the first picture that somebody sends, and the sound
//! of all who do, become the lesson's programme, as an encoder's would.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::sync::mpsc::{self, error::TrySendError};
use tokio_util::sync::CancellationToken;
use xingtan_base::ids::LessonId;
use xingtan_media::flv::Tag;
use xingtan_platform::tasks::Tasks;
use xingtan_sfu::{Kind, Packet, TrackId};

use super::stages::Command;
use crate::ingest::{Claim, Fault, Gate};
use crate::media_limits::{STAGE_PICTURE_SILENT, STAGE_TAPPED};
use crate::programme::{Heard, Order, Picture, Sound};

/// Something of a track that is tapped.
enum Tapped {
    /// A packet, in the order in which they came.
    Packet(TrackId, Kind, Packet),
    /// The track ended.
    Ended(TrackId),
}

/// One lesson's programme.
struct Programme {
    claim: Claim,
    begun: Instant,
    pictures: HashMap<TrackId, Picture>,
    order: Order,
    /// Where sound goes to be mixed; none where nothing can code it.
    heard: Option<mpsc::Sender<Heard>>,
}

/// Feeds a lesson's programme until nobody sends, an encoder takes its place, or the server stops.
async fn feed(
    (gate, lesson): (Gate, LessonId),
    mut tapped: mpsc::Receiver<Tapped>,
    (commands, tasks): (mpsc::Sender<Command>, Tasks),
) {
    let claim = match gate.admit(lesson) {
        Ok(claim) => claim,
        Err(refusal) => {
            tracing::info!(%lesson, %refusal, "The stage is no programme.");
            return;
        }
    };
    let begun = Instant::now();
    let (mut programme, mut sounds) = Programme::begin(claim, &gate, (begun, &tasks));
    let (replaced, stopping) = (programme.claim.replaced(), tasks.stopping());
    let mut pulse = tokio::time::interval(Duration::from_secs(1));
    loop {
        let fed = tokio::select! {
            what = tapped.recv() => match what {
                Some(what) => programme.take(what, &commands),
                None => return,
            },
            Some(tag) = sounds.recv() => programme.sound(tag),
            _ = pulse.tick() => {
                programme.claim.follow();
                continue;
            }
            () = replaced.cancelled() => return,
            () = CancellationToken::cancelled(&stopping) => return,
        };
        if let Err(fault) = fed {
            tracing::warn!(%lesson, %fault, "The stage's programme cannot be passed on.");
            programme.claim.trouble("stream.broken_media", fault.to_string());
            return;
        }
    }
}

impl Programme {
    /// Begins a programme, and gives what will be heard of it.
    fn begin(
        claim: Claim,
        gate: &Gate,
        (begun, tasks): (Instant, &Tasks),
    ) -> (Self, mpsc::Receiver<Tag>) {
        let (tags, sounds) = mpsc::channel(STAGE_TAPPED);
        let heard = gate.coder().map(|(ffmpeg, place)| {
            let (heard, inbox) = mpsc::channel(STAGE_TAPPED);
            let sound = Sound::new(ffmpeg, begun);
            tasks.spawn("stage.sound", async move {
                sound.sound(inbox, tags).await;
                drop(place);
            });
            heard
        });
        let (pictures, order) = (HashMap::new(), Order::default());
        (Self { claim, begun, pictures, order, heard }, sounds)
    }

    fn take(&mut self, what: Tapped, commands: &mpsc::Sender<Command>) -> Result<(), Fault> {
        match what {
            Tapped::Packet(track, Kind::Sound, packet) => {
                let source = track.number();
                let (time, made, data) =
                    (packet.time, packet.made, Bytes::from_owner(packet.payload));
                self.hear(Heard::Packet { source, time, made, data });
                Ok(())
            }
            Tapped::Packet(track, Kind::Picture, packet) => self.picture((track, packet), commands),
            Tapped::Ended(track) => {
                self.pictures.remove(&track);
                self.hear(Heard::Gone(track.number()));
                Ok(())
            }
        }
    }

    fn picture(
        &mut self,
        (track, packet): (TrackId, Packet),
        commands: &mpsc::Sender<Command>,
    ) -> Result<(), Fault> {
        let begun = self.begun;
        let picture = self.pictures.entry(track).or_insert_with(|| Picture::new(begun));
        let Packet { number, time, made, is_last, payload, .. } = packet;
        let payload = Bytes::from_owner(payload);
        let tags =
            picture.take(xingtan_media::rtp::Packet { number, time, is_last, payload }, made);
        if picture.is_broken() {
            // A full queue means that it was asked for.
            let _ = commands.try_send(Command::KeyFrame(track));
        }
        for tag in tags {
            // Without sound there is nothing to wait for.
            let out = if self.heard.is_some() { self.order.picture(tag) } else { vec![tag] };
            self.pass_on(out)?;
        }
        Ok(())
    }

    fn sound(&mut self, tag: Tag) -> Result<(), Fault> {
        let out = self.order.sound(tag);
        self.pass_on(out)
    }

    fn pass_on(&mut self, tags: Vec<Tag>) -> Result<(), Fault> {
        tags.iter().try_for_each(|tag| self.claim.take(tag))
    }

    /// Lost as if by the network when the mixer does not keep up.
    fn hear(&mut self, what: Heard) {
        let sent = self.heard.as_ref().map(|heard| heard.try_send(what));
        if matches!(sent, Some(Err(TrySendError::Closed(_)))) {
            // It cannot be coded any more.
            self.heard = None;
        }
    }
}

/// One lesson's line to its programme.
struct Line {
    tapped: mpsc::Sender<Tapped>,
    picture: Option<TrackId>,
    /// When the picture's newest packet was made.
    shown: Instant,
    /// Other pictures, the first of which takes its place when it ends.
    waiting: Vec<TrackId>,
    sounds: Vec<TrackId>,
}

impl Line {
    fn show(&mut self, track: TrackId, now: Instant) {
        (self.picture, self.shown) = (Some(track), now);
    }

    fn is_silent(&self, now: Instant) -> bool {
        now.saturating_duration_since(self.shown) > STAGE_PICTURE_SILENT
    }
}

/// The lessons whose programme comes from the stage.
pub struct Programmes {
    gate: Gate,
    commands: mpsc::Sender<Command>,
    tasks: Tasks,
    lines: HashMap<LessonId, Line>,
    by_track: HashMap<TrackId, (LessonId, Kind)>,
}

impl Programmes {
    /// None yet.
    pub fn new(gate: Gate, commands: mpsc::Sender<Command>, tasks: Tasks) -> Self {
        Self { gate, commands, tasks, lines: HashMap::new(), by_track: HashMap::new() }
    }

    /// A track becomes part of its lesson's programme, unless another picture, or an encoder, is.
    /// A picture that has been silent gives its place to one that begins: often somebody was cut
    /// off and has come anew.
    pub fn begin(
        &mut self,
        lesson: LessonId,
        (track, kind): (TrackId, Kind),
        now: Instant,
    ) -> bool {
        self.lines.retain(|_, line| !line.tapped.is_closed());
        if !self.lines.contains_key(&lesson) {
            if self.gate.is_publishing(lesson) {
                return false;
            }
            let (line, tapped) = mpsc::channel(STAGE_TAPPED);
            let side = (self.commands.clone(), self.tasks.clone());
            let feed = feed((self.gate.clone(), lesson), tapped, side);
            self.tasks.spawn("stage.programme", feed);
            let (waiting, sounds) = (Vec::new(), Vec::new());
            let line = Line { tapped: line, picture: None, shown: now, waiting, sounds };
            self.lines.insert(lesson, line);
        }
        let Some(line) = self.lines.get_mut(&lesson) else { return false };
        match (kind, line.picture) {
            (Kind::Sound, _) => line.sounds.push(track),
            (Kind::Picture, None) => line.show(track, now),
            (Kind::Picture, Some(old)) if line.is_silent(now) => {
                self.by_track.remove(&old);
                // Of a full queue the end is found with the programme's.
                let _ = line.tapped.try_send(Tapped::Ended(old));
                line.waiting.push(old);
                line.show(track, now);
            }
            (Kind::Picture, Some(_)) => {
                line.waiting.push(track);
                return false;
            }
        }
        self.by_track.insert(track, (lesson, kind));
        true
    }

    /// Passes a packet on; no when nobody wants the track any more.
    pub fn take(&mut self, track: TrackId, packet: Packet) -> bool {
        let Some(&(lesson, kind)) = self.by_track.get(&track) else { return false };
        let Some(line) = self.lines.get_mut(&lesson) else {
            self.by_track.remove(&track);
            return false;
        };
        if kind == Kind::Picture {
            line.shown = line.shown.max(packet.made);
        }
        match line.tapped.try_send(Tapped::Packet(track, kind, packet)) {
            // Lost as if by the network: a key frame mends it.
            Ok(()) | Err(TrySendError::Full(_)) => true,
            Err(TrySendError::Closed(_)) => {
                self.lines.remove(&lesson);
                self.by_track.remove(&track);
                false
            }
        }
    }

    /// A track ended; answers the picture that takes its place. With the last of all the programme
    /// ends.
    pub fn end(&mut self, lesson: LessonId, track: TrackId, now: Instant) -> Option<TrackId> {
        let was_part = self.by_track.remove(&track).is_some();
        let line = self.lines.get_mut(&lesson)?;
        line.waiting.retain(|waits| *waits != track);
        line.sounds.retain(|sound| *sound != track);
        let mut next = None;
        if line.picture == Some(track) {
            line.picture = None;
            next = (!line.waiting.is_empty()).then(|| line.waiting.remove(0));
        }
        if let Some(next) = next {
            line.show(next, now);
            self.by_track.insert(next, (lesson, Kind::Picture));
        }
        if line.picture.is_none() && line.sounds.is_empty() {
            self.lines.remove(&lesson);
        } else if was_part {
            // Of a full queue the end is found with the programme's.
            let _ = line.tapped.try_send(Tapped::Ended(track));
        }
        next
    }
}
