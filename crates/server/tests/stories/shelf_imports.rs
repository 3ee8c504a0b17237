//! Packs on their way to a shelf: who sends them may go, others may come, and what comes to nothing
//! leaves nothing behind.

use reqwest::Method;
use serde_json::{Value as Json, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use xingtan_base::ids::ClassId;
use xingtan_testkit::{Browser, World, for_each_database, for_each_world, until};

use crate::shelf::{by_hand, ended, send, shelve, with_page};

/// Bytes of a recording that takes a while to be checked.
const MUCH: usize = 6 << 20;

const OLD: &[u8] = b"<!doctype html>old";
const NEW: &[u8] = b"<!doctype html>new";

/// What is in the file store of packs on shelves and on their way there.
fn stored(world: &World) -> Vec<String> {
    world.place().stored().into_iter().filter(|path| path.contains("/shelf/")).collect()
}

/// Waits until no more than one version of the pack, or nothing, is in the file store.
async fn stored_are(world: &World, count: usize) {
    until("the file store is tidy", async || (stored(world).len() == count).then_some(())).await;
}

/// Files of a pack made by hand, and its manifest.
const ONE: usize = 4;

async fn shelf(world: &World, browser: &Browser) -> Json {
    let path = format!("/api/schools/{}/packs", world.outsiders.school);
    browser.get(&path).await.is(200).json()
}

/// Sends a pack and waits until it is being imported.
async fn importing(world: &World, browser: &Browser, pack: Vec<u8>) -> (Json, String) {
    let import = send(browser, world.outsiders.school, pack).await.is(202).json();
    let path = format!("/api/pack-imports/{}", import["id"].as_str().unwrap());
    until("its import has begun", async || {
        let import = browser.get(&path).await.is(200).json();
        assert_ne!(import["state"], "done", "it is too fast for this story: {import}");
        (import["state"] == "importing" && import["progress"]["done"] != json!(0)).then_some(())
    })
    .await;
    (import, path)
}

async fn page(world: &World, shelved: &Json) -> Vec<u8> {
    world.stranger().get(shelved["player"].as_str().unwrap()).await.is(200).body.to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_changed_pack_is_refused_in_words_and_leaves_nothing() {
    for_each_world(async |world| {
        let far = world.browser("far.teacher").await;
        let school = world.outsiders.school;
        let class: ClassId = world.cast.classes[0];
        let mut changed = with_page(&class, OLD, 100);
        let at = changed.windows(OLD.len()).position(|some| some == OLD).unwrap();
        changed[at + 5] ^= 1;
        let import = send(&far, school, changed).await.is(202).json();
        let refused = ended(&far, &import).await;
        assert_eq!(
            (&refused["state"], &refused["problem"], &refused["detail"]),
            (&json!("refused"), &json!("pack.wrong_hash"), &json!("index.html"))
        );
        let shown = shelf(world, &far).await;
        assert_eq!(
            (&shown["items"], shown["imports"][0]["id"].clone()),
            (&json!([]), import["id"].clone())
        );
        let learner = world.browser("far.learner").await;
        let shown = shelf(world, &learner).await;
        assert_eq!((&shown["imports"], &shown["room_bytes"]), (&json!([]), &Json::Null));
        stored_are(world, 0).await;
        let path = format!("/api/pack-imports/{}", import["id"].as_str().unwrap());
        learner.send(Method::DELETE, &path, None).await.refused(403, "access.denied");
        let _ = far.send(Method::DELETE, &path, None).await.is(204);
        far.get(&path).await.refused(404, "not_found");
        assert_eq!(shelf(world, &far).await["imports"], json!([]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_pack_needs_its_sender_no_more_once_it_has_arrived() {
    for_each_database(async |world| {
        let far = world.browser("far.teacher").await;
        let pack = with_page(&world.cast.classes[0], NEW, MUCH);
        let arriving = world.server().domains.ctx.config.data.join("packs-arriving");
        let half_here = || std::fs::read_dir(&arriving).map_or(0, |files| files.count());
        // One who goes away before all of it is here leaves nothing.
        let (half, rest) = pack.split_at(pack.len() / 2);
        let line = sending(world, &far, pack.len(), half).await;
        until("it arrives", async || (half_here() == 1).then_some(())).await;
        drop(line);
        until("nothing is half here", async || (half_here() == 0).then_some(())).await;
        assert_eq!(
            (stored(world).len(), shelf(world, &far).await["imports"].clone()),
            (0, json!([]))
        );
        // Another is away as soon as the last byte is.
        let mut line = sending(world, &far, pack.len(), half).await;
        until("it arrives", async || (half_here() == 1).then_some(())).await;
        line.write_all(rest).await.unwrap();
        line.flush().await.unwrap();
        drop(line);
        let there = until("the pack is on the shelf", async || {
            shelf(world, &far).await["items"].get(0).cloned()
        })
        .await;
        assert_eq!(there["title"], "别处的课");
        stored_are(world, ONE).await;
        until("nothing is half here", async || (half_here() == 0).then_some(())).await;
        assert_eq!(shelf(world, &far).await["imports"], json!([]));
    })
    .await;
}

/// Sends the head of a request and these bytes of its body.
async fn sending(world: &World, browser: &Browser, length: usize, bytes: &[u8]) -> TcpStream {
    let host = browser.url().strip_prefix("http://").unwrap();
    let mut line = TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST /api/schools/{}/packs HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n\
         Cookie: {}\r\nContent-Type: application/zip\r\nContent-Length: {length}\r\n\r\n",
        world.outsiders.school,
        browser.cookie().unwrap()
    );
    line.write_all(head.as_bytes()).await.unwrap();
    line.write_all(bytes).await.unwrap();
    line
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn versions_take_turns_and_never_mix() {
    for_each_world(async |world| {
        let far = world.browser("far.teacher").await;
        let (school, class) = (world.outsiders.school, world.cast.classes[0]);
        let first = shelve(&far, school, with_page(&class, OLD, 100)).await;
        let (large, _) = importing(world, &far, with_page(&class, NEW, MUCH)).await;
        assert_eq!(page(world, &first).await, OLD, "until the new one is there, the old one is");
        // The same pack once more, while another version of it is on its way.
        let last = shelve(&far, school, with_page(&class, OLD, 200)).await;
        let large = ended(&far, &large).await;
        assert_eq!((&large["state"], &large["shelved"]), (&json!("done"), &first["id"]));
        assert_eq!(last["id"], first["id"]);
        let shown = shelf(world, &far).await;
        assert_eq!(shown["items"].as_array().unwrap().len(), 1, "{shown}");
        stored_are(world, ONE).await;
        let player = first["player"].as_str().unwrap();
        let media = player.replace("index.html", "media/run-1.mp4");
        let there = world.stranger().get(&media).await.is(200).body.len();
        assert_eq!(json!(there), 200, "what came last stands there");
        assert_eq!(page(world, &first).await, OLD);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_called_off_or_taken_off_meanwhile_leaves_nothing_wrong() {
    for_each_database(async |world| {
        let far = world.browser("far.teacher").await;
        let (school, class) = (world.outsiders.school, world.cast.classes[0]);
        let first = shelve(&far, school, with_page(&class, OLD, 100)).await;
        let off = format!("/api/packs/{}", first["id"].as_str().unwrap());
        let (_, import) = importing(world, &far, with_page(&class, NEW, MUCH)).await;
        let _ = far.send(Method::DELETE, &import, None).await.is(204);
        far.get(&import).await.refused(404, "not_found");
        stored_are(world, ONE).await;
        assert_eq!(page(world, &first).await, OLD, "what was there stays");
        let (import, _) = importing(world, &far, with_page(&class, NEW, MUCH)).await;
        let _ = far.send(Method::DELETE, &off, None).await.is(204);
        let done = ended(&far, &import).await;
        assert_ne!(done["shelved"], first["id"], "it stands there as another one: {done}");
        stored_are(world, ONE).await;
        let there = format!("/api/packs/{}", done["shelved"].as_str().unwrap());
        let there = far.get(&there).await.is(200).json();
        assert_eq!(page(world, &there).await, NEW);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_outlives_its_server_and_finds_bounds() {
    for_each_database(async |world| {
        let far = world.browser("far.teacher").await;
        let (school, class) = (world.outsiders.school, world.cast.classes[0]);
        let (import, _) = importing(world, &far, with_page(&class, NEW, MUCH)).await;
        world.stop().await;
        world.start().await;
        let done = ended(&far, &import).await;
        assert_eq!(done["state"], "done", "{done}");
        stored_are(world, ONE).await;

        world.stop().await;
        world.limits().shelf_bytes = (MUCH + (64 << 10)) as u64;
        world.start().await;
        let _ = shelve(&far, school, with_page(&class, OLD, MUCH)).await;
        let larger = with_page(&class, OLD, MUCH + (128 << 10));
        send(&far, school, larger).await.refused(409, "pack.over_quota");
        assert_eq!(shelf(world, &far).await["room_bytes"], json!(MUCH + (64 << 10)));
        world.stop().await;
        world.limits().free_bytes = u64::MAX >> 1;
        world.start().await;
        send(&far, school, by_hand(&class)).await.refused(507, "pack.no_room");
        assert_eq!(shelf(world, &far).await["room_bytes"], json!(0));
        stored_are(world, ONE).await;
    })
    .await;
}
