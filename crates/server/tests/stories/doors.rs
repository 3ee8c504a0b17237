//! Every route of the server, tried by those who have no business there. The routes are those of
//! the interface's own description: a new one must say here who may come in.

use std::collections::{BTreeSet, HashMap};

use reqwest::Method;
use serde_json::{Value as Json, json};
use xingtan_testkit::{Browser, World, for_each_database};

use crate::shelf;
use crate::stage::Stage;

/// Who may come in.
enum Door {
    /// Everybody; the answer's status.
    Everybody(u16),
    /// Who has signed in; each gets what is his own. The answer's status.
    SignedIn(u16),
    /// The school's or the lesson's people. To others it is not there. The answers to a learner
    /// of the lesson, and to whom it is for.
    Inside(u16, (&'static str, u16)),
}

/// A method, a path as the description has it, a body, and who may come in.
type Route = (&'static str, &'static str, Json, Door);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_gets_through_a_door_that_is_not_his() {
    for_each_database(async |world| {
        let places = Places::find(world).await;
        let mut routes = identity(world);
        routes.extend(teaching(world, &places));
        routes.extend(packs());
        routes.extend(live(&places));
        let described = described(&world.stranger()).await;
        // What somebody uploads is theirs alone: the library's own stories try these doors.
        let is_ours =
            |route: &String| !["/api/uploads", "/api/decks"].iter().any(|its| route.contains(its));
        let described: BTreeSet<String> = described.into_iter().filter(is_ours).collect();
        let tried = routes.iter().map(|(method, path, ..)| format!("{method} {path}"));
        let tried: BTreeSet<String> = tried.collect();
        assert_eq!(described, tried, "each route is described, and says who may come in");
        let mut people = HashMap::new();
        for name in ["far.teacher", "far.learner", "wang.zihan", "chen", "zhou", "admin"] {
            people.insert(name, world.browser(name).await);
        }
        // Doors that end sign-ins come last.
        routes.sort_by_key(|(_, template, ..)| template.contains("sessions"));
        for route in &routes {
            knock(world, &places, &people, route).await;
        }
    })
    .await;
}

async fn described(stranger: &Browser) -> BTreeSet<String> {
    let api = stranger.get("/api/openapi.json").await.is(200).json();
    let paths = api["paths"].as_object().unwrap().iter();
    let routes = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().keys();
        methods.map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    routes.collect()
}

async fn knock(
    world: &World,
    places: &Places,
    people: &HashMap<&str, Browser>,
    (method, template, body, door): &Route,
) {
    let path = places.fill(template);
    let knock = async |name: &str| {
        let browser = match name {
            "" => world.stranger(),
            // These doors end the sign-in of who goes through.
            name if template.contains("sessions") => world.browser(name).await,
            name => people[name].clone(),
        };
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        if template.ends_with("/imports") {
            return browser.upload(&path, ROSTER).await;
        }
        let body = (!body.is_null()).then(|| body.clone());
        browser.send(method, &path, body).await
    };
    let nobody = knock("").await;
    match door {
        Door::Everybody(status) => assert_eq!(nobody.status, *status, "{method} {path}"),
        Door::SignedIn(status) => {
            nobody.refused(401, "session.required");
            for name in ["far.teacher", "far.learner"] {
                let answer = knock(name).await.is(*status).text();
                for ours in places.secrets() {
                    assert!(!answer.contains(&ours), "{name} {method} {path}: {answer}");
                }
            }
        }
        Door::Inside(learner, (whose, status)) => {
            nobody.refused(401, "session.required");
            for name in ["far.teacher", "far.learner"] {
                knock(name).await.refused(404, "not_found");
            }
            let own = knock("wang.zihan").await;
            assert_eq!(own.status, *learner, "{method} {path} for a learner: {}", own.text());
            let rightful = knock(whose).await;
            assert_eq!(rightful.status, *status, "{method} {path}: {}", rightful.text());
        }
    }
}

const ROSTER: &str = "账号,姓名,角色,班级\nnew.one,新来的,学生,高一（1）班\n";

/// What everybody calls a note of his own.
const NOTE: &str = "01900000-0000-7000-8000-0000000000aa";

/// Something for each name in a path.
struct Places {
    lesson: String,
    planned: String,
    course: String,
    question: String,
    edition: String,
    import: String,
    session: String,
    school: String,
    person: String,
    shelved: String,
    pack_import: String,
    classroom: String,
    class: String,
}

impl Places {
    async fn find(world: &World) -> Self {
        let chen = world.browser("chen").await;
        let id = |json: &Json| json["id"].as_str().unwrap().to_owned();
        let lesson = world.open_lesson(&chen, "关起门来的课").await.to_string();
        let planned = world.plan(&chen, "还没开的课").await.to_string();
        let shown = chen.get(&format!("/api/lessons/{lesson}")).await.is(200).json();
        let questions = format!("/api/lessons/{lesson}/questions");
        let question = json!({"question": {"prompt": {"kind": "true_false", "stem": "？"}}});
        let question = id(&chen.post(&questions, question).await.is(201).json());
        let recorded = crate::editions::recorded_lesson(world, &chen).await;
        let edition = chen.post("/api/editions", json!({"source": recorded})).await.is(201);
        let school = world.cast.anchor_school.to_string();
        let admin = world.browser("admin").await;
        let import = admin.upload(&format!("/api/schools/{school}/imports"), ROSTER).await.is(201);
        let pack = shelf::by_hand(&world.cast.classes[0]);
        let pack = shelf::send(&chen, world.cast.anchor_school, pack).await.is(202).json();
        let pack = shelf::ended(&chen, &pack).await;
        let sessions = chen.get("/api/sessions").await.is(200).json();
        Self {
            course: id(&shown["course"]),
            edition: id(&edition.json()),
            import: id(&import.json()),
            session: id(&sessions["items"][0]),
            shelved: pack["shelved"].as_str().unwrap().to_owned(),
            pack_import: id(&pack),
            class: world.cast.classes[0].to_string(),
            classroom: crate::classrooms::paired(world, "chen", 0).await.1,
            person: world.cast.learners[0][0].id.to_string(),
            lesson,
            planned,
            question,
            school,
        }
    }

    fn fill(&self, template: &str) -> String {
        let id = match template {
            path if path.starts_with("/api/courses/") => &self.course,
            path if path.starts_with("/api/editions/") => &self.edition,
            path if path.starts_with("/api/imports/") => &self.import,
            path if path.starts_with("/api/sessions/") => &self.session,
            path if path.contains("/classrooms/") => &self.classroom,
            path if path.starts_with("/api/packs/") => &self.shelved,
            path if path.starts_with("/api/pack-imports/") => &self.pack_import,
            "/api/lessons/{id}" => &self.planned,
            _ => &self.lesson,
        };
        let path = template
            .replace("{id}", id)
            .replace("{lesson}", &self.lesson)
            .replace("{question}", &self.question)
            .replace("{school}", &self.school)
            .replace("{deck}", "01900000-0000-7000-8000-00000000000d")
            .replace("{file}", "1-640.webp")
            .replace("{person}", &self.person)
            .replace("{class}", &self.class)
            .replace("{pack}", &self.planned)
            .replace("{note}", NOTE)
            .replace("{session}", "no-such-session")
            .replace("{token}", "no-such-link");
        match &path {
            _ if path.ends_with("/report.csv") => format!("{path}?part=answers"),
            _ if path.contains("/ink") => format!("{path}?surface=board/1"),
            _ => path,
        }
    }

    fn secrets(&self) -> [String; 4] {
        [&self.lesson, &self.planned, &self.course, &self.school].map(Clone::clone)
    }
}

fn identity(world: &World) -> Vec<Route> {
    use Door::{Everybody, Inside, SignedIn};
    let none = || Json::Null;
    let class = world.cast.classes[0];
    let person =
        json!({"name": "new.two", "display_name": "新", "role": "learner", "class": class});
    let set_up = json!({"name": "x", "password": "a long password", "display_name": "x",
        "region_name": "x", "school_name": "x"});
    let wrong = json!({"current": "wrong", "new": "another long password"});
    let screen = json!({"code": "no code", "class": class, "name": "大屏"});
    vec![
        ("GET", "/health/live", none(), Everybody(200)),
        ("GET", "/health/ready", none(), Everybody(200)),
        ("GET", "/api/server", none(), Everybody(200)),
        ("GET", "/api/trust", none(), Everybody(200)),
        // Here as long as the server has no authority of its own.
        ("GET", "/api/trust/authority.crt", none(), Everybody(404)),
        ("GET", "/api/trust/authority.mobileconfig", none(), Everybody(404)),
        ("GET", "/api/setup/{token}", none(), Everybody(404)),
        ("POST", "/api/setup/{token}", set_up, Everybody(404)),
        ("POST", "/api/sessions", json!({"name": "chen", "password": "x"}), Everybody(401)),
        ("GET", "/api/sessions", none(), SignedIn(200)),
        ("DELETE", "/api/sessions/current", none(), SignedIn(204)),
        ("DELETE", "/api/sessions/{id}", none(), SignedIn(404)),
        ("DELETE", "/api/sessions", none(), SignedIn(204)),
        ("GET", "/api/me", none(), SignedIn(200)),
        ("PATCH", "/api/me", json!({"language": "en"}), SignedIn(200)),
        ("PUT", "/api/me/password", wrong, SignedIn(403)),
        ("GET", "/api/organisations", none(), SignedIn(200)),
        ("POST", "/api/pairings", none(), Everybody(201)),
        ("POST", "/api/pairings/arrival", json!({"secret": "wrong"}), Everybody(404)),
        ("GET", "/api/schools/{school}/classrooms", none(), Inside(403, ("chen", 200))),
        ("POST", "/api/schools/{school}/classrooms", screen, Inside(403, ("chen", 404))),
        ("GET", "/api/schools/{school}/people", none(), Inside(403, ("chen", 200))),
        ("POST", "/api/schools/{school}/people", person, Inside(403, ("admin", 201))),
        (
            "POST",
            "/api/schools/{school}/classes",
            json!({"name": "高一（9）班"}),
            Inside(403, ("admin", 201)),
        ),
        ("POST", "/api/schools/{school}/imports", none(), Inside(403, ("admin", 201))),
        ("GET", "/api/imports/{id}/rows", none(), Inside(403, ("admin", 200))),
        ("POST", "/api/imports/{id}/acceptance", none(), Inside(403, ("admin", 200))),
        ("GET", "/api/imports/{id}/passwords.csv", none(), Inside(403, ("admin", 200))),
        ("DELETE", "/api/imports/{id}", none(), Inside(403, ("admin", 409))),
        ("GET", "/api/imports/{id}/errors.csv", none(), Inside(403, ("admin", 200))),
        (
            "PATCH",
            "/api/schools/{school}/people/{person}",
            json!({"display_name": "小雨"}),
            Inside(403, ("admin", 200)),
        ),
        (
            "DELETE",
            "/api/schools/{school}/people/{person}/sessions",
            none(),
            Inside(403, ("admin", 204)),
        ),
        ("PUT", "/api/schools/{school}/people/{person}/stop", none(), Inside(403, ("admin", 200))),
        (
            "DELETE",
            "/api/schools/{school}/people/{person}/stop",
            none(),
            Inside(403, ("admin", 200)),
        ),
        ("POST", "/api/people/{person}/password", none(), Inside(404, ("chen", 200))),
    ]
}

fn teaching(world: &World, places: &Places) -> Vec<Route> {
    use Door::{Everybody, Inside, SignedIn};
    let none = || Json::Null;
    let course = json!({"title": "几何", "school": places.school});
    let lesson = world.lesson_body(&json!(places.course), "新课");
    let question = || json!({"question": {"prompt": {"kind": "true_false", "stem": "！"}}});
    vec![
        ("GET", "/api/today", none(), SignedIn(200)),
        ("GET", "/api/today/schools", none(), SignedIn(403)),
        ("GET", "/api/schools/{school}/teachers", none(), Inside(403, ("chen", 200))),
        ("GET", "/api/courses", none(), SignedIn(200)),
        ("POST", "/api/courses", course, Inside(403, ("chen", 201))),
        ("GET", "/api/courses/{id}", none(), Inside(200, ("chen", 200))),
        ("PATCH", "/api/courses/{id}", json!({"title": "改"}), Inside(403, ("chen", 200))),
        ("GET", "/api/lessons", none(), SignedIn(200)),
        ("POST", "/api/lessons", lesson, Inside(403, ("chen", 201))),
        ("GET", "/api/lessons/{id}", none(), Inside(200, ("chen", 200))),
        ("PATCH", "/api/lessons/{id}", json!({"title": "改"}), Inside(403, ("chen", 200))),
        ("DELETE", "/api/lessons/{id}", none(), Inside(403, ("chen", 204))),
        // A screen is no person: whoever is signed in, this door is not his.
        ("GET", "/api/classrooms/current", none(), Everybody(401)),
        (
            "PUT",
            "/api/classrooms/{id}/lesson",
            json!({"lesson": places.lesson}),
            Inside(403, ("chen", 204)),
        ),
        ("DELETE", "/api/classrooms/{id}/lesson", none(), Inside(403, ("chen", 204))),
        ("GET", "/api/lessons/{id}/classrooms", none(), Inside(403, ("chen", 200))),
        // Belongs to the doors of `identity`, but those before need the screen.
        ("DELETE", "/api/schools/{school}/classrooms/{id}", none(), Inside(403, ("chen", 204))),
        ("GET", "/api/lessons/{id}/decks", none(), Inside(200, ("chen", 200))),
        ("PUT", "/api/lessons/{id}/decks/{deck}", none(), Inside(403, ("chen", 404))),
        ("DELETE", "/api/lessons/{id}/decks/{deck}", none(), Inside(403, ("chen", 409))),
        ("GET", "/api/lessons/{id}/questions", none(), Inside(403, ("chen", 200))),
        ("POST", "/api/lessons/{id}/questions", question(), Inside(403, ("chen", 201))),
        ("PUT", "/api/lessons/{id}/questions/{question}", question(), Inside(403, ("zhou", 200))),
        ("DELETE", "/api/lessons/{id}/questions/{question}", none(), Inside(403, ("zhou", 204))),
    ]
}

fn late_answer() -> Json {
    json!({"client_id": "01900000-0000-7000-8000-000000000001",
        "activity": "01900000-0000-7000-8000-000000000002",
        "answer": {"kind": "truth", "value": true}})
}

fn packs() -> Vec<Route> {
    use Door::Inside;
    let none = || Json::Null;
    let mut packed_answer = late_answer();
    packed_answer["person"] = json!("01900000-0000-7000-8000-000000000003");
    packed_answer["given_at"] = json!("2026-11-27T00:00:00Z");
    let pack = json!({"class": "01900000-0000-7000-8000-000000000004", "pictures": false});
    vec![
        ("GET", "/api/lessons/{id}/packs", none(), Inside(403, ("chen", 200))),
        ("POST", "/api/lessons/{id}/packs", pack, Inside(403, ("chen", 409))),
        ("DELETE", "/api/lessons/{id}/packs/{pack}", none(), Inside(403, ("chen", 404))),
        ("POST", "/api/lessons/{id}/pack-answers", json!({}), Inside(403, ("chen", 422))),
        ("GET", "/api/schools/{school}/packs", none(), Inside(200, ("chen", 200))),
        ("POST", "/api/schools/{school}/packs", json!({}), Inside(403, ("chen", 422))),
        ("GET", "/api/pack-imports/{id}", none(), Inside(403, ("chen", 200))),
        ("DELETE", "/api/pack-imports/{id}", none(), Inside(403, ("chen", 204))),
        ("GET", "/api/packs/{id}", none(), Inside(200, ("chen", 200))),
        ("POST", "/api/packs/{id}/answers", packed_answer, Inside(422, ("chen", 422))),
        ("GET", "/api/packs/{id}/answers", none(), Inside(403, ("chen", 200))),
        ("DELETE", "/api/packs/{id}", none(), Inside(403, ("chen", 204))),
    ]
}

fn live(places: &Places) -> Vec<Route> {
    use Door::{Inside, SignedIn};
    let none = || Json::Null;
    let late = late_answer();
    let saved = json!({"title": "改", "version": 1,
        "parts": [{"part": 1, "kind": "passage", "from_ms": 0, "to_ms": 1}]});
    let note = || json!({"id": NOTE, "kind": "unclear", "at_ms": 1});
    let given = json!({"client_id": "01900000-0000-7000-8000-000000000003", "part": 1,
        "answer": {"kind": "truth", "value": true}});
    let mut routes = vec![
        ("GET", "/api/today/rooms", none(), SignedIn(403)),
        ("POST", "/api/lessons/{id}/opening", none(), Inside(403, ("zhou", 204))),
        ("GET", "/api/lessons/{id}/entries", none(), Inside(200, ("chen", 200))),
        ("GET", "/api/lessons/{id}/people", none(), Inside(200, ("chen", 200))),
        ("GET", "/api/lessons/{id}/ink", none(), Inside(200, ("chen", 200))),
        ("GET", "/api/lessons/{id}/ink/log", none(), Inside(200, ("chen", 200))),
        ("POST", "/api/lessons/{id}/ink/pictures", json!({}), Inside(403, ("chen", 422))),
        ("GET", "/api/lessons/{id}/media", none(), Inside(200, ("chen", 200))),
        ("GET", "/api/lessons/{id}/replay", none(), Inside(200, ("chen", 200))),
        ("GET", "/api/lessons/{id}/preview", none(), Inside(403, ("chen", 200))),
        ("GET", "/api/lessons/{id}/stream", none(), Inside(403, ("chen", 200))),
        ("POST", "/api/lessons/{id}/stream-key", none(), Inside(403, ("chen", 200))),
    ];
    routes.extend(on_stage());
    routes.extend(vec![
        ("GET", "/api/lessons/{id}/report", none(), Inside(200, ("chen", 200))),
        ("GET", "/api/lessons/{id}/report.csv", none(), Inside(403, ("admin", 200))),
        ("GET", "/api/lessons/{id}/late-answers", none(), Inside(200, ("chen", 200))),
        ("POST", "/api/lessons/{id}/late-answers", late, Inside(409, ("chen", 403))),
        ("GET", "/api/lessons/{id}/classes", none(), Inside(403, ("chen", 200))),
        ("GET", "/api/lessons/{id}/classes/{class}/still", none(), Inside(403, ("chen", 404))),
        // From the screen of the class alone.
        ("PUT", "/api/lessons/{id}/classes/{class}/still", json!({}), Inside(403, ("chen", 403))),
        ("GET", "/api/lessons/{id}/notes", none(), Inside(200, ("chen", 200))),
        ("POST", "/api/lessons/{id}/notes", note(), Inside(201, ("chen", 201))),
        ("PUT", "/api/lessons/{id}/notes/{note}", note(), Inside(200, ("chen", 200))),
        ("DELETE", "/api/lessons/{id}/notes/{note}", none(), Inside(204, ("chen", 204))),
        ("GET", "/api/editions", none(), SignedIn(200)),
        ("POST", "/api/editions", json!({"source": places.lesson}), Inside(403, ("chen", 409))),
        ("GET", "/api/editions/{id}", none(), Inside(404, ("chen", 200))),
        ("PUT", "/api/editions/{id}", saved, Inside(404, ("chen", 200))),
        ("GET", "/api/editions/{id}/source", none(), Inside(404, ("chen", 200))),
        ("GET", "/api/editions/{id}/source/ink", none(), Inside(404, ("chen", 200))),
        ("GET", "/api/editions/{id}/decks", none(), Inside(404, ("chen", 200))),
        ("GET", "/api/editions/{id}/deck/{deck}/{file}", none(), Inside(404, ("chen", 404))),
        ("GET", "/api/editions/{id}/deck/{deck}/clip/{file}", none(), Inside(404, ("chen", 404))),
        ("GET", "/api/editions/{id}/answers", none(), Inside(404, ("chen", 200))),
        ("POST", "/api/editions/{id}/answers", given, Inside(404, ("chen", 403))),
        ("GET", "/api/lessons/{id}/edition", none(), Inside(404, ("chen", 404))),
        ("GET", "/api/lessons/{id}/edition/source", none(), Inside(404, ("chen", 404))),
        ("GET", "/api/lessons/{id}/edition/source/ink", none(), Inside(404, ("chen", 404))),
        (
            "PUT",
            "/api/lessons/{id}/edition",
            json!({"edition": places.edition}),
            Inside(403, ("chen", 409)),
        ),
        ("DELETE", "/api/lessons/{id}/edition", none(), Inside(403, ("chen", 409))),
        ("DELETE", "/api/editions/{id}", none(), Inside(404, ("chen", 204))),
        // It is a door all the same, if one for sockets.
        ("GET", "/ws/rooms/{lesson}", none(), Inside(426, ("chen", 426))),
        ("POST", "/api/lessons/{id}/closing", none(), Inside(403, ("chen", 204))),
    ]);
    routes
}

/// Who sends to a lesson's stage, and who watches it.
fn on_stage() -> Vec<Route> {
    use Door::{Everybody, Inside};
    let none = || Json::Null;
    let lines = json!({"lines": []});
    vec![
        ("POST", "/api/lessons/{id}/whip", none(), Inside(403, ("chen", 415))),
        ("DELETE", "/api/lessons/{id}/whip/{session}", none(), Inside(403, ("chen", 404))),
        ("POST", "/api/lessons/{id}/whep", none(), Inside(415, ("chen", 415))),
        ("DELETE", "/api/lessons/{id}/whep/{session}", none(), Inside(404, ("chen", 404))),
        ("PUT", "/api/lessons/{id}/whep/{session}/lines", lines, Inside(404, ("chen", 404))),
        // Who has no seat on the stage needs no phone there.
        ("POST", "/api/lessons/{id}/phone-camera", none(), Inside(403, ("chen", 403))),
        ("GET", "/api/lessons/{id}/phone-camera", none(), Inside(200, ("chen", 200))),
        ("DELETE", "/api/lessons/{id}/phone-camera", none(), Inside(204, ("chen", 204))),
        // A phone has no sign-in: its code and its key are what opens, for nobody else.
        ("POST", "/api/phone-cameras", json!({"code": "00000000"}), Everybody(404)),
        ("DELETE", "/api/phone-cameras/current", none(), Everybody(401)),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_comes_into_a_room_or_leads_it_by_pretending() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        for name in ["far.teacher", "far.learner", "tang.ning"] {
            let browser = world.browser(name).await;
            let refused = xingtan_testkit::Seat::refused(&browser, stage.lesson).await;
            refused.refused(404, "not_found");
        }
        let staff_only = [
            json!({"type": "open_poll", "stem": "？", "choices": []}),
            json!({"type": "lower_all_hands"}),
            json!({"type": "pick_person"}),
            json!({"type": "post_announcement", "text": "放学了"}),
            json!({"type": "set_danmaku", "on": false, "slow_ms": 0}),
            json!({"type": "clear_danmaku"}),
            json!({"type": "mute_person", "person": stage.zihan.id(), "muted": true}),
            json!({"type": "shift_media", "shift_ms": 500}),
            json!({"type": "play_part", "edition": stage.lesson, "part": 1}),
            json!({"type": "hold_part", "at_ms": 0}),
            json!({"type": "open_quiz", "question": {"prompt":
                {"kind": "true_false", "stem": "？"}}}),
        ];
        for message in staff_only {
            let refused = stage.xiaoyu.seat.ask(message.clone()).await;
            assert_eq!(refused, Err("role.staff_only".to_owned()), "{message}");
        }
        stage.close().await;
    })
    .await;
}
