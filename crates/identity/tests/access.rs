//! Who gets in where: every route of this crate, for strangers, for another school and for a
//! learner.

#![expect(clippy::unwrap_used, reason = "A test that fails by panicking says where.")]

#[expect(dead_code, reason = "Each story uses its part of the cast.")]
mod cast;

use cast::Cast;
use serde_json::{Value, json};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, uuid_v7};
use xingtan_identity::{openapi, organisations};
use xingtan_platform::db::testing::for_each_db;
use xingtan_platform::db::{self, Tx};

/// Routes for people who have not signed in, and for screens that are not paired yet.
const OPEN: [(&str, &str); 5] = [
    ("POST", "/api/sessions"),
    ("GET", "/api/setup/{token}"),
    ("POST", "/api/setup/{token}"),
    ("POST", "/api/pairings"),
    ("POST", "/api/pairings/arrival"),
];

/// Routes that only ever reach one's own things, so that there is nobody to refuse.
const OWN: [(&str, &str); 7] = [
    ("GET", "/api/sessions"),
    ("DELETE", "/api/sessions"),
    ("DELETE", "/api/sessions/current"),
    ("GET", "/api/me"),
    ("PATCH", "/api/me"),
    ("PUT", "/api/me/password"),
    ("GET", "/api/organisations"),
];

/// Every route as the description names it, so that a new one cannot be forgotten here.
fn described() -> Vec<(String, String)> {
    let description = serde_json::to_value(openapi()).unwrap();
    let mut routes = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        for method in ["get", "put", "post", "patch", "delete"] {
            if item.get(method).is_some() {
                routes.push((method.to_uppercase(), path.clone()));
            }
        }
    }
    routes
}

fn is_in(table: &[(&str, &str)], method: &str, path: &str) -> bool {
    table.contains(&(method, path))
}

#[tokio::test]
async fn no_route_opens_to_a_stranger_or_to_another_school() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let roster = "name,display_name,role,class\nnew,新,学生,二班\n";
        let imports = format!("/api/schools/{}/imports", cast.school);
        let (_, import) = cast.ask(&cast.head, "POST", &imports, roster).await;
        let (_, sessions) = cast.ask(&cast.head, "GET", "/api/sessions", "").await;
        let form = json!({"name": "x", "display_name": "甲", "role": "teacher"}).to_string();
        let class = ClassId::from_uuid(uuid_v7(1, [7; 10]));
        let screen = json!({"code": "000000", "class": class, "name": "x"}).to_string();
        let mut refused = 0;
        for (method, route) in described() {
            if is_in(&OPEN, &method, &route) {
                continue;
            }
            let of = if route.contains("sessions") { &sessions["items"][0] } else { &import };
            let path = route
                .replace("{school}", &cast.school.to_string())
                .replace("{person}", &cast.learner_id.to_string())
                .replace("{id}", of["id"].as_str().unwrap());
            let name = format!("{method} {route}");
            let form = if route.ends_with("/classrooms") { &screen } else { &form };
            for stranger in ["", "xt_session=made-up"] {
                let (status, problem) = cast.ask(stranger, &method, &path, form.clone()).await;
                assert_eq!((status, &problem["code"]), (401, &json!("session.required")), "{name}");
            }
            if is_in(&OWN, &method, &route) {
                continue;
            }
            for other in [&cast.other_head, &cast.other_teacher] {
                let (status, problem) = cast.ask(other, &method, &path, form.clone()).await;
                assert_eq!((status, &problem["code"]), (404, &json!("not_found")), "{name}");
            }
            let (status, _) = cast.ask(&cast.learner, &method, &path, form.clone()).await;
            assert!([403, 404].contains(&status), "{name}: a learner got {status}");
            refused += 1;
        }
        assert!(refused >= 14, "only {refused} routes were tried");
        let (_, same) = cast.ask(&cast.head, "GET", "/api/sessions", "").await;
        assert_eq!(same, sessions, "nobody ended somebody else's session");
        let (_, people) =
            cast.ask(&cast.head, "GET", &format!("/api/schools/{}/people", cast.school), "").await;
        assert_eq!(people["items"].as_array().unwrap().len(), 3, "nobody was added");
    })
    .await;
}

#[tokio::test]
async fn a_teacher_decides_no_import_and_adds_nobody() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let imports = format!("/api/schools/{}/imports", cast.school);
        let roster = "name,display_name,role,class\nnew,新,学生,二班\n";
        assert_eq!(cast.ask(&cast.teacher, "POST", &imports, roster).await.0, 403);
        let (_, import) = cast.ask(&cast.head, "POST", &imports, roster).await;
        let import = format!("/api/imports/{}", import["id"].as_str().unwrap());
        for (method, rest) in [
            ("GET", "/rows"),
            ("GET", "/errors.csv"),
            ("POST", "/acceptance"),
            ("GET", "/passwords.csv"),
            ("DELETE", ""),
        ] {
            let path = format!("{import}{rest}");
            let (status, problem) = cast.ask(&cast.teacher, method, &path, "").await;
            assert_eq!((status, &problem["code"]), (403, &json!("access.denied")), "{path}");
        }
    })
    .await;
}

async fn schools_seen(cast: &Cast, cookie: &str) -> (Vec<String>, Value) {
    let (status, seen) = cast.ask(cookie, "GET", "/api/organisations", "").await;
    assert_eq!(status, 200);
    let schools = seen["schools"].as_array().unwrap();
    let mut ids: Vec<String> =
        schools.iter().map(|school| school["id"].as_str().unwrap().to_owned()).collect();
    ids.sort();
    (ids, seen["alliances"].clone())
}

#[tokio::test]
async fn an_alliance_shows_receiving_schools_to_the_anchor_and_never_the_other_way() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let (anchor, receiving) = (cast.school, cast.other_school);
        let own = vec![anchor.to_string()];
        assert_eq!(schools_seen(&cast, &cast.teacher).await, (own.clone(), json!([])));

        let (alliance, now) = (cast.alliance, cast.at.ctx.clock.now());
        let sign = async move |tx: &Tx| {
            let members = [receiving];
            organisations::create::alliance(tx, alliance, "山海", anchor, &members, now).await
        };
        fresh.db.write::<_, db::Error, _>("test.alliance", sign).await.unwrap();
        let mut both = vec![anchor.to_string(), receiving.to_string()];
        both.sort();
        let shown = json!([{"id": alliance, "name": "山海", "schools": [anchor, receiving]}]);
        for staff in [&cast.teacher, &cast.head] {
            assert_eq!(schools_seen(&cast, staff).await, (both.clone(), shown.clone()));
        }
        let far = vec![receiving.to_string()];
        assert_eq!(schools_seen(&cast, &cast.other_teacher).await, (far, shown));
        assert_eq!(schools_seen(&cast, &cast.learner).await, (own.clone(), json!([])));
        // Seeing a school's classes is not reading its people.
        let people = format!("/api/schools/{receiving}/people");
        assert_eq!(cast.ask(&cast.teacher, "GET", &people, "").await.0, 404);

        let end = async move |tx: &Tx| {
            let sql = "update alliance_school set until_ms = $1";
            tx.execute(sql, &[UtcMs(now.0 + 1000).into()]).await
        };
        fresh.db.write::<_, db::Error, _>("test.end", end).await.unwrap();
        cast.hand.advance_ms(1000);
        assert_eq!(schools_seen(&cast, &cast.teacher).await, (own, json!([])), "it has ended");
    })
    .await;
}
