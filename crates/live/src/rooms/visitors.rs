//! Who comes to a room and goes, and the room's pulse.

use tokio::time::Instant;
use xingtan_base::ids::PersonId;
use xingtan_room::input::Input;
use xingtan_room::message::{
    Danmaku, Gap, Health, LessonState, Me, PROTO, Role, ServerMessage, Welcome,
};
use xingtan_room::roster::{Roster, RosterPerson};
use xingtan_room::view;

use super::home::Home;
use super::tail;
use super::wire::{ConnKey, FromHome, RingFrame, Visitor};
use crate::gateway::frames;
use crate::limits::{
    CROWD_WINDOW_MAX, CROWD_WINDOW_MIN, LEASE_RENEW, LEAVE_GRACE, PACES_EVERY, PRESENCE_EVERY,
    RESUME_ENTRIES_MAX, TALLY_EVERY,
};

impl Home {
    pub(super) fn join(&mut self, conn: ConnKey, visitor: Visitor, since_seq: Option<u32>) {
        let person = visitor.person;
        if self.shown.roster().get(person).is_none() {
            let newcomer = newcomer(&visitor);
            self.front.admit(newcomer.clone());
            self.shown.admit(newcomer);
        }
        self.leaving.remove(&person);
        self.conns.entry(person).or_default().push(conn);
        self.visitors.insert(conn, visitor.clone());
        let seq = self.shown.seq();
        let missed = since_seq
            .filter(|since| *since <= seq && seq - since <= RESUME_ENTRIES_MAX)
            .and_then(|since| self.tail.since(since, &visitor));
        let mut frames = vec![self.welcome(&visitor, missed.is_none())];
        frames.extend(missed.unwrap_or_default());
        self.start(conn, frames);
        // A refusal means that the lesson is over; then nobody arrives.
        let _ = self.feed(Input::Connected { person });
    }

    /// Puts the calendar's people in the place of those known so far. Whoever sits here without
    /// being on it, as an administrator, is kept. The staff, who see all people, begin anew.
    pub(super) fn replace_roster(&mut self, mut roster: Roster) {
        if roster
            .people()
            .iter()
            .all(|person| self.shown.roster().get(person.person) == Some(person))
            && roster.people().len() == self.shown.roster().people().len()
        {
            return;
        }
        for visitor in self.visitors.values().filter(|visitor| visitor.role != Role::Learner) {
            if roster.get(visitor.person).is_none() {
                roster.admit(newcomer(visitor));
            }
        }
        self.front.replace_roster(roster.clone());
        self.shown.replace_roster(roster);
        let staff = self.visitors.iter().filter(|(_, visitor)| visitor.is_staff());
        let staff: Vec<ConnKey> = staff.map(|(conn, _)| *conn).collect();
        for conn in staff {
            self.resync(conn, self.shown.seq());
        }
    }

    pub(super) fn resync(&mut self, conn: ConnKey, after_seq: u32) {
        let Some(visitor) = self.visitors.get(&conn) else { return };
        let gap = Gap { after_seq, to_seq: self.shown.seq() };
        metrics::counter!("live_gaps").increment(1);
        let welcome = self.welcome(visitor, true);
        self.start(conn, vec![frames::text(&ServerMessage::Gap(gap)), welcome]);
    }

    pub(super) fn leave(&mut self, conn: ConnKey) {
        let Some(visitor) = self.visitors.remove(&conn) else { return };
        if let Some(conns) = self.conns.get_mut(&visitor.person) {
            conns.retain(|other| *other != conn);
            if conns.is_empty() {
                self.conns.remove(&visitor.person);
                self.leaving.insert(visitor.person, Instant::now() + LEAVE_GRACE);
            }
        }
        self.empty_since = Instant::now();
    }

    fn start(&self, conn: ConnKey, mut frames: Vec<bytes::Bytes>) {
        if !self.durable {
            frames.push(frames::text(&ServerMessage::Health(Health { durable: false })));
        }
        self.gateway.deliver(FromHome::Start { conn, seq: self.shown.seq(), frames });
    }

    fn welcome(&self, visitor: &Visitor, whole: bool) -> bytes::Bytes {
        let viewer = tail::viewer(visitor);
        let welcome = Welcome {
            proto: PROTO,
            me: Me {
                person: visitor.person,
                name: visitor.name.clone(),
                role: visitor.role,
                class: visitor.class,
            },
            now_ms: self.shown.opened_utc().map(|_| self.now_ms()),
            utc: self.clock.now(),
            snapshot: whole.then(|| view::snapshot(&self.shown, &viewer)),
        };
        frames::text(&ServerMessage::Welcome(Box::new(welcome)))
    }

    pub(super) fn on_tick(&mut self) {
        let now = Instant::now();
        let gone: Vec<PersonId> =
            self.leaving.iter().filter(|(_, at)| **at <= now).map(|(person, _)| *person).collect();
        for person in gone {
            self.leaving.remove(&person);
            let _ = self.feed(Input::Disconnected { person });
        }
        if self.front.stands() == LessonState::Open {
            let _ = self.feed(Input::Tick);
        }
        let (sent_at, sent) = self.presence;
        let presence = self.shown.presence();
        if presence != sent && now.duration_since(sent_at) >= PRESENCE_EVERY {
            self.presence = (now, presence);
            self.to_all(&ServerMessage::Presence(presence));
        }
        let (sent_at, sent) = &self.paces;
        let paces = view::paces(&self.shown);
        if paces != *sent && now.duration_since(*sent_at) >= PACES_EVERY {
            let staff = Some(frames::text(&ServerMessage::Paces(paces.clone())));
            let frame = RingFrame { seq: 0, staff, learners: None, class: None };
            self.gateway.deliver(FromHome::Frames(vec![frame]));
            self.paces = (now, paces);
        }
        if !self.dirty.is_empty() && now.duration_since(self.tallied) >= TALLY_EVERY {
            self.tallied = now;
            self.send_tallies();
        }
    }

    fn send_tallies(&mut self) {
        let dirty = std::mem::take(&mut self.dirty);
        let frames = dirty.into_iter().map(|activity| {
            let framed = |role| {
                let tally = view::tally(&self.shown, activity, role)?;
                Some(frames::text(&ServerMessage::Tally(tally)))
            };
            let (staff, learners) = (framed(Role::Staff), framed(Role::Learner));
            RingFrame { seq: 0, staff, learners, class: None }
        });
        let frames = frames.collect();
        self.gateway.deliver(FromHome::Frames(frames));
    }

    /// Merges danmaku in a window that widens when many come.
    pub(super) fn add_crowd(&mut self, danmaku: Vec<Danmaku>) {
        if danmaku.is_empty() {
            return;
        }
        self.crowd.extend(danmaku);
        if self.crowd_due.is_none() {
            let now = Instant::now();
            let busy = now.duration_since(self.crowd_last) < CROWD_WINDOW_MAX;
            let window = if busy { CROWD_WINDOW_MAX } else { CROWD_WINDOW_MIN };
            self.crowd_due = Some(now + window);
        }
    }

    pub(super) fn lease_is_due(&self) -> bool {
        self.confirmed.elapsed() >= LEASE_RENEW
    }
}

fn newcomer(visitor: &Visitor) -> RosterPerson {
    let Visitor { person, name, role, class } = visitor.clone();
    RosterPerson { person, name, role, class }
}
