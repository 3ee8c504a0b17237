//! A sign-in lasts for a month after it was last used, in the database and in the browser.

use reqwest::Method;
use reqwest::header::SET_COOKIE;
use xingtan_testkit::{Answer, for_each_database, until};

const HOURS_MS: i64 = 60 * 60 * 1000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_is_used_keeps_its_cookie() {
    for_each_database(async |world| {
        let zihan = world.browser("wang.zihan").await;
        assert!(cookies(&zihan.get("/api/me").await.is(200)).is_empty(), "it was set just now");
        world.hand.advance_ms(2 * HOURS_MS);
        let again = cookies(&zihan.get("/api/me").await.is(200));
        let expected =
            format!("{}; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000", zihan.cookie().unwrap());
        assert_eq!(again, [expected]);
        let _ = until("the session's end has moved", async || {
            cookies(&zihan.get("/api/me").await.is(200)).is_empty().then_some(())
        })
        .await;
        // Nobody who signs out is given it again.
        world.hand.advance_ms(2 * HOURS_MS);
        let left = zihan.send(Method::DELETE, "/api/sessions/current", None).await.is(204);
        let left = cookies(&left);
        assert!(left.len() == 1 && left[0].contains("Max-Age=0"), "{left:?}");
        let nobody = zihan.get("/api/me").await;
        nobody.refused(401, "session.required");
        assert!(cookies(&nobody).is_empty());
    })
    .await;
}

fn cookies(answer: &Answer) -> Vec<String> {
    let all = answer.headers.get_all(SET_COOKIE).iter();
    all.map(|cookie| cookie.to_str().unwrap().to_owned()).collect()
}
