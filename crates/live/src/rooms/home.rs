//! A room's home: decides what clients ask for, keeps it, and only then shows it.
//!
//! There are two folds of the log. `front` has everything decided, so that the next decision stands
//! on the last; `shown` has only what is durable, and everything that leaves the room comes of it.

use std::collections::{HashMap, HashSet, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::Instant;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, LessonId, PersonId};
use xingtan_platform::clock::Clock;
use xingtan_platform::db::{Db, Tx};
use xingtan_platform::ids::Ids;
use xingtan_room::decide::decide;
use xingtan_room::entry::Body;
use xingtan_room::input::{Decision, Input};
use xingtan_room::message::{
    Ack, ClassStanding, ClientMessage, Crowd, Danmaku, Health, LessonState, Paces, Pong, Presence,
    ServerMessage,
};
use xingtan_room::refusal::Refusal;
use xingtan_room::roster::Roster;
use xingtan_room::state::State;
use xingtan_room::view;

use super::drawn::Drawn;
use super::on_stage::OnStage;
use super::pending::Pending;
use super::points::Points;
use super::seam::{MediaBefore, RoomEvent};
use super::tail::{Framed, Tail};
use super::wire::{ConnKey, FromHome, RingFrame, ToHome, Visitor};
use crate::gateway::frames;
use crate::gateway::room::GatewayRoom;
use crate::journal::append::{self, Group, SecretBallot};
use crate::journal::lease::LeaseError;
use crate::limits::{APPEND_RETRY, HOME_DRAIN_MAX, PENDING_ENTRIES_MAX, TICK};

/// What the server itself asks of a room.
pub enum Ask {
    /// Feed an input; answered when it was decided (not yet durable).
    Input(Input, oneshot::Sender<Result<(), Refusal>>),
    /// Answered once everything decided so far is durable: whether it is.
    Settle(oneshot::Sender<()>),
    /// The calendar says that these are the lesson's people now.
    Roster(Roster),
    /// A surface's snapshot, and the entry up to which it goes.
    Ink(String, oneshot::Sender<(u32, Bytes)>),
    /// How some classes stand.
    Standing(Vec<ClassId>, oneshot::Sender<Vec<ClassStanding>>),
}

type Flight = Pin<Box<dyn Future<Output = Result<(), LeaseError>> + Send>>;

/// One lesson's room.
pub struct Home {
    pub(super) db: Db,
    pub(super) ids: Ids,
    pub(super) clock: Clock,
    pub(super) lesson: LessonId,
    pub(super) epoch: i64,
    pub(super) front: State,
    pub(super) shown: State,
    /// The ink of `shown`.
    pub(super) drawn: Drawn,
    pub(super) points: Points,
    pub(super) gateway: Arc<GatewayRoom>,
    pub(super) tell: Box<dyn Fn(RoomEvent) + Send>,
    pub(super) on_stage: watch::Sender<Arc<OnStage>>,
    pub(super) tail: Tail,
    pub(super) visitors: HashMap<ConnKey, Visitor>,
    pub(super) conns: HashMap<PersonId, Vec<ConnKey>>,
    pub(super) leaving: HashMap<PersonId, Instant>,
    pub(super) pending: Pending,
    pub(super) flying: Option<Arc<Group>>,
    pub(super) acks: VecDeque<(u32, ConnKey, ClientId, Option<u32>)>,
    pub(super) settling: Vec<(u32, oneshot::Sender<()>)>,
    pub(super) durable: bool,
    pub(super) retry_at: Option<Instant>,
    pub(super) crowd: Vec<Danmaku>,
    pub(super) crowd_due: Option<Instant>,
    pub(super) crowd_last: Instant,
    pub(super) dirty: HashSet<ActivityId>,
    pub(super) tallied: Instant,
    pub(super) presence: (Instant, Presence),
    pub(super) paces: (Instant, Paces),
    pub(super) confirmed: Instant,
    pub(super) empty_since: Instant,
}

/// Why a home ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Another process has the room now.
    Moved,
    /// Nobody needs it.
    Idle,
    /// The server stops.
    Stopping,
}

impl Home {
    /// Runs the room until nobody needs it, it moves, or the server stops.
    pub async fn run(
        mut self,
        mut inbox: mpsc::Receiver<ToHome>,
        mut asks: mpsc::Receiver<Ask>,
        stopping: impl Future<Output = ()>,
    ) -> Ended {
        let mut flight: Option<Flight> = None;
        let mut tick = tokio::time::interval(TICK);
        let mut stopping = std::pin::pin!(stopping);
        let mut messages = Vec::new();
        loop {
            let (crowd_due, points_due) = (self.crowd_due, self.points.due());
            tokio::select! {
                result = landed(&mut flight) => {
                    flight = None;
                    if self.on_landed(result).is_err() {
                        self.gateway.deliver(
                            FromHome::ByeAll { code: "room.moved", reconnect: true });
                        return Ended::Moved;
                    }
                }
                count = inbox.recv_many(&mut messages, HOME_DRAIN_MAX) => {
                    if count == 0 {
                        return Ended::Stopping;
                    }
                    for message in messages.drain(..) {
                        self.on_message(message);
                    }
                }
                Some(ask) = asks.recv() => self.on_ask(ask),
                _ = tick.tick() => {
                    self.on_tick();
                    if flight.is_none() && inbox.is_empty() && self.is_idle() {
                        return Ended::Idle;
                    }
                }
                () = until(crowd_due) => self.flush_crowd(),
                () = until(points_due) => self.flush_points(),
                () = &mut stopping => {
                    self.drain(flight.take()).await;
                    return Ended::Stopping;
                }
            }
            self.launch(&mut flight);
        }
    }

    /// Lesson time now.
    pub(super) fn now_ms(&self) -> i64 {
        self.front.opened_utc().map_or(0, |opened| self.clock.now().since_ms(opened))
    }

    fn on_message(&mut self, message: ToHome) {
        match message {
            ToHome::Join { conn, visitor, since_seq } => self.join(conn, visitor, since_seq),
            ToHome::Resync { conn, after_seq } => self.resync(conn, after_seq),
            ToHome::Leave { conn } => self.leave(conn),
            ToHome::Text { conn, text } => self.on_text(conn, &text),
            ToHome::Points { conn, message } => self.on_points(conn, &message),
        }
    }

    fn on_text(&mut self, conn: ConnKey, text: &str) {
        let Some(visitor) = self.visitors.get(&conn) else { return };
        let person = visitor.person;
        let message = match serde_json::from_str::<ClientMessage>(text) {
            Ok(message) => message,
            Err(error) => {
                let code = if is_unknown(text) { "message.unknown" } else { "message.malformed" };
                let client_id = frames::client_id(text);
                self.own(conn, frames::refused(client_id, code, &error.to_string(), None));
                return;
            }
        };
        if let ClientMessage::Ping(ping) = message {
            let now_ms = self.shown.opened_utc().map(|_| self.now_ms());
            let pong = Pong { sent_ms: ping.sent_ms, now_ms };
            self.own(conn, frames::text(&ServerMessage::Pong(pong)));
            return;
        }
        let client_id = frames::client_id(text);
        if self.pending.entries() >= PENDING_ENTRIES_MAX {
            self.own(conn, frames::refused(client_id, "room.busy", "Try again.", Some(2_000)));
            return;
        }
        match self.feed(Input::Message { person, message }) {
            Ok((decision, first)) => {
                let Some(client_id) = client_id else { return };
                let seq = decision.already.or(first);
                let due = seq.unwrap_or(self.front.seq()).max(if decision.already.is_some() {
                    0
                } else {
                    self.front.seq()
                });
                self.acks.push_back((due, conn, client_id, seq));
                self.acknowledge();
            }
            Err(refusal) => {
                let detail = refusal.detail.as_deref().unwrap_or(refusal.code);
                let wait = refusal.retry_after_ms;
                self.own(conn, frames::refused(client_id, refusal.code, detail, wait));
            }
        }
    }

    fn on_ask(&mut self, ask: Ask) {
        match ask {
            Ask::Input(input, reply) => {
                let opens = matches!(input, Input::Open { .. });
                let result = self.feed(input).map(|_| ());
                if opens && result.is_ok() {
                    let here: Vec<PersonId> = self.conns.keys().copied().collect();
                    for person in here {
                        let _ = self.feed(Input::Connected { person });
                    }
                }
                let _ = reply.send(result);
            }
            Ask::Roster(roster) => self.replace_roster(roster),
            Ask::Ink(surface, reply) => {
                let _ = reply.send((self.shown.seq(), self.drawn.snapshot(&surface)));
            }
            Ask::Standing(classes, reply) => {
                let _ = reply.send(view::standing(&self.shown, &classes));
            }
            Ask::Settle(reply) => {
                self.settling.push((self.front.seq(), reply));
                self.acknowledge();
            }
        }
    }

    /// Decides an input on what was decided before, and queues what comes of it for the journal.
    /// Answers the number of its first entry.
    pub(super) fn feed(&mut self, input: Input) -> Result<(Decision, Option<u32>), Refusal> {
        let mut decision = decide(&self.front, input, self.now_ms(), self.ids.random())?;
        let entries = decision.numbered(self.front.seq());
        let first = entries.first().map(|entry| entry.seq);
        for entry in &entries {
            if let Err(error) = self.front.apply(entry) {
                // `numbered` follows `front`, so that this is a fault of ours alone.
                tracing::error!(%error, "A room's own entry does not fit.");
                return Err(Refusal::new("internal"));
            }
        }
        let mut ballots = Vec::with_capacity(decision.ballots.len());
        for ballot in &decision.ballots {
            self.front.apply_ballot(ballot);
            let (activity, choices) = (ballot.activity, ballot.choices.clone());
            ballots.push(SecretBallot { activity, key: self.ids.secret(16), choices });
        }
        if !entries.is_empty() {
            self.pending.push(entries, ballots);
        }
        let crowd = std::mem::take(&mut decision.crowd);
        self.add_crowd(crowd);
        Ok((decision, first))
    }

    fn launch(&mut self, flight: &mut Option<Flight>) {
        let waits = self.retry_at.is_some_and(|at| Instant::now() < at);
        if flight.is_some() || waits {
            return;
        }
        let again = self.flying.is_some();
        if !again && self.pending.entries() == 0 && !self.lease_is_due() {
            return;
        }
        let pending = &mut self.pending;
        let group = self.flying.get_or_insert_with(|| Arc::new(pending.take()));
        metrics::histogram!("live_append_entries").record(group.entries.len() as f64);
        let (db, group) = (self.db.clone(), Arc::clone(group));
        let (lesson, epoch) = (self.lesson, self.epoch);
        *flight = Some(Box::pin(async move {
            db.write("room.append", async move |tx: &Tx| {
                append::append(tx, lesson, epoch, &group, again).await
            })
            .await
        }));
    }

    fn on_landed(&mut self, result: Result<(), LeaseError>) -> Result<(), LeaseError> {
        match result {
            Ok(()) => {
                self.retry_at = None;
                self.confirmed = Instant::now();
                self.set_durable(true);
                if let Some(group) = self.flying.take() {
                    self.publish(&group);
                }
                self.acknowledge();
                Ok(())
            }
            Err(LeaseError::Elsewhere) => Err(LeaseError::Elsewhere),
            Err(LeaseError::Db(error)) if !error.is_outage() => {
                // Trying again would fail for ever. What was decided and is not durable has been
                // acknowledged to nobody: the room begins anew from its journal.
                tracing::error!(lesson = %self.lesson, %error, "An append is impossible.");
                Err(LeaseError::Db(error))
            }
            Err(LeaseError::Db(error)) => {
                tracing::warn!(lesson = %self.lesson, %error, "An append failed; it is retried.");
                self.retry_at = Some(Instant::now() + APPEND_RETRY);
                self.set_durable(false);
                Ok(())
            }
        }
    }

    /// Shows what has become durable, in the log's order.
    fn publish(&mut self, group: &Group) {
        let mut rings: Vec<RingFrame> = Vec::new();
        for entry in &group.entries {
            if let Err(error) = self.shown.apply(entry) {
                tracing::error!(%error, "A durable entry does not fit.");
            }
            self.drawn.take(entry);
            match &entry.body {
                Body::QuizAnswered(answer) => {
                    self.dirty.insert(answer.activity);
                }
                Body::PollVoted(vote) => {
                    self.dirty.insert(vote.activity);
                }
                Body::LessonOpened(opened) => {
                    let (lesson, utc) = (self.lesson, opened.utc);
                    let before = MediaBefore::default();
                    (self.tell)(RoomEvent::Opened { lesson, utc, before });
                }
                Body::LessonClosed(_) => (self.tell)(RoomEvent::Closed { lesson: self.lesson }),
                _ => {}
            }
            let framed = Framed::new(&view::named(self.shown.roster(), entry));
            if let Some((person, bytes)) = &framed.person {
                let mut conns = self.conns.get(person).cloned().unwrap_or_default();
                // Staff get it by their ring, as every entry.
                conns.retain(|conn| self.visitors.get(conn).is_some_and(|one| !one.is_staff()));
                if !conns.is_empty() && !rings.is_empty() {
                    self.gateway.deliver(FromHome::Frames(std::mem::take(&mut rings)));
                }
                for conn in conns {
                    let (seq, frame) = (entry.seq, bytes.clone());
                    self.gateway.deliver(FromHome::Own { conn, seq, frame });
                }
            }
            rings.extend(framed.ring.clone());
            self.tail.push(framed);
        }
        for ballot in &group.ballots {
            let (activity, choices) = (ballot.activity, ballot.choices.clone());
            self.shown.apply_ballot(&xingtan_room::input::Ballot { activity, choices });
        }
        // Media is let go, or let in, before the room hears of it.
        let on_stage = OnStage::of(&self.shown);
        if **self.on_stage.borrow() != on_stage {
            self.on_stage.send_replace(Arc::new(on_stage));
        }
        if !rings.is_empty() {
            self.gateway.deliver(FromHome::Frames(rings));
        }
    }

    fn acknowledge(&mut self) {
        let reached = self.shown.seq();
        while let Some((_, conn, client_id, seq)) =
            self.acks.pop_front_if(|(due, ..)| *due <= reached)
        {
            self.own(conn, frames::text(&ServerMessage::Ack(Ack { client_id, seq })));
        }
        let (done, waiting) =
            std::mem::take(&mut self.settling).into_iter().partition(|(due, _)| *due <= reached);
        self.settling = waiting;
        let done: Vec<(u32, oneshot::Sender<()>)> = done;
        for (_, reply) in done {
            let _ = reply.send(());
        }
    }

    fn set_durable(&mut self, durable: bool) {
        if self.durable != durable {
            self.durable = durable;
            self.to_all(&ServerMessage::Health(Health { durable }));
        }
    }

    /// Sends a message that is no entry to everyone.
    pub(super) fn to_all(&self, message: &ServerMessage) {
        let bytes = Some(frames::text(message));
        let frame = RingFrame { seq: 0, staff: bytes.clone(), learners: bytes, class: None };
        self.gateway.deliver(FromHome::Frames(vec![frame]));
    }

    pub(super) fn own(&self, conn: ConnKey, frame: Bytes) {
        self.gateway.deliver(FromHome::Own { conn, seq: 0, frame });
    }

    pub(super) fn flush_crowd(&mut self) {
        self.crowd_due = None;
        self.crowd_last = Instant::now();
        let mut danmaku = std::mem::take(&mut self.crowd);
        let shown = danmaku.len().min(crate::limits::CROWD_FRAME_MAX);
        let omitted = u32::try_from(danmaku.len() - shown).unwrap_or(u32::MAX);
        danmaku.truncate(shown);
        self.to_all(&ServerMessage::Crowd(Crowd { danmaku, omitted }));
    }

    fn is_idle(&self) -> bool {
        self.shown.stands() != LessonState::Open
            && self.pending.entries() == 0
            && self.visitors.is_empty()
            && self.empty_since.elapsed() > crate::limits::RETIRE_AFTER
    }

    /// At the server's end: one last try to keep what was decided.
    async fn drain(&mut self, flight: Option<Flight>) {
        let mut flight = flight;
        for _ in 0..3 {
            self.retry_at = None;
            self.launch(&mut flight);
            let Some(now) = flight.take() else { break };
            if self.on_landed(now.await).is_err() {
                break;
            }
        }
        let code = "server.stopping";
        self.gateway.deliver(FromHome::ByeAll { code, reconnect: true });
    }
}

fn is_unknown(text: &str) -> bool {
    #[derive(serde::Deserialize)]
    struct Typed {
        r#type: String,
    }
    serde_json::from_str::<Typed>(text).is_ok_and(|typed| {
        let probe = serde_json::json!({ "type": typed.r#type });
        serde_json::from_value::<ClientMessage>(probe)
            .is_err_and(|error| error.to_string().starts_with("unknown variant"))
    })
}

async fn landed(flight: &mut Option<Flight>) -> Result<(), LeaseError> {
    match flight {
        Some(flight) => flight.await,
        None => std::future::pending().await,
    }
}

async fn until(at: Option<Instant>) {
    match at {
        Some(at) => tokio::time::sleep_until(at).await,
        None => std::future::pending().await,
    }
}
