//! Changing people: names, classes, devices, stopping and resuming, and who may.

#![expect(clippy::unwrap_used, reason = "A test that fails by panicking says where.")]

#[expect(dead_code, reason = "Each story uses its part of the cast.")]
mod cast;

use cast::{Cast, PASSWORD, send, sign_in, told};
use serde_json::{Value, json};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, MembershipId, PersonId};
use xingtan_identity::memberships::{self, Membership, Place, Role};
use xingtan_identity::rosters;
use xingtan_platform::db::testing::for_each_db;
use xingtan_platform::db::{self, Tx};

fn path(cast: &Cast, person: PersonId, rest: &str) -> String {
    format!("/api/schools/{}/people/{person}{rest}", cast.school)
}

async fn patch(cast: &Cast, person: PersonId, change: Value) -> (u16, Value) {
    cast.ask(&cast.head, "PATCH", &path(cast, person, ""), change.to_string()).await
}

async fn class(cast: &Cast, name: &str) -> ClassId {
    let classes = format!("/api/schools/{}/classes", cast.school);
    let form = json!({"name": name}).to_string();
    let (status, made) = cast.ask(&cast.head, "POST", &classes, form).await;
    assert_eq!(status, 201, "{made}");
    made["id"].as_str().unwrap().parse().unwrap()
}

/// Adds an administrator of the school and signs them in.
async fn administrator(cast: &Cast, name: &str) -> (PersonId, String) {
    let people = format!("/api/schools/{}/people", cast.school);
    let form = json!({"name": name, "display_name": name, "role": "administrator",
        "password": PASSWORD});
    let (status, made) = cast.ask(&cast.head, "POST", &people, form.to_string()).await;
    assert_eq!(status, 201, "{made}");
    let id = made["id"].as_str().unwrap().parse().unwrap();
    (id, sign_in(&cast.at, name, PASSWORD).await)
}

/// Gives a person one more role.
async fn give(cast: &Cast, person: PersonId, role: Role, place: Place) {
    let (id, now): (MembershipId, _) = (cast.at.ctx.ids.next(), cast.at.ctx.clock.now());
    let start = async move |tx: &Tx| {
        memberships::start(tx, id, person, Membership { role, place }, now).await
    };
    cast.at.ctx.db.write::<_, db::Error, _>("test.give", start).await.unwrap();
}

/// The kinds of facts since the beginning, those of the cast's sign-in left out.
async fn facts(cast: &Cast) -> Vec<String> {
    let read = async move |tx: &Tx| {
        let mut kinds = Vec::new();
        for row in &tx.rows("select id, body from fact order by id", &[]).await? {
            let body: Value = serde_json::from_str(&row.get::<String>("body")?).unwrap();
            kinds.push(body["kind"].as_str().unwrap().to_owned());
        }
        Ok::<_, db::Error>(kinds)
    };
    let mut kinds = cast.at.ctx.db.read("test.facts", read).await.unwrap();
    kinds.retain(|kind| kind != "session.opened");
    kinds
}

async fn learners(cast: &Cast, of: ClassId, at: UtcMs) -> Vec<String> {
    let read = async move |tx: &Tx| rosters::class_members(tx, of, at).await;
    let members = cast.at.ctx.db.read::<_, db::Error, _>("test.members", read).await.unwrap();
    members.into_iter().map(|(_, name)| name).collect()
}

async fn is_in(cast: &Cast, cookie: &str) -> bool {
    cast.ask(cookie, "GET", "/api/me", "").await.0 == 200
}

async fn listed(cast: &Cast, query: &str) -> Vec<(String, bool)> {
    let path = format!("/api/schools/{}/people{query}", cast.school);
    let (status, page) = cast.ask(&cast.head, "GET", &path, "").await;
    assert_eq!(status, 200, "{page}");
    let one = |person: &Value| {
        (person["name"].as_str().unwrap().to_owned(), person["is_stopped"].as_bool().unwrap())
    };
    page["items"].as_array().unwrap().iter().map(one).collect()
}

/// Signs in and answers the status and the code of the refusal.
async fn door(cast: &Cast, name: &str, password: &str) -> (u16, Value) {
    let form = json!({"name": name, "password": password}).to_string();
    let (status, body) = told(send(&cast.at, "", "POST", "/api/sessions", form).await).await;
    (status, body["code"].clone())
}

#[tokio::test]
async fn names_are_corrected_when_they_are_sound_and_free() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let change = json!({"name": " Li.Lei ", "display_name": " 李磊 "});
        let (status, person) = patch(&cast, cast.learner_id, change).await;
        assert_eq!(status, 200, "{person}");
        assert_eq!((&person["name"], &person["display_name"]), (&json!("Li.Lei"), &json!("李磊")));
        assert_eq!(facts(&cast).await, ["person.changed"]);
        let same = json!({"name": "Li.Lei", "display_name": "李磊"});
        assert_eq!(patch(&cast, cast.learner_id, same).await.0, 200);
        assert_eq!(facts(&cast).await.len(), 1, "nothing happened");
        assert!(is_in(&cast, &cast.learner).await, "a corrected name signs nobody out");
        sign_in(&cast.at, "ＬＩ.lei", PASSWORD).await;
        assert_eq!(door(&cast, "li", PASSWORD).await.0, 401, "the old name is free");
        assert_eq!(listed(&cast, "?q=磊").await, [("Li.Lei".to_owned(), false)]);

        for (change, status, code, field) in [
            (json!({"name": "=x"}), 422, "request.invalid", "name"),
            (json!({"display_name": " "}), 422, "request.invalid", "display_name"),
            (json!({"name": "ＬＩＮ"}), 409, "person.name_taken", "name"),
            (json!({"name": "far-lin"}), 409, "person.name_taken", "name"),
        ] {
            let (got, problem) = patch(&cast, cast.learner_id, change.clone()).await;
            assert_eq!((got, &problem["code"]), (status, &json!(code)), "{change}");
            assert_eq!(problem["fields"][0]["field"], field, "{problem}");
        }
        assert_eq!(patch(&cast, cast.learner_id, json!({"name": 5})).await.0, 422);
        assert_eq!(patch(&cast, cast.at.ctx.ids.next(), json!({})).await.0, 404);
        assert_eq!(facts(&cast).await.len(), 1, "a refused change leaves nothing");
    })
    .await;
}

#[tokio::test]
async fn a_learner_moves_class_and_the_time_before_stays_as_it_was() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let second = class(&cast, "二班").await;
        let third = class(&cast, "三班").await;
        let before = cast.at.ctx.clock.now();
        cast.hand.advance_ms(1000);
        let change = json!({"class": second, "display_name": "李磊"});
        let (status, person) = patch(&cast, cast.learner_id, change.clone()).await;
        assert_eq!(status, 200, "{person}");
        assert_eq!(person["classes"], json!([{"id": second, "name": "二班"}]));
        let now = cast.at.ctx.clock.now();
        assert_eq!(learners(&cast, cast.class, before).await, ["李磊"], "last term's class");
        assert_eq!(learners(&cast, cast.class, now).await, [""; 0]);
        assert_eq!(learners(&cast, second, now).await, ["李磊"]);
        let moved = ["person.changed", "membership.ended", "membership.granted"];
        assert_eq!(facts(&cast).await[2..], moved, "after two classes");
        assert_eq!(patch(&cast, cast.learner_id, change).await.0, 200);
        assert_eq!(facts(&cast).await.len(), 5, "the same again changes nothing");

        // With two classes one must say which is left.
        give(&cast, cast.learner_id, Role::Learner, Place::Class(cast.school, cast.class)).await;
        let other: ClassId = cast.at.ctx.ids.next();
        for (change, field, code) in [
            (json!({"class": third}), "old_class", "required"),
            (json!({"class": third, "old_class": third}), "old_class", "unknown"),
            (json!({"class": other, "old_class": second}), "class", "unknown"),
        ] {
            let (status, problem) = patch(&cast, cast.learner_id, change).await;
            let fields = json!([{"field": field, "code": code}]);
            assert_eq!((status, &problem["fields"]), (422, &fields));
        }
        let change = json!({"class": third, "old_class": second});
        let (_, person) = patch(&cast, cast.learner_id, change).await;
        let names = |class: &Value| class["name"].as_str().unwrap().to_owned();
        let mut classes: Vec<String> =
            person["classes"].as_array().unwrap().iter().map(names).collect();
        classes.sort();
        assert_eq!(classes, ["一班", "三班"]);
        let (status, problem) = patch(&cast, cast.teacher_id, json!({"class": second})).await;
        assert_eq!((status, &problem["fields"][0]["code"]), (422, &json!("only_for_learners")));
    })
    .await;
}

#[tokio::test]
async fn devices_are_signed_out_from_afar() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let second = sign_in(&cast.at, "li", PASSWORD).await;
        let mut ended = cast.at.ended_sessions();
        let sessions = path(&cast, cast.learner_id, "/sessions");
        assert_eq!(cast.ask(&cast.teacher, "DELETE", &sessions, "").await.0, 403);
        assert_eq!(cast.ask(&cast.head, "DELETE", &sessions, "").await.0, 204);
        assert!(ended.try_recv().is_ok() && ended.try_recv().is_ok(), "sockets learn of both");
        for cookie in [&cast.learner, &second] {
            assert!(!is_in(&cast, cookie).await);
        }
        assert_eq!(facts(&cast).await, ["session.ended", "session.ended"]);
        sign_in(&cast.at, "li", PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn a_stopped_person_is_out_at_once_and_comes_back_as_what_they_were() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let second = class(&cast, "二班").await;
        let mut ended = cast.at.ended_sessions();
        // A move at the same moment is no part of the stop.
        assert_eq!(patch(&cast, cast.learner_id, json!({"class": second})).await.0, 200);
        let stop = path(&cast, cast.learner_id, "/stop");
        for _ in 0..2 {
            let (status, person) = cast.ask(&cast.head, "PUT", &stop, "").await;
            assert_eq!((status, &person["is_stopped"]), (200, &json!(true)), "{person}");
            assert_eq!(person["roles"], json!(["learner"]));
            assert_eq!(person["classes"], json!([{"id": second, "name": "二班"}]));
        }
        assert!(ended.try_recv().is_ok(), "sockets learn it");
        assert!(!is_in(&cast, &cast.learner).await);
        let stopped = ["membership.ended", "person.stopped", "session.ended"];
        assert_eq!(facts(&cast).await[3..], stopped);
        assert_eq!(door(&cast, "li", PASSWORD).await, (403, json!("session.stopped")));
        assert_eq!(
            door(&cast, "li", "a wrong one").await,
            (401, json!("session.wrong_password")),
            "only who knows the password learns of the stop"
        );
        let now = cast.at.ctx.clock.now();
        assert_eq!(learners(&cast, second, now).await, [""; 0]);
        let person = |name: &str, is_stopped| (name.to_owned(), is_stopped);
        assert_eq!(listed(&cast, "").await, [person("head", false), person("lin", false)]);
        assert_eq!(listed(&cast, "?state=stopped").await, [person("li", true)]);
        let of_class = format!("?state=all&class={second}");
        assert_eq!(listed(&cast, &of_class).await, [person("li", true)]);
        assert_eq!(listed(&cast, "?state=all").await.len(), 3);

        // Names may be corrected meanwhile; a class cannot be changed, nor a roster bring them.
        let change = json!({"display_name": "李磊"});
        assert_eq!(patch(&cast, cast.learner_id, change).await.0, 200);
        let (status, problem) = patch(&cast, cast.learner_id, json!({"class": cast.class})).await;
        assert_eq!((status, &problem["code"]), (409, &json!("person.stopped")));
        let imports = format!("/api/schools/{}/imports", cast.school);
        let roster = "name,display_name,role,class\nli,李磊,学生,一班\n";
        let (_, import) = cast.ask(&cast.head, "POST", &imports, roster).await;
        assert_eq!(import["rows"][0]["errors"][0]["code"], "import.stopped");

        cast.hand.advance_ms(1000);
        for _ in 0..2 {
            let (status, person) = cast.ask(&cast.head, "DELETE", &stop, "").await;
            assert_eq!((status, &person["is_stopped"]), (200, &json!(false)), "{person}");
            assert_eq!(person["classes"], json!([{"id": second, "name": "二班"}]));
        }
        let resumed = ["person.changed", "membership.granted", "person.resumed"];
        assert_eq!(facts(&cast).await[6..], resumed);
        assert_eq!(learners(&cast, second, now).await, [""; 0], "the stop stays in the past");
        sign_in(&cast.at, "li", PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_stops_himself_the_last_administrator_or_somebody_above() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let own = path(&cast, cast.head_id, "/stop");
        let (status, problem) = cast.ask(&cast.head, "PUT", &own, "").await;
        assert_eq!((status, &problem["code"]), (409, &json!("person.yourself")));
        let (second_id, second) = administrator(&cast, "second").await;

        // A region's administrator who also teaches here stands above the school.
        let region = region_of(&cast).await;
        give(&cast, cast.teacher_id, Role::Administrator, Place::Region(region)).await;
        for (method, rest) in
            [("PATCH", ""), ("PUT", "/stop"), ("DELETE", "/stop"), ("DELETE", "/sessions")]
        {
            let path = path(&cast, cast.teacher_id, rest);
            let (status, problem) = cast.ask(&cast.head, method, &path, "{}").await;
            assert_eq!((status, &problem["code"]), (403, &json!("access.denied")), "{path}");
        }
        // From above each can be stopped, but not the last one.
        let stop = |person| path(&cast, person, "/stop");
        assert_eq!(cast.ask(&cast.teacher, "PUT", &stop(cast.head_id), "").await.0, 200);
        let (status, problem) = cast.ask(&cast.teacher, "PUT", &stop(second_id), "").await;
        assert_eq!((status, &problem["code"]), (409, &json!("person.last_administrator")));
        assert!(is_in(&cast, &second).await && !is_in(&cast, &cast.head).await);
        assert_eq!(cast.ask(&second, "DELETE", &stop(cast.head_id), "").await.0, 200);
        sign_in(&cast.at, "head", PASSWORD).await;
    })
    .await;
}

#[tokio::test]
async fn who_belongs_elsewhere_too_loses_only_what_they_are_here() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        give(&cast, cast.teacher_id, Role::Teacher, Place::School(cast.other_school)).await;
        // Names and devices are theirs everywhere; neither school changes them alone.
        for (method, rest) in [("PATCH", ""), ("DELETE", "/sessions")] {
            let path = path(&cast, cast.teacher_id, rest);
            assert_eq!(cast.ask(&cast.head, method, &path, "{}").await.0, 403, "{method}");
        }
        let stop = path(&cast, cast.teacher_id, "/stop");
        assert_eq!(cast.ask(&cast.head, "PUT", &stop, "").await.0, 200);
        assert!(!is_in(&cast, &cast.teacher).await, "open pages of this school do not go on");
        let again = sign_in(&cast.at, "lin", PASSWORD).await;
        let people = format!("/api/schools/{}/people", cast.school);
        assert_eq!(cast.ask(&again, "GET", &people, "").await.0, 404);
        let people = format!("/api/schools/{}/people", cast.other_school);
        assert_eq!(cast.ask(&again, "GET", &people, "").await.0, 200);
        // The other school has not stopped them, and may not resume them here.
        assert_eq!(cast.ask(&cast.other_head, "DELETE", &stop, "").await.0, 404);
    })
    .await;
}

async fn region_of(cast: &Cast) -> xingtan_base::ids::RegionId {
    let school = cast.school;
    let read = async move |tx: &Tx| {
        let sql = "select region from school where id = $1";
        tx.row(sql, &[school.into()]).await?.unwrap().get("region")
    };
    cast.at.ctx.db.read::<_, db::Error, _>("test.region", read).await.unwrap()
}

#[tokio::test]
async fn whoever_was_given_a_password_is_asked_for_one_of_their_own() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let is_given = async |cookie: &str| {
            cast.ask(cookie, "GET", "/api/me", "").await.1["has_given_password"].clone()
        };
        assert_eq!(is_given(&cast.learner).await, json!(false));
        let path = format!("/api/people/{}/password", cast.learner_id);
        let (status, given) = cast.ask(&cast.teacher, "POST", &path, "").await;
        assert_eq!(status, 200, "{given}");
        let given = given["password"].as_str().unwrap();
        let cookie = sign_in(&cast.at, "li", given).await;
        assert_eq!(is_given(&cookie).await, json!(true));
        let own = json!({"current": given, "new": "杏花春雨江南烟水"}).to_string();
        assert_eq!(cast.ask(&cookie, "PUT", "/api/me/password", own).await.0, 204);
        assert_eq!(is_given(&cookie).await, json!(false));
    })
    .await;
}
