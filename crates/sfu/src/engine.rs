//! The engine: peers come and go, datagrams and time come in.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use str0m::config::DtlsCert;
use str0m::media::{Direction, Mid};
use str0m::net::{Protocol, Receive};
use str0m::{Input, Rtc};
use xingtan_base::ids::LessonId;

use crate::error::Refusal;
use crate::event::{Datagram, Event, Kind, Leaving, Link, Transmit};
use crate::guard::{Fault, drop_safely};
use crate::ids::{PeerId, TrackId};
use crate::invitation::{Invitation, Joined, Setup, check_size};
use crate::limits::{CONNECT, LINES_MAX, PEERS_MAX, SILENT};
use crate::line::Line;
use crate::outbox::Outbox;
use crate::peer::{self, Accepted, News, Peer, PeerStats};
use crate::routes::{Routes, Sender};
use crate::sender_clock::PeerDay;
use crate::speaker::Speaker;
use crate::timers::Timers;
use crate::track::Track;

/// What the engine holds and has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Peers that are there, connected or not.
    pub peers: usize,
    /// Tracks that are sent.
    pub tracks: usize,
    /// Datagrams that were nobody's or could not be read.
    pub stray: u64,
    /// Datagrams and events that nobody took in time.
    pub lost: u64,
    /// Peers that a fault of ours ended.
    pub faults: u64,
    /// Times a peer was looked after without a datagram of its own.
    pub wakes: u64,
}

/// Forwards what peers send to those who watch.
pub struct Engine {
    pub(crate) setup: Setup,
    certificate: DtlsCert,
    pub(crate) peers: HashMap<PeerId, Peer>,
    pub(crate) tracks: HashMap<TrackId, Track>,
    pub(crate) stages: HashMap<LessonId, Stage>,
    routes: Routes,
    pub(crate) timers: Timers<Due>,
    pub(crate) dirty: Vec<PeerId>,
    pub(crate) outbox: Outbox,
    last_id: u64,
    counts: Counts,
}

/// What has a time at which it must be looked after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Due {
    /// A connection.
    Peer(PeerId),
    /// A picture whose sender is to be asked for a key frame.
    Track(TrackId),
}

/// Who is on a lesson's stage or before it.
#[derive(Debug, Default)]
pub struct Stage {
    /// All peers, in the order they came.
    pub peers: Vec<PeerId>,
    /// All tracks, in the order they came.
    pub tracks: Vec<TrackId>,
    /// Who speaks.
    pub speaker: Speaker,
    /// The sound of who speaks.
    pub speaks: Option<TrackId>,
    /// When it was last looked who speaks.
    pub listened: Option<Instant>,
}

impl Engine {
    /// An engine without peers. Its certificate is made here and is good as long as it lives.
    pub fn new(setup: Setup) -> Option<Self> {
        let crypto = str0m::crypto::from_feature_flags();
        Some(Self {
            setup,
            certificate: crypto.dtls_provider.generate_certificate()?,
            peers: HashMap::new(),
            tracks: HashMap::new(),
            stages: HashMap::new(),
            routes: Routes::default(),
            timers: Timers::default(),
            dirty: Vec::new(),
            outbox: Outbox::default(),
            last_id: 0,
            counts: Counts::default(),
        })
    }

    /// Lets a peer in and answers its offer.
    ///
    /// # Errors
    /// When its offer cannot be accepted, or the engine is full.
    pub fn join(&mut self, invitation: &Invitation<'_>, now: Instant) -> Result<Joined, Refusal> {
        if self.peers.len() >= PEERS_MAX {
            return Err(Refusal::Full);
        }
        check_size(invitation.offer)?;
        let addresses = (&self.setup.addresses[..], &self.setup.tcp_addresses[..]);
        let accepted = peer::accept(invitation, addresses, &self.certificate, now);
        let Accepted { rtc, answer, lines } = accepted.map_err(|fault| match fault {
            Fault::Broken(why) => Refusal::Malformed(why),
            Fault::Panicked(_) => Refusal::Malformed("it contradicts itself".to_owned()),
        })?;
        let id = PeerId(self.next_id());
        if !self.routes.name(invitation.name.to_owned(), id) {
            drop_safely(rtc);
            return Err(Refusal::Malformed("its name is taken".to_owned()));
        }
        self.peers.insert(id, new_peer(id, invitation, rtc, now));
        self.stages.entry(invitation.stage).or_default().peers.push(id);
        for (mid, kind, direction) in lines {
            self.add_line(id, (mid, kind), direction);
        }
        self.turn(id, now);
        if let Err(refusal) = self.check_lines(id) {
            self.remove(id, None, now);
            return Err(refusal);
        }
        self.assign(invitation.stage, now);
        Ok(Joined { peer: id, answer })
    }

    /// Sends a peer away; it is told.
    pub fn leave(&mut self, peer: PeerId, now: Instant) {
        if let Some(there) = self.peers.get_mut(&peer) {
            let closed = there.work(&mut self.outbox, Rtc::close);
            // It is gone either way.
            drop(closed);
            self.remove(peer, Some(Leaving::Goodbye), now);
        }
    }

    /// Takes a datagram. What comes of it goes out with the next [`Engine::run`].
    pub fn receive(&mut self, datagram: Datagram<'_>, now: Instant) {
        let Some(sender) = self.routes.sender(&datagram) else {
            self.counts.stray += 1;
            return;
        };
        let (Sender::Named(id) | Sender::Known(id)) = sender;
        let Some(peer) = self.peers.get_mut(&id) else { return };
        let Some(local) = self.setup.facing(datagram.link, datagram.source) else {
            self.counts.stray += 1;
            return;
        };
        let proto = match datagram.link {
            Link::Udp => Protocol::Udp,
            Link::Tcp => Protocol::Tcp,
        };
        let Ok(receive) = Receive::new(proto, datagram.source, local, datagram.bytes) else {
            peer.stats.malformed += 1;
            return;
        };
        let input = Input::Receive(now, receive);
        if matches!(sender, Sender::Named(_)) {
            if !peer.rtc.accepts(&input) {
                self.counts.stray += 1;
                return;
            }
            self.routes.learn(id, datagram.link, datagram.source);
        }
        let mut is_malformed = false;
        let done = peer.work(&mut self.outbox, |rtc| {
            // What one forged datagram breaks must not end a connection.
            is_malformed = rtc.handle_input(input).is_err();
            Ok(())
        });
        peer.stats.malformed += u64::from(is_malformed);
        self.settle(id, done, now);
    }

    /// Does what the time has come for, and sends on what was taken.
    pub fn run(&mut self, now: Instant) {
        loop {
            while let Some(peer) = self.dirty.pop() {
                if let Some(peer) = self.peers.get_mut(&peer) {
                    peer.is_dirty = false;
                }
                self.turn(peer, now);
            }
            match self.timers.pop(now) {
                Some(Due::Peer(peer)) => {
                    self.counts.wakes += 1;
                    self.wake(peer, now);
                }
                Some(Due::Track(track)) => self.ask(track, now),
                None => return,
            }
        }
    }

    /// When [`Engine::run`] must be called again, though nothing comes in.
    pub fn next_due(&mut self) -> Option<Instant> {
        self.timers.next()
    }

    /// The next datagram to send. Those to one destination lie one after the other.
    pub fn poll_transmit(&mut self) -> Option<Transmit> {
        self.outbox.poll_transmit()
    }

    /// What happened next.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.outbox.poll_event()
    }

    /// How a peer does.
    pub fn stats(&self, peer: PeerId) -> Option<PeerStats> {
        self.peers.get(&peer).map(|peer| peer.stats)
    }

    /// What the engine holds and has done.
    pub fn counts(&self) -> Counts {
        let (peers, tracks) = (self.peers.len(), self.tracks.len());
        Counts { peers, tracks, lost: self.outbox.lost(), ..self.counts }
    }

    /// Asks a picture's sender for a key frame regularly, as those need who watch by HTTP.
    pub fn ask_regularly(&mut self, track: TrackId, every: Option<Duration>, now: Instant) {
        if let Some(track) = self.tracks.get_mut(&track) {
            track.asks.every = every;
        }
        self.ask(track, now);
    }

    /// Somebody who taps a picture lost too much to go on: its sender is asked for a key frame.
    pub fn want_key_frame(&mut self, track: TrackId, now: Instant) {
        if let Some(there) = self.tracks.get_mut(&track) {
            (0..there.layers.len()).for_each(|layer| there.want_key(layer));
            self.ask(track, now);
        }
    }

    /// Tells every packet of a track, of its best layer, or no more.
    pub fn tap(&mut self, track: TrackId, is_tapped: bool) {
        if let Some(track) = self.tracks.get_mut(&track) {
            track.tap(is_tapped);
        }
    }

    /// Lets a peer's connection work.
    pub(crate) fn turn(&mut self, id: PeerId, now: Instant) {
        if let Some(peer) = self.peers.get_mut(&id) {
            let done = peer.run(&mut self.outbox, now);
            self.settle(id, done, now);
        }
    }

    /// Makes a connection panic, as a fault in it would.
    #[cfg(test)]
    pub(crate) fn break_for_test(&mut self, id: PeerId, now: Instant) {
        if let Some(peer) = self.peers.get_mut(&id) {
            let done = peer.work(&mut self.outbox, |_| panic!("on purpose"));
            self.settle(id, done, now);
        }
    }

    fn wake(&mut self, id: PeerId, now: Instant) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        if peer.deadline.is_some_and(|at| at <= now) {
            let why = if peer.is_connected { Leaving::Silent } else { Leaving::NeverCame };
            self.remove(id, Some(why), now);
            return;
        }
        if peer.choose_at.is_some_and(|at| at <= now) {
            self.choose(id, now);
        }
        self.turn(id, now);
    }

    /// Takes in what came of a piece of work on a connection.
    fn settle(&mut self, id: PeerId, done: Result<Vec<News>, Fault>, now: Instant) {
        let news = match done {
            Ok(news) => news,
            Err(Fault::Broken(why)) => {
                return self.remove(id, Some(Leaving::Broken(why)), now);
            }
            Err(Fault::Panicked(why)) => {
                self.counts.faults += 1;
                return self.remove(id, Some(Leaving::Fault(why)), now);
            }
        };
        for news in news {
            self.take(id, news, now);
        }
        let Some(peer) = self.peers.get(&id) else { return };
        if !peer.rtc.is_alive() {
            return self.remove(id, Some(Leaving::Goodbye), now);
        }
        self.timers.set(Due::Peer(id), peer.due(now));
    }

    fn take(&mut self, id: PeerId, news: News, now: Instant) {
        let Some(peer) = self.peers.get_mut(&id) else { return };
        match news {
            News::Packet(packet) => self.forward(id, &packet, now),
            News::KeyWanted(request) => self.key_wanted(id, request.mid, now),
            News::Report(report) => self.report(id, &report),
            News::Estimate(bps) => {
                peer.stats.estimate_bps = Some(bps);
                self.choose(id, now);
            }
            News::Counted => peer.pace(now),
            News::Connected => {
                (peer.is_connected, peer.deadline) = (true, None);
                let (peer, stage) = (id, peer.stage);
                self.outbox.tell(Event::Connected { peer, stage });
                self.refresh(id, now);
            }
            News::IceDown if peer.is_connected => peer.deadline = Some(now + SILENT),
            News::IceDown => {}
            News::IceUp if peer.is_connected => peer.deadline = None,
            News::IceUp => {}
            News::Closed => self.remove(id, Some(Leaving::Goodbye), now),
        }
    }

    fn add_line(&mut self, id: PeerId, (mid, kind): (Mid, Kind), direction: Direction) {
        let (is_sent, is_watched) = peer::ways(direction);
        let track = TrackId(self.next_id());
        let Some(peer) = self.peers.get_mut(&id) else { return };
        if is_watched && peer.may.watch() && peer.lines.len() < LINES_MAX {
            peer.lines.push(Line::new(mid, kind));
            if kind == Kind::Picture {
                peer.begin_line(mid);
            }
        }
        if is_sent && peer.tracks.len() < LINES_MAX {
            let of_kind =
                |track: &&TrackId| self.tracks.get(track).is_some_and(|track| track.kind == kind);
            let sent = peer.tracks.iter().filter(of_kind).count();
            let Some(ordinal) = peer.may.next(kind, sent) else { return };
            peer.tracks.push(track);
            let stage = peer.stage;
            self.tracks.insert(track, Track::new((track, id), stage, (mid, kind, ordinal)));
            self.stages.entry(stage).or_default().tracks.push(track);
        }
    }

    /// Whether the offer's lines can carry anything.
    fn check_lines(&self, id: PeerId) -> Result<(), Refusal> {
        let peer = self.peers.get(&id).ok_or(Refusal::Nothing)?;
        let of_tracks = peer.tracks.iter().filter_map(|track| Some(self.tracks.get(track)?.mid));
        let mids: Vec<_> = peer.lines.iter().map(|line| line.mid).chain(of_tracks).collect();
        if mids.is_empty() {
            return Err(Refusal::Nothing);
        }
        let has_codec =
            |mid| peer.rtc.media(mid).is_some_and(|media| !media.remote_pts().is_empty());
        if mids.into_iter().all(has_codec) { Ok(()) } else { Err(Refusal::NoCodec) }
    }

    /// Forgets a peer, tells so if there is a reason, and gives what it watched and sent free.
    pub(crate) fn remove(&mut self, id: PeerId, why: Option<Leaving>, now: Instant) {
        let Some(peer) = self.peers.remove(&id) else { return };
        self.routes.forget(&peer.name, id);
        self.timers.forget(Due::Peer(id));
        for track in self.tracks.values_mut() {
            track.watchers.retain(|(watcher, _)| *watcher != id);
        }
        let stage = peer.stage;
        for track in &peer.tracks {
            self.timers.forget(Due::Track(*track));
            let began = self.tracks.remove(track).is_some_and(|track| track.has_begun);
            if began {
                self.outbox.tell(Event::Ended { track: *track, stage });
            }
        }
        if let Some(there) = self.stages.get_mut(&stage) {
            there.peers.retain(|peer| *peer != id);
            there.tracks.retain(|track| !peer.tracks.contains(track));
            if there.peers.is_empty() {
                self.stages.remove(&stage);
            }
        }
        let (sent, rtc) = (!peer.tracks.is_empty(), peer.rtc);
        drop_safely(rtc);
        if let Some(why) = why {
            self.outbox.tell(Event::Left { peer: id, stage, why });
        }
        if sent {
            self.assign(stage, now);
        }
    }

    fn next_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }
}

fn new_peer(id: PeerId, invitation: &Invitation<'_>, rtc: Rtc, now: Instant) -> Peer {
    Peer {
        id,
        stage: invitation.stage,
        may: invitation.may,
        owner: invitation.owner,
        on: invitation.on,
        rtc,
        name: invitation.name.to_owned(),
        lines: Vec::new(),
        tracks: Vec::new(),
        day: PeerDay::default(),
        is_connected: false,
        deadline: Some(now + CONNECT),
        choose_at: None,
        wake_at: now,
        written_at: None,
        is_dirty: false,
        narrow_since: None,
        stats: PeerStats::default(),
        desired_bps: 0,
    }
}
