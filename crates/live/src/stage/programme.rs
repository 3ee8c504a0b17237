//! From the stage to those who watch by HTTP: one picture at a time, and the sound of all who send,
//! become the lesson's programme, as an encoder's would.

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
use crate::media_limits::STAGE_TAPPED;
use crate::programme::{Heard, Order, Picture, Sound};

/// Something of a track that is tapped.
pub(super) enum Tapped {
    /// A packet, in the order in which they came.
    Packet(TrackId, Kind, Packet),
    /// The track ended.
    Ended(TrackId),
    /// This picture is to be shown from its next key frame on.
    Show(TrackId),
}

/// One lesson's programme.
struct Programme {
    claim: Claim,
    begun: Instant,
    /// By track, and of which layer they are.
    pictures: HashMap<TrackId, (usize, Picture)>,
    /// The picture that is shown.
    shown: Option<TrackId>,
    /// The picture that is to be shown once it comes whole.
    wanted: Option<TrackId>,
    /// The time of the last picture: those of another sender do not go back behind it.
    last_ms: Option<u32>,
    order: Order,
    /// Where sound goes to be mixed; none where nothing can code it.
    heard: Option<mpsc::Sender<Heard>>,
}

/// Feeds a lesson's programme until nobody sends, an encoder takes its place, or the server stops.
pub(super) async fn feed(
    (gate, lesson): (Gate, LessonId),
    mut tapped: mpsc::Receiver<Tapped>,
    (commands, tasks): (mpsc::Sender<Command>, Tasks),
) {
    let claim = match gate.admit(lesson) {
        Ok(claim) => claim.by_stage(),
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
        let (shown, wanted, last_ms) = (None, None, None);
        (Self { claim, begun, pictures, shown, wanted, last_ms, order, heard }, sounds)
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
            Tapped::Show(track) => {
                self.wanted = Some(track);
                Ok(())
            }
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
        if self.shown != Some(track) && self.wanted != Some(track) {
            // Another was switched to. A full queue means that this is said again.
            let _ = commands.try_send(Command::Untap(track));
            return Ok(());
        }
        let begun = self.begun;
        let Packet { layer, number, time, made, is_last, payload, .. } = packet;
        // Another layer begins anew, with its parameters.
        self.pictures.retain(|of, (was, _)| *of != track || *was == layer);
        let new = || (layer, Picture::new(begun));
        let (_, picture) = self.pictures.entry(track).or_insert_with(new);
        let payload = Bytes::from_owner(payload);
        let tags =
            picture.take(xingtan_media::rtp::Packet { number, time, is_last, payload }, made);
        if picture.is_broken() {
            // A full queue means that it was asked for.
            let _ = commands.try_send(Command::KeyFrame(track));
        }
        if self.shown != Some(track) {
            if !tags.iter().any(Tag::is_key_frame) {
                return Ok(());
            }
            // Who is switched back to begins anew, with his parameters.
            if let Some(before) = self.shown.replace(track) {
                self.pictures.remove(&before);
            }
        }
        for mut tag in tags {
            tag.timestamp_ms = self.forward(tag.timestamp_ms);
            // Without sound there is nothing to wait for.
            let out = if self.heard.is_some() { self.order.picture(tag) } else { vec![tag] };
            self.pass_on(out)?;
        }
        Ok(())
    }

    /// A picture's time, not before that of the one before it.
    fn forward(&mut self, at_ms: u32) -> u32 {
        let is_behind = |last: u32| at_ms.wrapping_sub(last).cast_signed() < 0;
        let at_ms = self.last_ms.filter(|last| is_behind(*last)).unwrap_or(at_ms);
        *self.last_ms.insert(at_ms)
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
