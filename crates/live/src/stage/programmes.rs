//! The lessons whose programme comes from the stage, and what of it each of them takes.

use std::collections::HashMap;

use tokio::sync::mpsc::{self, error::TrySendError};
use xingtan_base::ids::LessonId;
use xingtan_platform::tasks::Tasks;
use xingtan_sfu::{Kind, On, Packet, PeerId, TrackId};

use super::programme::{Tapped, feed};
use super::shown::{Picture, Shown};
use super::stages::Command;
use crate::ingest::Gate;
use crate::media_limits::STAGE_TAPPED;

/// One lesson's line to its programme.
struct Line {
    tapped: mpsc::Sender<Tapped>,
    shown: Shown,
    sounds: Vec<(TrackId, PeerId)>,
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

    /// Somebody's sound is to be heard in his lesson's programme; no where that is an encoder's.
    pub fn hear(&mut self, lesson: LessonId, (track, peer): (TrackId, PeerId)) -> bool {
        let Some(line) = self.line(lesson) else { return false };
        line.sounds.push((track, peer));
        self.by_track.insert(track, (lesson, Kind::Sound));
        true
    }

    /// Somebody's picture may be shown in his lesson's programme. Answers the picture that is to be
    /// shown from now on, when that is another than before, as all that follow do.
    pub fn offer(&mut self, lesson: LessonId, picture: Picture) -> Option<TrackId> {
        let shown = self.line(lesson)?.shown.offer(picture);
        self.by_track.insert(picture.track, (lesson, Kind::Picture));
        self.show(lesson, shown)
    }

    /// Somebody speaks.
    pub fn speaks(&mut self, lesson: LessonId, track: TrackId) -> Option<TrackId> {
        let line = self.lines.get_mut(&lesson)?;
        let (_, peer) = *line.sounds.iter().find(|(sound, _)| *sound == track)?;
        let shown = line.shown.speaks(peer);
        self.show(lesson, shown)
    }

    /// Of somebody this is passed on from now.
    pub fn set_on(&mut self, peer: PeerId, on: On) -> Option<TrackId> {
        let shown =
            |(lesson, line): (&LessonId, &mut Line)| Some((*lesson, line.shown.set_on(peer, on)?));
        let (lesson, shown) = self.lines.iter_mut().find_map(shown)?;
        self.show(lesson, Some(shown))
    }

    /// Passes a packet on; no when nobody wants the track any more.
    pub fn take(&mut self, track: TrackId, packet: Packet) -> bool {
        let Some(&(lesson, kind)) = self.by_track.get(&track) else { return false };
        let Some(line) = self.lines.get(&lesson) else {
            self.by_track.remove(&track);
            return false;
        };
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

    /// A track ended. With the last of them the programme ends.
    pub fn end(&mut self, track: TrackId) -> Option<TrackId> {
        let (lesson, _) = self.by_track.remove(&track)?;
        let line = self.lines.get_mut(&lesson)?;
        line.sounds.retain(|(sound, _)| *sound != track);
        let shown = line.shown.end(track);
        if line.shown.is_empty() && line.sounds.is_empty() {
            self.lines.remove(&lesson);
            return None;
        }
        // Of a full queue the end is found with the programme's.
        let _ = line.tapped.try_send(Tapped::Ended(track));
        self.show(lesson, shown)
    }

    /// Tells a programme what it is to show.
    fn show(&self, lesson: LessonId, shown: Option<TrackId>) -> Option<TrackId> {
        let (line, track) = (self.lines.get(&lesson)?, shown?);
        // What is lost of a full queue is said with the next change; until then the old one stays.
        let _ = line.tapped.try_send(Tapped::Show(track));
        Some(track)
    }

    /// A lesson's line, begun with the first who sends; none where an encoder has its place.
    fn line(&mut self, lesson: LessonId) -> Option<&mut Line> {
        self.lines.retain(|_, line| !line.tapped.is_closed());
        if !self.lines.contains_key(&lesson) {
            if self.gate.is_publishing(lesson) {
                return None;
            }
            let (tapped, inbox) = mpsc::channel(STAGE_TAPPED);
            let side = (self.commands.clone(), self.tasks.clone());
            self.tasks.spawn("stage.programme", feed((self.gate.clone(), lesson), inbox, side));
            let line = Line { tapped, shown: Shown::default(), sounds: Vec::new() };
            self.lines.insert(lesson, line);
        }
        self.lines.get_mut(&lesson)
    }
}
