//! A room with a known cast, fed step by step.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, Id, LessonId, PersonId, uuid_v7};
use xingtan_room::decide::decide;
use xingtan_room::entry::{Body, Entry};
use xingtan_room::input::{Ballot, Decision, Input};
use xingtan_room::message::{ClientMessage, Role};
use xingtan_room::refusal::Refusal;
use xingtan_room::roster::{Roster, RosterPerson};
use xingtan_room::state::State;
use xingtan_room::view::Viewer;

pub const OPENED: UtcMs = UtcMs(1_795_478_400_000);

/// The `n`th id of a family; families do not overlap.
pub fn id<K>(family: u8, n: u8) -> Id<K> {
    Id::from_uuid(uuid_v7(1_795_000_000_000, [family, 0, 0, 0, 0, 0, 0, 0, 0, n]))
}

pub fn client(n: u8) -> ClientId {
    id(9, n)
}

/// Staff: `chen`. Learners: `lin` and `wu` of class `anchor`, `zhao` of class `far`.
pub const CAST: [(&str, Role, Option<&str>); 4] = [
    ("chen", Role::Staff, None),
    ("lin", Role::Learner, Some("anchor")),
    ("wu", Role::Learner, Some("anchor")),
    ("zhao", Role::Learner, Some("far")),
];

pub fn person(name: &str) -> PersonId {
    let place = CAST.iter().position(|known| known.0 == name);
    place.map_or_else(|| id(1, 99), |n| id(1, u8::try_from(n).unwrap()))
}

pub fn class(name: &str) -> ClassId {
    id(2, u8::from(name == "far"))
}

pub fn roster() -> Roster {
    Roster::new(CAST.map(|(name, role, of)| RosterPerson {
        person: person(name),
        name: name.to_owned(),
        role,
        class: of.map(class),
    }))
}

pub fn viewer(name: &str) -> Viewer {
    let roster = roster();
    let known = roster.get(person(name)).unwrap();
    Viewer { person: known.person, role: known.role, class: known.class }
}

/// The screen of class `far`: nobody of the cast, and no viewer of the scripts.
pub const SCREEN: &str = "screen";

/// As it comes to a room.
pub fn screen() -> RosterPerson {
    let (person, class) = (person(SCREEN), Some(class("far")));
    RosterPerson { person, name: "Room 302".to_owned(), role: Role::Classroom, class }
}

/// A room and everything that was stored of it.
pub struct Room {
    pub state: State,
    pub entries: Vec<Entry>,
    pub ballots: Vec<Ballot>,
}

impl Room {
    pub fn waiting() -> Self {
        let state = State::new(id::<xingtan_base::ids::kinds::Lesson>(3, 1), roster());
        Self { state, entries: Vec::new(), ballots: Vec::new() }
    }

    /// Open, with everybody there.
    pub fn open() -> Self {
        let mut room = Self::waiting();
        room.feed(Input::Open { utc: OPENED }, 0).unwrap();
        for (name, ..) in CAST {
            room.feed(Input::Connected { person: person(name) }, 0).unwrap();
        }
        room
    }

    pub fn lesson(&self) -> LessonId {
        self.state.lesson()
    }

    /// Decides, stores and folds.
    pub fn feed(&mut self, input: Input, now_ms: i64) -> Result<Decision, Refusal> {
        self.feed_with(input, now_ms, u64::from(self.state.seq()))
    }

    pub fn feed_with(
        &mut self,
        input: Input,
        now_ms: i64,
        random: u64,
    ) -> Result<Decision, Refusal> {
        let before = self.state.clone();
        let decision = decide(&self.state, input, now_ms, random)
            .inspect_err(|_| assert_eq!(self.state, before, "a refusal changed the room"))?;
        for entry in decision.numbered(self.state.seq()) {
            self.state.apply(&entry).unwrap();
            self.entries.push(entry);
        }
        for ballot in &decision.ballots {
            self.state.apply_ballot(ballot);
            self.ballots.push(ballot.clone());
        }
        Ok(decision)
    }

    /// Sends a message given as JSON; `client_id` is taken from `n`.
    pub fn send(
        &mut self,
        name: &str,
        n: u8,
        now_ms: i64,
        mut json: serde_json::Value,
    ) -> Result<Decision, Refusal> {
        json["client_id"] = client(n).to_string().into();
        let message: ClientMessage = serde_json::from_value(json).unwrap();
        self.feed(Input::Message { person: person(name), message }, now_ms)
    }

    /// Sends the `n`th of more messages than `send` has names for.
    pub fn send_anew(
        &mut self,
        name: &str,
        n: usize,
        mut json: serde_json::Value,
    ) -> Result<Decision, Refusal> {
        let unix_ms = 1_795_000_100_000 + i64::try_from(n).unwrap();
        json["client_id"] = uuid_v7(unix_ms, [9; 10]).to_string().into();
        let message: ClientMessage = serde_json::from_value(json).unwrap();
        self.feed(Input::Message { person: person(name), message }, 1_000)
    }

    /// The code of the refusal, or `ack`, or `again` when it had its effect before.
    pub fn said(
        &mut self,
        name: &str,
        n: u8,
        now_ms: i64,
        json: serde_json::Value,
    ) -> &'static str {
        match self.send(name, n, now_ms, json) {
            Err(refusal) => refusal.code,
            Ok(decision) if decision.already.is_some() => "again",
            Ok(_) => "ack",
        }
    }

    /// The activity opened last.
    pub fn latest(&self) -> ActivityId {
        let opened = |entry: &Entry| match &entry.body {
            Body::PollOpened(said) => Some(said.activity),
            Body::QuizOpened(said) => Some(said.activity),
            _ => None,
        };
        self.entries.iter().rev().find_map(opened).unwrap()
    }

    pub fn bodies(&self) -> Vec<&Body> {
        self.entries.iter().map(|entry| &entry.body).collect()
    }
}
