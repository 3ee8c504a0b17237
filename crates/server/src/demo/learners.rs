//! A living class: some learners of the roster sit in the room, remark, raise hands and answer.
//!
//! They come in by the same door as sockets do, without a network between.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, interval};
use xingtan_base::ids::{ActivityId, LessonId};
use xingtan_live::Live;
use xingtan_live::gateway::outbox::Outbox;
use xingtan_live::journal::read;
use xingtan_live::rooms::Door;
use xingtan_live::rooms::wire::{Audience, ConnKey, ToHome, Visitor};
use xingtan_platform::db::{self, Tx};
use xingtan_room::entry::{Body, Entry};
use xingtan_room::message::{
    ClientMessage, LowerHand, RaiseHand, Role, SendDanmaku, SubmitAnswer, Vote,
};
use xingtan_room::roster::{Roster, RosterPerson};

use super::answers;
use super::chance::Chance;
use super::script;

/// How many of each class are simulated; the others are left to visitors.
const PER_CLASS: usize = 4;
/// These come first in a class, and visitors are shown their accounts.
const LEFT_TO_VISITORS: usize = 2;
/// Entries looked at in a second.
const ENTRIES_PER_LOOK: u32 = 200;
/// Things that may be about to happen at once.
const PLANS_MAX: usize = 256;
/// Remarks before the class waits for somebody to watch.
const REMARKS_AT_FIRST: u32 = 16;

/// A simulated learner in the room.
struct Seat {
    visitor: Visitor,
    outbox: Arc<Outbox>,
}

/// What somebody will do, and when.
struct Plan {
    due: Instant,
    seat: usize,
    message: ClientMessage,
}

/// The class and what it is about to do.
struct Class {
    live: Live,
    lesson: LessonId,
    chance: Chance,
    seats: Vec<Seat>,
    plans: Vec<Plan>,
    seen: u32,
    remarks: u32,
}

/// Simulates until the lesson is over or the server stops.
pub async fn run(live: Live, lesson: LessonId, roster: Roster) {
    let stopping = live.ctx.tasks.stopping();
    let mut class = Class::new(live, lesson, &roster);
    tokio::select! {
        () = class.attend() => {}
        () = stopping.cancelled() => {}
    }
}

/// Those who are simulated: some of each class.
fn some_of(roster: &Roster) -> Vec<&RosterPerson> {
    let mut some: Vec<&RosterPerson> = Vec::new();
    let learners = || roster.people().iter().filter(|person| person.role == Role::Learner);
    let mut classes: Vec<_> = learners().map(|person| person.class).collect();
    classes.dedup();
    classes.sort_unstable();
    classes.dedup();
    for class in classes {
        let members = learners().filter(|person| person.class == class);
        some.extend(members.skip(LEFT_TO_VISITORS).take(PER_CLASS));
    }
    some
}

impl Class {
    fn new(live: Live, lesson: LessonId, roster: &Roster) -> Self {
        let seat = |person: &RosterPerson| {
            let conn = ConnKey(live.ctx.ids.random());
            Seat {
                outbox: Arc::new(Outbox::new(conn, person.person, live.ctx.ids.next())),
                visitor: Visitor {
                    person: person.person,
                    role: person.role,
                    class: person.class,
                    name: person.name.clone(),
                },
            }
        };
        let seats = some_of(roster).into_iter().map(seat).collect();
        let chance = Chance::new(live.ctx.ids.random());
        Self { live, lesson, chance, seats, plans: Vec::new(), seen: 0, remarks: 0 }
    }

    async fn attend(&mut self) {
        self.seen = self.last_seq().await.unwrap_or(0);
        let mut second = interval(Duration::from_secs(1));
        let mut door: Option<Door> = None;
        while self.live.rooms.clock(self.lesson).is_some() {
            second.tick().await;
            let Some(here) = self.live.rooms.here(self.lesson) else { continue };
            // A room that was put away and taken up again has another door.
            if door.as_ref().is_none_or(|door| !door.home.same_channel(&here.home)) {
                self.come_in(&here).await;
                door = Some(here.clone());
            }
            for seat in &self.seats {
                while seat.outbox.own.pop_if(|_| true).is_some() {}
            }
            match self.look().await {
                Ok(entries) => entries.iter().for_each(|entry| self.react(entry, &entries)),
                Err(error) => tracing::debug!(%error, "The class could not look at the room."),
            }
            self.have_ideas(here.gateway.sockets() > self.seats.len());
            self.act(&here).await;
        }
    }

    async fn come_in(&self, door: &Door) {
        for seat in &self.seats {
            let audience = Audience::of(seat.visitor.role, seat.visitor.class);
            if door.gateway.enter(audience, &seat.outbox).is_err() {
                continue;
            }
            let (conn, visitor) = (seat.outbox.conn, seat.visitor.clone());
            // A door that closed meanwhile is found again in a second.
            let _ = door.home.send(ToHome::Join { conn, visitor, since_seq: None }).await;
        }
    }

    async fn last_seq(&self) -> Result<u32, db::Error> {
        let lesson = self.lesson;
        self.live
            .ctx
            .db
            .read("demo.last_seq", async move |tx: &Tx| {
                let sql = "select coalesce(max(seq), 0) as seq from entry where lesson = $1";
                let row = tx.row(sql, &[lesson.into()]).await?;
                row.map_or(Ok(0), |row| row.get("seq"))
            })
            .await
    }

    async fn look(&mut self) -> Result<Vec<Entry>, db::Error> {
        let (lesson, seen) = (self.lesson, self.seen);
        let db = &self.live.ctx.db;
        let entries: Vec<Entry> = db
            .read("demo.look", async move |tx: &Tx| -> Result<_, db::Error> {
                read::entries(tx, lesson, seen, ENTRIES_PER_LOOK).await
            })
            .await?;
        self.seen = entries.last().map_or(self.seen, |entry| entry.seq);
        Ok(entries)
    }

    /// Most answer what is asked, after some thought.
    fn react(&mut self, entry: &Entry, around: &[Entry]) {
        for seat in 0..self.seats.len() {
            let client_id = self.live.ctx.ids.next();
            let message = match &entry.body {
                Body::PollOpened(poll) => ClientMessage::Vote(Vote {
                    client_id,
                    activity: poll.activity,
                    choices: answers::vote(&poll.choices, &mut self.chance),
                }),
                Body::QuizOpened(quiz) => {
                    let key = key_of(quiz.activity, around);
                    ClientMessage::SubmitAnswer(SubmitAnswer {
                        client_id,
                        activity: quiz.activity,
                        answer: answers::answer(
                            &quiz.prompt,
                            key,
                            &script::SKY_WORDS,
                            &mut self.chance,
                        ),
                        pressed_at_ms: None,
                    })
                }
                _ => return,
            };
            if self.chance.percent(92) {
                let thinks_ms = 2_000 + self.chance.below(9_000);
                self.plan(thinks_ms, seat, message);
            }
        }
    }

    /// At first and while somebody watches the class is lively, otherwise it spares the log.
    fn have_ideas(&mut self, is_watched: bool) {
        let is_lively = is_watched || self.remarks < REMARKS_AT_FIRST;
        let (remarks, hands) = if is_lively { (32, 4) } else { (2, 0) };
        let after_ms = self.chance.below(900);
        let seat = usize::try_from(self.chance.below(self.seats.len() as u64)).unwrap_or(0);
        let client_id = self.live.ctx.ids.next();
        if self.chance.percent(remarks) {
            self.remarks = self.remarks.saturating_add(1);
            let text = self.chance.of(&script::SKY).copied().unwrap_or_default().to_owned();
            let said = SendDanmaku { client_id, text };
            self.plan(after_ms, seat, ClientMessage::SendDanmaku(said));
        } else if self.chance.percent(hands) {
            self.plan(after_ms, seat, ClientMessage::RaiseHand(RaiseHand { client_id }));
            let client_id = self.live.ctx.ids.next();
            let lowers_ms = 15_000 + self.chance.below(30_000);
            let lower = LowerHand { client_id, person: None };
            self.plan(lowers_ms, seat, ClientMessage::LowerHand(lower));
        }
    }

    fn plan(&mut self, after_ms: u64, seat: usize, message: ClientMessage) {
        if self.plans.len() < PLANS_MAX {
            let due = Instant::now() + Duration::from_millis(after_ms);
            self.plans.push(Plan { due, seat, message });
        }
    }

    async fn act(&mut self, door: &Door) {
        let now = Instant::now();
        let due: Vec<Plan> = self.plans.extract_if(.., |plan| plan.due <= now).collect();
        for plan in due {
            let Some(seat) = self.seats.get(plan.seat) else { continue };
            let Ok(text) = serde_json::to_string(&plan.message) else { continue };
            let conn = seat.outbox.conn;
            // What is said to a door that has closed is not missed.
            let _ = door.home.send(ToHome::Text { conn, text }).await;
        }
    }
}

/// The key of a quiz, when it was opened among these entries.
fn key_of(activity: ActivityId, entries: &[Entry]) -> Option<&xingtan_item::question::Key> {
    entries.iter().find_map(|entry| match &entry.body {
        Body::QuizKeyed(keyed) if keyed.activity == activity => keyed.key.as_ref(),
        _ => None,
    })
}
