//! The first start: one link, one administrator, and nothing for strangers.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use serde_json::{Value, json};
use tower::ServiceExt;
use xingtan_base::clock::UtcMs;
use xingtan_identity::passwords::pool::Cost;
use xingtan_identity::{Identity, routes, setup};
use xingtan_platform::clock::Clock;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::testing::{TestDb, for_each_db};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::files::Files;
use xingtan_platform::ids::Ids;
use xingtan_platform::keys::Keys;
use xingtan_platform::tasks::Tasks;

async fn identity(fresh: &TestDb) -> Identity {
    let clock = Clock::system();
    let ids = Ids::system(clock.clone());
    let ctx = Ctx {
        db: fresh.db.clone(),
        files: Files::in_memory(),
        keys: Keys::load(&fresh.db, &ids, &clock).await.unwrap(),
        clock,
        ids,
        tasks: Tasks::new(),
        config: Arc::default(),
    };
    Identity::with_cost(ctx, Cost::cheapest())
}

async fn send(
    at: &Identity,
    method: &str,
    path: &str,
    cookie: &str,
    body: Value,
) -> Response<Body> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, cookie)
        .body(Body::from(body.to_string()))
        .unwrap();
    routes(at.clone()).oneshot(request).await.unwrap()
}

async fn json_of(answer: Response<Body>) -> Value {
    serde_json::from_slice(&to_bytes(answer.into_body(), 1 << 20).await.unwrap()).unwrap()
}

#[tokio::test]
async fn the_link_makes_one_administrator_who_adds_people() {
    for_each_db(async |fresh| {
        let at = identity(fresh).await;
        let link = async move |tx: &Tx| setup::link::create_link(tx, "secret", UtcMs(1)).await;
        assert!(fresh.db.write::<_, db::Error, _>("test.link", link).await.unwrap());
        let form = json!({"name": "Admin", "password": "apricot-terrace", "display_name": "周明",
            "region_name": "杏林区", "school_name": "明德中学"});
        let answer = send(&at, "POST", "/api/setup/secret", "", form.clone()).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let again = send(&at, "POST", "/api/setup/secret", "", form).await;
        assert_eq!(again.status(), StatusCode::NOT_FOUND);

        let wrong = json!({"name": "admin", "password": "not this one"});
        let answer = send(&at, "POST", "/api/sessions", "", wrong).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        let right = json!({"name": "ＡＤＭＩＮ", "password": "apricot-terrace"});
        let answer = send(&at, "POST", "/api/sessions", "", right).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();

        let seen = json_of(send(&at, "GET", "/api/organisations", &cookie, json!({})).await).await;
        let school = seen["schools"][0]["id"].as_str().unwrap().to_owned();
        let people = format!("/api/schools/{school}/people");
        let new = json!({"name": "lin", "display_name": "林老师", "role": "teacher"});
        let answer = send(&at, "POST", &people, &cookie, new.clone()).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let made = json_of(answer).await["password"].as_str().unwrap().to_owned();
        assert_eq!(send(&at, "POST", &people, &cookie, new).await.status(), StatusCode::CONFLICT);
        let as_lin = json!({"name": "lin", "password": made});
        let lin = send(&at, "POST", "/api/sessions", "", as_lin).await;
        let lin = lin.headers()[header::SET_COOKIE].to_str().unwrap().to_owned();
        let denied = send(
            &at,
            "POST",
            &people,
            &lin,
            json!({"name": "x", "display_name": "x",
            "role": "teacher"}),
        )
        .await;
        assert_eq!(denied.status(), StatusCode::FORBIDDEN);
        let page = json_of(send(&at, "GET", &format!("{people}?q=L"), &lin, json!({})).await).await;
        assert_eq!(page["items"][0]["name"], "lin");

        for path in ["/api/me", "/api/sessions", "/api/organisations", people.as_str()] {
            let answer = send(&at, "GET", path, "", json!({})).await;
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
        }
        let out = send(&at, "DELETE", "/api/sessions", &cookie, json!({})).await;
        assert_eq!(out.status(), StatusCode::NO_CONTENT);
        let answer = send(&at, "GET", "/api/me", &cookie, json!({})).await;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    })
    .await;
}
