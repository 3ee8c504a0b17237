//! What a room's home promises: an acknowledged answer is in the journal, survives the server's
//! end, is counted once, and a client that comes back gets just what it missed.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod calendar;

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value as Json, json};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PersonId, SessionId};
use xingtan_live::gateway::outbox::{Outbox, Own};
use xingtan_live::journal::read;
use xingtan_live::rooms::wire::{Audience, ConnKey, ToHome, Visitor};
use xingtan_live::rooms::{Door, Rooms};
use xingtan_platform::clock::Clock;
use xingtan_platform::db::testing::{TestDb, for_each_db};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::ids::Ids;
use xingtan_platform::tasks::Tasks;
use xingtan_room::message::Role;
use xingtan_room::roster::{Roster, RosterPerson};
use xingtan_room::stage::StageId;

struct Server {
    rooms: Rooms,
    tasks: Tasks,
    ids: Ids,
    clock: Clock,
}

/// A socket without a network: it sees its own frames only.
struct Seat {
    outbox: Arc<Outbox>,
    door: Door,
}

fn serve(test: &TestDb) -> Server {
    let (clock, tasks) = (Clock::system(), Tasks::new());
    let ids = Ids::system(clock.clone());
    let rooms = Rooms::new(test.db.clone(), ids.clone(), clock.clone(), tasks.clone(), "node");
    Server { rooms, tasks, ids, clock }
}

fn roster(teacher: PersonId, learners: &[PersonId]) -> Roster {
    let one = |person: PersonId, role| RosterPerson {
        person,
        name: "李明".to_owned(),
        role,
        class: None,
    };
    let learners = learners.iter().map(|person| one(*person, Role::Learner));
    Roster::new(learners.chain([one(teacher, Role::Staff)]))
}

impl Seat {
    async fn take(
        server: &Server,
        lesson: LessonId,
        roster: &Roster,
        person: PersonId,
        since_seq: Option<u32>,
    ) -> Self {
        let door = server.rooms.door(lesson, roster.clone()).await.unwrap();
        let conn = ConnKey(server.ids.random());
        let session: SessionId = server.ids.next();
        let outbox = Arc::new(Outbox::new(conn, person, session));
        let role = roster.get(person).unwrap().role;
        door.gateway.enter(Audience::of(role, None), &outbox).unwrap();
        let visitor = Visitor { person, role, class: None, name: "李明".to_owned() };
        door.home.send(ToHome::Join { conn, visitor, since_seq }).await.unwrap();
        Self { outbox, door }
    }

    async fn say(&self, message: Json) {
        let (conn, text) = (self.outbox.conn, message.to_string());
        self.door.home.send(ToHome::Text { conn, text }).await.unwrap();
    }

    /// The next own messages until one of this type.
    async fn until(&self, kind: &str) -> Vec<Json> {
        let mut seen = Vec::new();
        let end = tokio::time::Instant::now() + Duration::from_secs(10);
        loop {
            while let Some(own) = self.outbox.own.pop_if(|_| true) {
                match own {
                    Own::Frame { bytes, .. } | Own::Bye(bytes) => seen.push(parse(&bytes)),
                    Own::Start { frames, .. } => seen.extend(frames.iter().map(|f| parse(f))),
                }
            }
            if seen.iter().any(|message| message["type"] == kind) {
                return seen;
            }
            assert!(tokio::time::Instant::now() < end, "no {kind} in {seen:?}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

fn parse(frame: &[u8]) -> Json {
    let start = frame.iter().position(|byte| *byte == b'{').unwrap();
    serde_json::from_slice(&frame[start..]).unwrap()
}

async fn journal(test: &TestDb, lesson: LessonId) -> Vec<xingtan_room::entry::Entry> {
    test.db
        .read("test.journal", async move |tx: &Tx| -> Result<_, db::Error> {
            read::entries(tx, lesson, 0, 100_000).await
        })
        .await
        .unwrap()
}

fn quiz(ids: &Ids) -> Json {
    let client_id: xingtan_base::ids::ClientId = ids.next();
    json!({ "type": "open_quiz", "client_id": client_id, "question": {
        "prompt": { "kind": "true_false", "stem": "水在 100 °C 沸腾。" },
        "key": { "kind": "truth", "value": true } } })
}

fn answer(client_id: &Json, activity: &Json) -> Json {
    json!({ "type": "submit_answer", "client_id": client_id, "activity": activity,
        "answer": { "kind": "truth", "value": true } })
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledged_answers_survive_and_count_once() {
    for_each_db(async |test| {
        let server = serve(test);
        let lesson = calendar::plan(test, &server.ids).await;
        let teacher: PersonId = server.ids.next();
        let learners: Vec<PersonId> = (0..200).map(|_| server.ids.next()).collect();
        let roster = roster(teacher, &learners);
        let utc: UtcMs = server.clock.now();
        server.rooms.open(lesson, roster.clone(), utc).await.unwrap();
        let desk = Seat::take(&server, lesson, &roster, teacher, None).await;
        desk.say(quiz(&server.ids)).await;
        desk.until("ack").await;
        let opened = journal(test, lesson).await;
        let opened = opened.iter().map(|entry| serde_json::to_value(entry).unwrap());
        let opened = opened.into_iter().find(|entry| entry["kind"] == "quiz.opened").unwrap();
        let activity = &opened["body"]["activity"];

        for person in &learners {
            let seat = Seat::take(&server, lesson, &roster, *person, None).await;
            let client_id = json!(server.ids.next::<xingtan_base::ids::kinds::Client>());
            seat.say(answer(&client_id, activity)).await;
            seat.say(answer(&client_id, activity)).await;
            seat.until("ack").await;
        }
        let before = journal(test, lesson).await;
        let answers = |entries: &[xingtan_room::entry::Entry]| {
            let kind = |entry: &xingtan_room::entry::Entry| {
                serde_json::to_value(entry).unwrap()["kind"].clone()
            };
            entries.iter().filter(|entry| kind(entry) == "quiz.answered").count()
        };
        assert_eq!(answers(&before), 200);

        assert!(server.tasks.stop(Duration::from_secs(10)).await.is_empty());
        let server = serve(test);
        let since = before.iter().find(|entry| entry.seq == 1).unwrap().seq;
        let seat = Seat::take(&server, lesson, &roster, learners[0], Some(since)).await;
        let seen = seat.until("welcome").await;
        assert!(seen[0].get("snapshot").is_none(), "{:?}", seen[0]);
        let kinds: Vec<_> = seen[1..].iter().map(|message| message["kind"].clone()).collect();
        assert_eq!(kinds, ["quiz.opened", "quiz.answered"], "just what the learner missed");
        seat.say(json!({ "type": "dance" })).await;
        let refused = seat.until("refused").await;
        assert_eq!(refused[0]["code"], "message.unknown");
        server.tasks.stop(Duration::from_secs(10)).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn media_is_told_who_is_on_the_stage() {
    for_each_db(async |test| {
        let server = serve(test);
        let lesson = calendar::plan(test, &server.ids).await;
        let (teacher, learner): (PersonId, PersonId) = (server.ids.next(), server.ids.next());
        let roster = roster(teacher, &[learner]);
        let utc: UtcMs = server.clock.now();
        let main = StageId::MAIN;
        assert!(server.rooms.may_publish(lesson, main, learner).is_none(), "no room yet");
        server.rooms.open(lesson, roster.clone(), utc).await.unwrap();
        let desk = Seat::take(&server, lesson, &roster, teacher, None).await;
        let seat = Seat::take(&server, lesson, &roster, learner, None).await;
        let mut watch = server.rooms.watch_stages(lesson).unwrap();
        let said = |message: Json| with_id(&server.ids, message);
        desk.say(said(json!({ "type": "invite_to_stage", "person": learner }))).await;
        desk.until("ack").await;
        assert!(server.rooms.may_publish(lesson, main, learner).is_none(), "only invited");
        seat.say(said(json!({ "type": "accept_invitation" }))).await;
        let seen = seat.until("ack").await;
        let joined = seen.iter().find(|message| message["kind"] == "stage.joined");
        assert_eq!(joined, None, "what everyone sees comes by the ring");
        watch.changed().await.unwrap();
        let there = server.rooms.may_publish(lesson, main, learner).unwrap();
        assert!(there.may.sound && !there.may.picture && !there.on.sound);
        assert!(server.rooms.may_publish(lesson, StageId(2), learner).is_none());

        // A restart finds the seat in the journal.
        assert!(server.tasks.stop(Duration::from_secs(10)).await.is_empty());
        assert!(watch.changed().await.is_err(), "the room is no longer here");
        let server = serve(test);
        let seat = Seat::take(&server, lesson, &roster, learner, None).await;
        let welcome = seat.until("welcome").await;
        let members = &welcome[0]["snapshot"]["stages"][0]["members"];
        assert_eq!((&members[0]["person"], &members[0]["name"]), (&json!(learner), &json!("李明")));
        assert_eq!(server.rooms.may_publish(lesson, main, learner), Some(there));
        let mut watch = server.rooms.watch_stages(lesson).unwrap();
        seat.say(with_id(&server.ids, json!({ "type": "leave_stage" }))).await;
        watch.changed().await.unwrap();
        assert!(watch.borrow().members(main).is_empty());
        server.tasks.stop(Duration::from_secs(10)).await;
    })
    .await;
}

fn with_id(ids: &Ids, mut message: Json) -> Json {
    message["client_id"] = json!(ids.next::<xingtan_base::ids::kinds::Client>());
    message
}
