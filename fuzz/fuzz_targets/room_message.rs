//! A lesson in which people send anything. Every line is a step: its first character says who
//! acts, the rest is his message; `$c` in it is a new client id, `$a` the latest activity and `$p`
//! a learner. Whatever happens, folding the stored entries gives the room's state.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClientId, Id, PersonId, uuid_v7};
use xingtan_room::decide::decide;
use xingtan_room::entry::{Body, Entry};
use xingtan_room::input::{Ballot, Input};
use xingtan_room::message::Role;
use xingtan_room::roster::{Roster, RosterPerson};
use xingtan_room::state::State;
use xingtan_room::view::{Viewer, entry_for, snapshot};

fuzz_target!(|script: &str| {
    let mut room = Room::open();
    for (line, number) in script.lines().zip(1_u8..) {
        let Some(actor) = line.chars().next() else { continue };
        let message = line.get(actor.len_utf8()..).unwrap_or_default();
        room.step(actor, message, number);
    }
    let mut folded = State::new(id(0), roster());
    for (entries, ballots) in &room.stored {
        for entry in entries {
            let entry: Entry = serde_json::from_str(entry).expect("what was stored can be read");
            folded.apply(&entry).expect("numbers are dense");
        }
        ballots.iter().for_each(|ballot| folded.apply_ballot(ballot));
    }
    assert_eq!(folded, room.state);
});

struct Room {
    state: State,
    now_ms: i64,
    latest: ActivityId,
    /// What a journal would hold, transaction by transaction.
    stored: Vec<(Vec<String>, Vec<Ballot>)>,
}

impl Room {
    fn open() -> Self {
        let state = State::new(id(0), roster());
        let mut room = Self { state, now_ms: 0, latest: id(9), stored: Vec::new() };
        room.feed(Input::Open { utc: UtcMs(1_760_000_000_000) }, 0);
        (1..=3).for_each(|person| room.feed(Input::Connected { person: id(person) }, 0));
        room
    }

    fn step(&mut self, actor: char, text: &str, number: u8) {
        self.now_ms += 250;
        let person: PersonId = match actor {
            '1'..='4' => id(actor as u8 - b'0'),
            '+' => return self.feed(Input::Connected { person: id(2) }, number),
            '-' => return self.feed(Input::Disconnected { person: id(2) }, number),
            'x' => return self.feed(Input::Close, number),
            _ => {
                self.now_ms += 10_000;
                return self.feed(Input::Tick, number);
            }
        };
        let client: ClientId = id(100 + number % 100);
        let text = text
            .replace("$c", &client.to_string())
            .replace("$a", &self.latest.to_string())
            .replace("$p", &PersonId::to_string(&id(2)));
        if let Ok(message) = serde_json::from_str(&text) {
            self.feed(Input::Message { person, message }, number);
        }
    }

    fn feed(&mut self, input: Input, random: u8) {
        let Ok(decision) = decide(&self.state, input, self.now_ms, u64::from(random)) else {
            return;
        };
        let entries = decision.numbered(self.state.seq());
        for entry in &entries {
            self.state.apply(entry).expect("a decision follows its state");
            if let Body::QuizOpened(opened) = &entry.body {
                self.latest = opened.activity;
            } else if let Body::PollOpened(opened) = &entry.body {
                self.latest = opened.activity;
            }
        }
        decision.ballots.iter().for_each(|ballot| self.state.apply_ballot(ballot));
        for known in roster().people() {
            let viewer = Viewer { person: known.person, role: known.role, class: known.class };
            entries.iter().for_each(|entry| drop(entry_for(&viewer, entry)));
            drop(snapshot(&self.state, &viewer));
        }
        let write = |entry| serde_json::to_string(entry).expect("an entry can be written");
        self.stored.push((entries.iter().map(write).collect(), decision.ballots));
    }
}

/// The teacher is 1, learners are 2 and 3; 4 is on no roster.
fn roster() -> Roster {
    Roster::new((1..=3).map(|number| RosterPerson {
        person: id(number),
        name: format!("Person {number}"),
        role: if number == 1 { Role::Staff } else { Role::Learner },
        class: (number > 1).then(|| id(50)),
    }))
}

fn id<K>(number: u8) -> Id<K> {
    Id::from_uuid(uuid_v7(1_760_000_000_000, [number; 10]))
}
