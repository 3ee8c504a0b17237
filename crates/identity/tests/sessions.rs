//! Signed-in browsers: seen by their owner only, ended here, there and everywhere.

#![expect(clippy::unwrap_used, reason = "A test that fails by panicking says where.")]

#[expect(dead_code, reason = "Each story uses its part of the cast.")]
mod cast;

use std::time::Duration;

use cast::{Cast, PASSWORD, sign_in};
use futures_util::future::join_all;
use serde_json::{Value, json};
use xingtan_identity::Identity;
use xingtan_identity::passwords::pool::Cost;
use xingtan_platform::db::testing::for_each_db;
use xingtan_platform::db::{self, Tx};

async fn sessions(cast: &Cast, cookie: &str, query: &str) -> Value {
    let path = format!("/api/sessions{query}");
    let (status, page) = cast.ask(cookie, "GET", &path, "").await;
    assert_eq!(status, 200, "{page}");
    page
}

async fn is_in(cast: &Cast, cookie: &str) -> bool {
    cast.ask(cookie, "GET", "/api/me", "").await.0 == 200
}

#[tokio::test]
async fn one_sees_and_ends_ones_own_browsers() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let (first, second) = (&cast.teacher, &sign_in(&cast.at, "ＬＩＮ", PASSWORD).await);
        let mut ended = cast.at.ended_sessions();
        let page = sessions(&cast, second, "").await;
        let current: Vec<bool> = page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|session| session["is_current"].as_bool().unwrap())
            .collect();
        assert_eq!(current, [true, false], "newest first, nobody else's: {page}");
        let short = sessions(&cast, second, "?limit=1").await;
        let next = format!("?limit=1&cursor={}", short["next"].as_str().unwrap());
        assert_eq!(sessions(&cast, second, &next).await["items"][0], page["items"][1]);

        let path = format!("/api/sessions/{}", page["items"][1]["id"].as_str().unwrap());
        assert_eq!(cast.ask(&cast.head, "DELETE", &path, "").await.0, 404, "not one's own");
        assert!(is_in(&cast, first).await);
        assert_eq!(cast.ask(second, "DELETE", &path, "").await.0, 204);
        assert_eq!(json!(ended.try_recv().unwrap()), page["items"][1]["id"], "sockets learn it");
        assert!(!is_in(&cast, first).await);
        assert_eq!(cast.ask(second, "DELETE", &path, "").await.0, 404, "it is gone");

        let third = &sign_in(&cast.at, "lin", PASSWORD).await;
        let answer = cast.send(second, "DELETE", "/api/sessions/current", "").await;
        assert_eq!(answer.status(), 204);
        let cleared = answer.headers()["set-cookie"].to_str().unwrap();
        assert!(cleared.starts_with("xt_session=;") && cleared.contains("Max-Age=0"), "{cleared}");
        assert_eq!((is_in(&cast, second).await, is_in(&cast, third).await), (false, true));
        let fourth = &sign_in(&cast.at, "lin", PASSWORD).await;
        assert_eq!(cast.ask(third, "DELETE", "/api/sessions", "").await.0, 204);
        assert_eq!((is_in(&cast, third).await, is_in(&cast, fourth).await), (false, false));
        assert!(is_in(&cast, &cast.head).await, "others stay");
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_a_month_after_it_was_last_seen() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let days = |days: i64| days * 24 * 60 * 60 * 1000;
        cast.hand.advance_ms(days(29));
        assert!(is_in(&cast, &cast.teacher).await);
        is_noted(&cast, &cast.teacher).await;
        cast.hand.advance_ms(days(29));
        assert!(is_in(&cast, &cast.teacher).await, "being seen keeps it");
        assert!(!is_in(&cast, &cast.head).await, "who was away signs in again");
    })
    .await;
}

/// Waits until it is written that a browser was seen now, which no request waits for.
async fn is_noted(cast: &Cast, cookie: &str) {
    let now = json!(cast.at.ctx.clock.now());
    while sessions(cast, cookie, "").await["items"][0]["last_seen_at"] != now {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_password_that_is_reset_meanwhile_opens_nothing() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let slow = Identity::with_cost(cast.at.ctx.clone(), Cost::owasp());
        let form = json!({"name": "lin", "password": PASSWORD}).to_string();
        let change = json!({"current": PASSWORD, "new": "river-stone-77"}).to_string();
        let reset = async {
            // The two below have read the hash and wait in the queue.
            tokio::time::sleep(Duration::from_millis(200)).await;
            let hash = Cost::cheapest().hash("handed-out-now").unwrap();
            let sql = "update password set hash = $1 where person =
                       (select id from person where name_key = 'lin')";
            let set = async move |tx: &Tx| tx.execute(sql, &[hash.as_str().into()]).await;
            let set: Result<u64, db::Error> = fresh.db.write("test.reset", set).await;
            assert_eq!(set.unwrap(), 1);
        };
        let queue = (0..64).map(|_| slow.hash_password("something"));
        let (_, opened, changed, ()) = tokio::join!(
            join_all(queue),
            cast::send(&slow, "", "POST", "/api/sessions", form),
            cast::send(&slow, &cast.teacher, "PUT", "/api/me/password", change),
            reset,
        );
        assert_eq!((opened.status().as_u16(), changed.status().as_u16()), (401, 403));
        sign_in(&cast.at, "lin", "handed-out-now").await;
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_browsers() {
    for_each_db(async |fresh| {
        let cast = Cast::gather(fresh).await;
        let elsewhere = sign_in(&cast.at, "lin", PASSWORD).await;
        let wrong = json!({"current": "not this one", "new": "river-stone-77"}).to_string();
        let (status, problem) = cast.ask(&cast.teacher, "PUT", "/api/me/password", wrong).await;
        assert_eq!((status, &problem["code"]), (403, &json!("password.wrong_current")));
        let right = json!({"current": PASSWORD, "new": "river-stone-77"}).to_string();
        assert_eq!(cast.ask(&cast.teacher, "PUT", "/api/me/password", right).await.0, 204);
        assert_eq!(
            (is_in(&cast, &cast.teacher).await, is_in(&cast, &elsewhere).await),
            (true, false)
        );
        sign_in(&cast.at, "lin", "river-stone-77").await;

        let path = format!("/api/people/{}/password", cast.learner_id);
        let (status, made) = cast.ask(&cast.teacher, "POST", &path, "").await;
        assert_eq!(status, 200, "{made}");
        assert!(!is_in(&cast, &cast.learner).await, "a reset signs out everywhere");
        sign_in(&cast.at, "li", made["password"].as_str().unwrap()).await;
    })
    .await;
}
