//! What drives the engine: sockets, commands and time, in one task.

use std::collections::{HashMap, VecDeque};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use xingtan_base::ids::LessonId;
use xingtan_sfu::{
    Datagram, Engine, Event, Invitation, Joined, Kind, Leaving, Link, May, PeerId, TrackId,
    Transmit,
};

use super::programmes::Programmes;
use super::sessions::{Right, Session, Sessions, Side};
use super::shown::Picture;
use super::stages::{Command, Joining, NotLet, lock};
use super::tcp::{Connections, Framed};
use super::udp::Udp;
use crate::media_limits::STAGE_FACING_MAX;

/// Batches taken from the socket before what came of them is sent.
const BATCHES: usize = 8;
/// Who watches by HTTP needs a key frame so often to come in and to switch.
const KEY_FRAME_EVERY: Duration = Duration::from_secs(4);
/// How often the counters are shown.
const COUNT_EVERY: Duration = Duration::from_secs(5);

/// The engine and what it is driven with.
pub struct Driver {
    engine: Engine,
    sessions: Arc<Mutex<Sessions>>,
    udp: Udp,
    connections: Connections,
    programmes: Programmes,
    /// At which of our addresses a peer found us, where we have several.
    facing: HashMap<SocketAddr, IpAddr>,
    waiting: VecDeque<Transmit>,
}

impl Driver {
    /// An engine with its sockets.
    pub fn new(
        engine: Engine,
        sessions: Arc<Mutex<Sessions>>,
        (udp, connections): (Udp, Connections),
        programmes: Programmes,
    ) -> Self {
        let (facing, waiting) = (HashMap::new(), VecDeque::new());
        Self { engine, sessions, udp, connections, programmes, facing, waiting }
    }

    /// Takes what has come by UDP.
    fn take(&mut self) {
        let now = Instant::now();
        for _ in 0..BATCHES {
            let Self { engine, udp, facing, .. } = self;
            let mut count = 0;
            let is_more = udp.take(|(source, to, bytes)| {
                count += 1;
                if let Some(to) = to
                    && facing.get(&source) != Some(&to)
                {
                    if facing.len() >= STAGE_FACING_MAX {
                        facing.clear();
                    }
                    facing.insert(source, to);
                }
                engine.receive(Datagram { link: Link::Udp, source, bytes }, now);
            });
            metrics::counter!("stage_datagrams_in").increment(count);
            if !is_more {
                return;
            }
        }
    }

    fn framed(&mut self, (source, bytes): &Framed) {
        let datagram = Datagram { link: Link::Tcp, source: *source, bytes };
        self.engine.receive(datagram, Instant::now());
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::Join(joining) => self.join(*joining),
            Command::Leave(peer) => self.engine.leave(peer, Instant::now()),
            Command::SetOn(peer, on) => {
                self.engine.set_on(peer, on, Instant::now());
                let shown = self.programmes.set_on(peer, on);
                self.show(shown);
            }
            Command::Wishes(peer, wishes) => {
                let wishes = wishes.into_iter().enumerate();
                let wishes = wishes.map(|(line, (wish, bps_max))| (line, wish, bps_max));
                self.engine.wish(peer, wishes, Instant::now());
            }
            Command::KeyFrame(track) => self.engine.want_key_frame(track, Instant::now()),
            Command::Untap(track) => self.untap(track),
        }
    }

    fn join(&mut self, joining: Joining) {
        let Joining { session, on, name, offer, credentials, answer } = joining;
        if answer.is_closed() {
            // Whoever asked has gone.
            return;
        }
        if !lock(&self.sessions).has_room(&session) {
            let _ = answer.send(Err(NotLet::Full));
            return;
        }
        let invitation = Invitation {
            stage: session.lesson,
            may: match (session.side, session.right) {
                (Side::Sends, Right::Phone(..)) => May::Show,
                (Side::Sends, _) => May::Publish,
                (Side::Watches, _) => May::Watch,
            },
            owner: session.right.person(),
            on,
            offer: &offer,
            name: &credentials.0,
            secret: &credentials.1,
        };
        match self.engine.join(&invitation, Instant::now()) {
            Ok(Joined { peer, answer: sdp }) => {
                self.replace(&session);
                lock(&self.sessions).add(name, session, peer);
                if answer.send(Ok(sdp)).is_err() {
                    self.engine.leave(peer, Instant::now());
                }
            }
            Err(refusal) => {
                let _ = answer.send(Err(NotLet::Offer(refusal)));
            }
        }
    }

    /// Who comes anew to his seat, as after a reload, takes the place of who was there.
    fn replace(&mut self, session: &Session) {
        if !matches!(session.right, Right::Seat(_) | Right::Phone(..)) {
            return;
        }
        let before = lock(&self.sessions).of(session.lesson, |other| other == session);
        for peer in before {
            self.engine.leave(peer, Instant::now());
        }
    }

    /// Has the programme show another picture.
    fn show(&mut self, shown: Option<TrackId>) {
        if let Some(track) = shown {
            self.engine.tap(track, true);
            self.engine.ask_regularly(track, Some(KEY_FRAME_EVERY), Instant::now());
            self.engine.want_key_frame(track, Instant::now());
        }
    }

    /// The programme no longer needs a track.
    fn untap(&mut self, track: TrackId) {
        self.engine.tap(track, false);
        self.engine.ask_regularly(track, None, Instant::now());
    }

    /// Somebody sends: his sound is mixed, his picture may be shown.
    fn began(&mut self, (track, peer): (TrackId, PeerId), stage: LessonId, what: (Kind, usize)) {
        let (kind, ordinal) = what;
        tracing::info!(%peer, %track, lesson = %stage, ?kind, "Somebody sends.");
        match kind {
            Kind::Sound => {
                let is_heard = ordinal == 0 && self.programmes.hear(stage, (track, peer));
                self.engine.tap(track, is_heard);
            }
            Kind::Picture => {
                let picture = Picture { track, peer, is_screen: ordinal > 0 };
                let shown = self.programmes.offer(stage, picture);
                self.show(shown);
            }
        }
    }

    /// Lets the engine work, sends what it has to send and hears what happened.
    async fn turn(&mut self) {
        self.engine.run(Instant::now());
        while let Some(event) = self.engine.poll_event() {
            self.heard(event);
        }
        while let Some(transmit) = self.engine.poll_transmit() {
            match transmit.link {
                Link::Udp => self.waiting.push_back(transmit),
                Link::Tcp => self.connections.send(transmit.destination, transmit.bytes),
            }
        }
        let facing = &self.facing;
        self.udp.send(&mut self.waiting, |to| facing.get(to).copied()).await;
    }

    fn heard(&mut self, event: Event) {
        match event {
            Event::Connected { peer, stage } => {
                tracing::debug!(%peer, lesson = %stage, "A peer of the stage is connected.");
                metrics::counter!("stage_connected").increment(1);
            }
            Event::Left { peer, stage, why } => self.left(peer, (&stage, &why)),
            Event::Began { track, peer, stage, kind, ordinal } => {
                self.began((track, peer), stage, (kind, ordinal));
            }
            Event::Ended { track, stage } => {
                tracing::info!(%track, lesson = %stage, "Somebody sends no more.");
                let shown = self.programmes.end(track);
                self.show(shown);
            }
            Event::Packet { track, packet } => {
                if !self.programmes.take(track, packet) {
                    self.untap(track);
                }
            }
            Event::Speaks { stage, track } => {
                let shown = track.and_then(|track| self.programmes.speaks(stage, track));
                self.show(shown);
            }
        }
    }

    fn left(&mut self, peer: PeerId, (lesson, why): (&LessonId, &Leaving)) {
        lock(&self.sessions).gone(peer);
        if let Leaving::Fault(words) = why {
            tracing::error!(%peer, %lesson, words, "A fault ended a peer of the stage.");
        } else {
            tracing::debug!(%peer, %lesson, ?why, "A peer of the stage left.");
        }
    }

    fn count(&self) {
        let counts = self.engine.counts();
        let number = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
        metrics::gauge!("stage_peers").set(number(counts.peers));
        metrics::gauge!("stage_tracks").set(number(counts.tracks));
        metrics::counter!("stage_stray_datagrams").absolute(counts.stray);
        metrics::counter!("stage_lost").absolute(counts.lost);
        metrics::counter!("stage_faults").absolute(counts.faults);
    }

    /// Says goodbye to everybody.
    async fn close(&mut self) {
        let all = lock(&self.sessions).all();
        for peer in all {
            self.engine.leave(peer, Instant::now());
        }
        self.turn().await;
    }
}

/// Drives the engine until the server stops.
pub async fn drive(
    mut driver: Driver,
    mut commands: mpsc::Receiver<Command>,
    mut framed: mpsc::Receiver<Framed>,
    stopping: CancellationToken,
) {
    let mut counted = tokio::time::interval(COUNT_EVERY);
    loop {
        let due = driver.engine.next_due();
        let due = due.unwrap_or_else(|| Instant::now() + COUNT_EVERY);
        tokio::select! {
            read = driver.udp.readable() => match read {
                Ok(()) => driver.take(),
                // The socket is ours alone and is not closed: out of memory, if anything.
                Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
            },
            command = commands.recv() => match command {
                Some(command) => driver.command(command),
                None => return,
            },
            Some(frame) = framed.recv() => driver.framed(&frame),
            () = tokio::time::sleep_until(due.into()) => {}
            _ = counted.tick() => driver.count(),
            () = stopping.cancelled() => break,
        }
        driver.turn().await;
    }
    driver.close().await;
}
