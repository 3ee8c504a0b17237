//! The golden scripts of `docs/protocol/golden`, shared with the web.
//!
//! `steps` and `model` are written by hand. `names` and `frames` are what the engine made of them;
//! `UPDATE_GOLDEN=1 cargo test -p xingtan-room` writes them anew, to be reviewed.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use xingtan_base::ids::{ActivityId, PersonId};
use xingtan_room::input::{Decision, Input};
use xingtan_room::message::{
    Ack, ClientMessage, Crowd, Me, PROTO, Refused, Role, ServerMessage, Welcome,
};
use xingtan_room::refusal::Refusal;
use xingtan_room::view::{entry_for, is_control, named, paces as view_paces, snapshot, tally};

use crate::world::{CAST, OPENED, Room, SCREEN, class, client, person, screen, viewer};

#[derive(Deserialize, Serialize)]
struct Script {
    about: String,
    steps: Vec<Value>,
    /// Expected fields of what each viewer sees at the end.
    model: BTreeMap<String, Value>,
    #[serde(default)]
    names: BTreeMap<String, Value>,
    #[serde(default)]
    frames: BTreeMap<String, Vec<Value>>,
    /// The welcome of one who joins in the middle, and which frames he missed.
    #[serde(default)]
    joins: BTreeMap<String, Join>,
}

#[derive(Debug, PartialEq, Deserialize, Serialize)]
struct Join {
    after_frames: usize,
    welcome: Value,
}

/// Puts ids for names: `$lin`, `$poll`.
fn filled(value: &Value, names: &BTreeMap<String, Value>) -> Value {
    match value {
        Value::String(text) => names.get(text).unwrap_or(value).clone(),
        Value::Array(items) => items.iter().map(|item| filled(item, names)).collect(),
        Value::Object(fields) => {
            let field = |(key, value): (&String, &Value)| (key.clone(), filled(value, names));
            Value::Object(fields.iter().map(field).collect())
        }
        other => other.clone(),
    }
}

/// Whether every field that is expected is there; lists match one to one.
fn matches(found: &Value, expected: &Value, path: &str) {
    match expected {
        Value::Object(fields) => {
            for (key, value) in fields {
                matches(found.get(key).unwrap_or(&Value::Null), value, &format!("{path}.{key}"));
            }
        }
        Value::Array(items) => {
            let there = found.as_array().unwrap_or_else(|| panic!("{path} is no list: {found}"));
            assert_eq!(there.len(), items.len(), "length of {path}: {found}");
            for (n, (a, b)) in there.iter().zip(items).enumerate() {
                matches(a, b, &format!("{path}.{n}"));
            }
        }
        _ => assert_eq!(found, expected, "{path}"),
    }
}

struct Stage {
    room: Room,
    names: BTreeMap<String, Value>,
    frames: BTreeMap<String, Vec<Value>>,
}

impl Stage {
    fn new(viewers: &BTreeMap<String, Value>) -> Self {
        let mut names = BTreeMap::new();
        for (name, ..) in CAST {
            names.insert(format!("${name}"), json!(person(name)));
        }
        for name in ["anchor", "far"] {
            names.insert(format!("${name}"), json!(class(name)));
        }
        let frames = viewers.keys().map(|name| (name.clone(), Vec::new())).collect();
        let mut stage = Self { room: Room::waiting(), names, frames };
        for name in viewers.keys() {
            let welcome = stage.welcome(name);
            stage.show(name, &welcome);
        }
        stage
    }

    fn show(&mut self, name: &str, frame: &ServerMessage) {
        let frame = serde_json::to_value(frame).unwrap();
        self.frames.get_mut(name).unwrap().push(frame);
    }

    fn welcome(&self, name: &str) -> ServerMessage {
        let viewer = viewer(name);
        let me = Me {
            person: viewer.person,
            name: name.to_owned(),
            role: viewer.role,
            class: viewer.class,
        };
        let is_open = self.room.state.opened_utc().is_some();
        ServerMessage::Welcome(Box::new(Welcome {
            proto: PROTO,
            me,
            now_ms: is_open.then_some(self.room.state.last_ms()),
            utc: OPENED,
            snapshot: Some(snapshot(&self.room.state, &viewer)),
        }))
    }

    fn joins(&self) -> BTreeMap<String, Join> {
        let join = |(name, frames): (&String, &Vec<Value>)| {
            let welcome = serde_json::to_value(self.welcome(name)).unwrap();
            (name.clone(), Join { after_frames: frames.len(), welcome })
        };
        self.frames.iter().map(join).collect()
    }

    fn step(&mut self, n: u8, step: &Value) {
        let at_ms = step["at_ms"].as_i64().unwrap();
        let by = step["by"].as_str().unwrap_or("");
        let who: PersonId = person(by);
        let own = client(step["client"].as_u64().map_or(n, |n| u8::try_from(n).unwrap()));
        let input = match step["input"].as_str() {
            Some("open") => Input::Open { utc: OPENED },
            Some("close") => Input::Close,
            Some("tick") => Input::Tick,
            Some("screen_connected") => {
                self.names.insert(format!("${SCREEN}"), json!(who));
                self.room.state.admit(screen());
                Input::Connected { person: who }
            }
            Some("connected") => Input::Connected { person: who },
            Some("disconnected") => Input::Disconnected { person: who },
            Some(other) => panic!("unknown input {other}"),
            None => {
                let mut message = filled(&step["send"], &self.names);
                message["client_id"] = json!(own);
                let message: ClientMessage = serde_json::from_value(message).unwrap();
                Input::Message { person: who, message }
            }
        };
        let is_message = matches!(input, Input::Message { .. });
        let presence = self.room.state.presence();
        let paces = view_paces(&self.room.state);
        let after_seq = self.room.state.seq();
        let result = self.room.feed_with(input, at_ms, u64::from(n));
        self.check(n, step, &result);
        if let Some(name) = step["name"].as_str() {
            let opened = result.is_ok().then(|| self.room.latest());
            let none = ActivityId::from_uuid(person("nobody").uuid());
            self.names.insert(name.to_owned(), json!(opened.unwrap_or(none)));
        }
        if let Ok(decision) = &result {
            self.send_out(decision, after_seq);
        }
        if paces != view_paces(&self.room.state) {
            let now = ServerMessage::Paces(view_paces(&self.room.state));
            for name in self.frames.keys().cloned().collect::<Vec<_>>() {
                if viewer(&name).role == Role::Staff {
                    self.show(&name, &now);
                }
            }
        }
        if presence != self.room.state.presence() {
            self.everyone(&ServerMessage::Presence(self.room.state.presence()));
        }
        if is_message && self.frames.contains_key(by) {
            let reply = match result {
                Ok(decision) => {
                    let first = decision.numbered(after_seq).first().map(|entry| entry.seq);
                    ServerMessage::Ack(Ack { client_id: own, seq: decision.already.or(first) })
                }
                Err(Refusal { code, detail, retry_after_ms }) => ServerMessage::Refused(Refused {
                    client_id: Some(own),
                    code: code.to_owned(),
                    detail,
                    retry_after_ms,
                }),
            };
            self.show(by, &reply);
        }
    }

    fn check(&self, n: u8, step: &Value, result: &Result<Decision, Refusal>) {
        let said = match result {
            Err(refusal) => refusal.code,
            Ok(decision) if decision.already.is_some() => "again",
            Ok(_) => "ack",
        };
        if step["expect"] == "any" {
            return;
        }
        assert_eq!(said, step["expect"].as_str().unwrap_or("ack"), "step {n}: {step}");
    }

    fn send_out(&mut self, decision: &Decision, after_seq: u32) {
        let viewers: Vec<_> = self.frames.keys().cloned().collect();
        for entry in decision.numbered(after_seq).iter().filter(|entry| is_control(entry)) {
            let entry = &named(self.room.state.roster(), entry);
            for name in &viewers {
                if let Some(seen) = entry_for(&viewer(name), entry) {
                    self.show(name, &ServerMessage::Entry(seen));
                }
            }
            use xingtan_room::entry::Body;
            let answered = match &entry.body {
                Body::PollVoted(said) => said.activity,
                Body::QuizAnswered(said) => said.activity,
                _ => continue,
            };
            for name in &viewers {
                let tally = tally(&self.room.state, answered, viewer(name).role).unwrap();
                self.show(name, &ServerMessage::Tally(tally));
            }
        }
        if !decision.crowd.is_empty() {
            let crowd = Crowd { danmaku: decision.crowd.clone(), omitted: 0 };
            self.everyone(&ServerMessage::Crowd(crowd));
        }
    }

    fn everyone(&mut self, frame: &ServerMessage) {
        for name in self.frames.keys().cloned().collect::<Vec<_>>() {
            self.show(&name, frame);
        }
    }
}

fn run(file: &str) {
    let path =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/protocol/golden").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let mut script: Script = serde_json::from_str(&text).unwrap();
    let mut stage = Stage::new(&script.model);
    let mut joins = BTreeMap::new();
    for (n, step) in (1..).zip(&script.steps) {
        stage.step(n, step);
        if usize::from(n) == script.steps.len() / 2 {
            joins = stage.joins();
        }
    }
    for (name, expected) in &script.model {
        let seen = serde_json::to_value(snapshot(&stage.room.state, &viewer(name))).unwrap();
        matches(&seen, &filled(expected, &stage.names), &format!("{file}: {name}"));
    }
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        (script.names, script.frames, script.joins) = (stage.names, stage.frames, joins);
        let text = serde_json::to_string_pretty(&script).unwrap();
        std::fs::write(&path, text + "\n").unwrap();
        return;
    }
    assert_eq!(script.names, stage.names, "{file}: names are stale");
    assert_eq!(script.joins, joins, "{file}: joins are stale");
    for (name, frames) in &stage.frames {
        let stored = &script.frames[name];
        for (n, (made, stored)) in frames.iter().zip(stored).enumerate() {
            assert_eq!(made, stored, "{file}: frame {n} of {name}");
        }
        assert_eq!(frames.len(), stored.len(), "{file}: frames of {name}");
    }
}

#[test]
fn a_poll_is_hidden_until_shown() {
    run("poll.json");
}

#[test]
fn a_quiz_is_answered_extended_judged_and_shown() {
    run("quiz.json");
}

#[test]
fn a_class_talks_under_its_teachers_rules() {
    run("talk.json");
}

#[test]
fn pages_turn_and_two_write_on_them() {
    run("pages.json");
}

#[test]
fn a_learner_may_write_and_then_may_not() {
    run("writers.json");
}

#[test]
fn a_class_is_shown_parts_of_an_edition() {
    run("parts.json");
}

#[test]
fn learners_are_invited_to_the_stage_and_step_down() {
    run("stage.json");
}

#[test]
fn a_class_elsewhere_holds_and_answers_late() {
    run("hold.json");
}

#[test]
fn a_class_elsewhere_is_called_and_speaks() {
    run("call.json");
}

#[test]
fn what_is_no_lawful_ink_is_refused() {
    run("ink_refused.json");
}

#[test]
fn a_long_random_lesson_looks_the_same_to_all_who_follow_it() {
    run("random.json");
}
