//! Who watches what: tracks are laid on lines, and layers chosen.

use std::time::Instant;

use str0m::bwe::Bitrate;
use xingtan_base::ids::{LessonId, PersonId};

use crate::choose::{View, choose};
use crate::engine::{Due, Engine};
use crate::event::Kind;
use crate::ids::{PeerId, TrackId};
use crate::invitation::On;
use crate::limits::{CHOOSE_EVERY, FIRST_ESTIMATE_BPS};
use crate::line::Wish;

impl Engine {
    /// What a peer wants on some of its lines, each counted over all in the order of its offer,
    /// and the most bits a second that are of use to it there.
    pub fn wish(
        &mut self,
        peer: PeerId,
        wishes: impl IntoIterator<Item = (usize, Wish, Option<u64>)>,
        now: Instant,
    ) {
        let Some(there) = self.peers.get_mut(&peer) else { return };
        let stage = there.stage;
        for (line, wish, bps_max) in wishes {
            if let Some(line) = there.lines.get_mut(line) {
                (line.wish, line.bps_max) = (wish, bps_max);
            }
        }
        self.assign(stage, now);
        self.choose(peer, now);
    }

    /// Passes these of a peer's tracks on from now, and no others.
    pub fn set_on(&mut self, peer: PeerId, on: On, now: Instant) {
        let Some(there) = self.peers.get_mut(&peer) else { return };
        if std::mem::replace(&mut there.on, on) == on {
            return;
        }
        let (stage, tracks) = (there.stage, there.tracks.clone());
        // What is off leaves its lines, and what is on again comes to them with a whole picture.
        self.assign(stage, now);
        for id in tracks {
            let Some(track) = self.tracks.get_mut(&id) else { continue };
            if !on.has(track.kind, track.ordinal) {
                // Its key frames would be dropped, and the next would come too late.
                track.layers.iter_mut().for_each(|layer| layer.is_key_wanted = false);
                self.timers.forget(Due::Track(id));
            }
        }
    }

    /// Lays the tracks of a stage on the lines of all who watch it.
    pub(crate) fn assign(&mut self, stage: LessonId, now: Instant) {
        let Some(there) = self.stages.get(&stage) else { return };
        let peers = there.peers.clone();
        for kind in [Kind::Sound, Kind::Picture] {
            let Some(there) = self.stages.get(&stage) else { return };
            let began = |id: &&TrackId| self.is_there(**id, kind);
            let mut tracks: Vec<TrackId> = there.tracks.iter().filter(began).copied().collect();
            // Who speaks is heard, whoever else is not; and who is silent takes nobody's place, as
            // one does who was cut off and has come anew.
            let is_silent = |id: &TrackId| !self.tracks.get(id).is_some_and(|t| t.is_live(now));
            let speaks = there.speaks;
            tracks.sort_by_key(|id| (kind == Kind::Sound && Some(*id) != speaks, is_silent(id)));
            let mut changes = Vec::new();
            for peer in &peers {
                changes.extend(self.laid(*peer, kind, &tracks));
            }
            for (peer, line, track) in changes {
                self.lay(peer, line, track, now);
            }
        }
    }

    /// Whether a track has begun and is passed on.
    fn is_there(&self, id: TrackId, kind: Kind) -> bool {
        let Some(track) = self.tracks.get(&id) else { return false };
        let on = self.peers.get(&track.peer).is_some_and(|peer| peer.on.has(kind, track.ordinal));
        track.kind == kind && track.has_begun && on
    }

    /// What somebody sends of a kind: the newest, for he may have come anew.
    fn of(&self, (person, ordinal): (PersonId, usize), tracks: &[TrackId]) -> Option<TrackId> {
        let is_his = |id: &&TrackId| {
            let track = self.tracks.get(id).filter(|track| track.ordinal == ordinal);
            let peer = track.and_then(|track| self.peers.get(&track.peer));
            peer.is_some_and(|peer| peer.owner == Some(person))
        };
        tracks.iter().filter(is_his).max().copied()
    }

    /// Which lines of a peer must carry something else.
    fn laid(
        &self,
        id: PeerId,
        kind: Kind,
        tracks: &[TrackId],
    ) -> Vec<(PeerId, usize, Option<TrackId>)> {
        let Some(peer) = self.peers.get(&id) else { return Vec::new() };
        let lines = || peer.lines.iter().enumerate().filter(|(_, line)| line.kind == kind);
        let named = |wish: Wish| match wish {
            Wish::Track(track) => Some(track).filter(|track| tracks.contains(track)),
            Wish::Of(person, ordinal) => self.of((person, ordinal), tracks),
            Wish::Any | Wish::Nothing => None,
        };
        let asked: Vec<_> = lines().filter_map(|(_, line)| named(line.wish)).collect();
        let free = lines().filter(|(_, line)| line.wish == Wish::Any).count();
        // Nobody gets his own back, nor what he asked for by name a second time.
        let is_open = |track: &&TrackId| !peer.tracks.contains(track) && !asked.contains(track);
        let open: Vec<TrackId> = tracks.iter().filter(is_open).take(free).copied().collect();
        let stays = |track: Option<TrackId>| track.is_some_and(|track| open.contains(&track));
        let held: Vec<_> = lines()
            .filter(|(_, line)| line.wish == Wish::Any && stays(line.track))
            .filter_map(|(_, line)| line.track)
            .collect();
        let mut rest = open.iter().filter(|track| !held.contains(track)).copied();
        let mut changes = Vec::new();
        for (at, line) in lines() {
            let wanted = match line.wish {
                Wish::Any if stays(line.track) => line.track,
                Wish::Any => rest.next(),
                wish => named(wish),
            };
            if wanted != line.track {
                changes.push((id, at, wanted));
            }
        }
        changes
    }

    fn lay(&mut self, id: PeerId, at: usize, track: Option<TrackId>, now: Instant) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        let Some(line) = peer.lines.get_mut(at) else { return };
        let before = line.track;
        line.carry(track);
        if let Some(before) = before.and_then(|before| self.tracks.get_mut(&before)) {
            before.watchers.retain(|watcher| *watcher != (id, at));
        }
        if let Some(track) = track.and_then(|track| self.tracks.get_mut(&track)) {
            track.watchers.push((id, at));
        }
        self.choose(id, now);
        self.refresh(id, now);
    }

    /// Asks for the key frames that a peer's lines wait for.
    pub(crate) fn refresh(&mut self, id: PeerId, now: Instant) {
        let Some(peer) = self.peers.get(&id) else { return };
        if !peer.is_connected {
            return;
        }
        let waiting = peer.lines.iter().filter(|line| line.is_waiting());
        let wanted: Vec<_> = waiting.filter_map(|line| Some((line.track?, line.want))).collect();
        for (track, layer) in wanted {
            if let Some(track) = self.tracks.get_mut(&track) {
                track.want_key(layer);
            }
            self.ask(track, now);
        }
    }

    /// Chooses the layers of a peer's pictures anew.
    pub(crate) fn choose(&mut self, id: PeerId, now: Instant) {
        let Some(peer) = self.peers.get(&id) else { return };
        let (mut views, mut places, mut sounds) = (Vec::new(), Vec::new(), 0);
        for (at, line) in peer.lines.iter().enumerate() {
            let Some(track) = line.track.and_then(|track| self.tracks.get(&track)) else {
                continue;
            };
            if line.kind == Kind::Sound {
                sounds += 1;
                continue;
            }
            let layers = track.layers.iter().enumerate();
            let layers = layers.filter(|(_, layer)| layer.is_live(now));
            let layers = layers.map(|(at, layer)| (at, layer.bps())).collect();
            views.push(View { layers, now: line.want, bps_max: line.bps_max });
            places.push(at);
        }
        let estimate = peer.stats.estimate_bps.unwrap_or(FIRST_ESTIMATE_BPS);
        let choice = choose(estimate, sounds, &views);
        let Some(peer) = self.peers.get_mut(&id) else { return };
        for (at, layer) in places.into_iter().zip(choice.layers) {
            if let (Some(line), Some(layer)) = (peer.lines.get_mut(at), layer) {
                line.want = layer;
            }
        }
        // One layer leaves nothing to choose, and an idle connection must cost nothing.
        let has_choice = views.iter().any(|view| view.layers.len() > 1);
        peer.choose_at = has_choice.then(|| now + CHOOSE_EVERY);
        let desired = choice.best_bps + choice.best_bps / 4;
        if desired.abs_diff(peer.desired_bps) > peer.desired_bps / 8 && peer.may.watch() {
            peer.desired_bps = desired;
            peer.rtc.bwe().set_bitrate(Bitrate::ZERO, Bitrate::bps(desired));
            if !std::mem::replace(&mut peer.is_dirty, true) {
                self.dirty.push(id);
            }
        }
        let due = peer.due(now);
        self.timers.set(Due::Peer(id), due);
        self.refresh(id, now);
    }
}
