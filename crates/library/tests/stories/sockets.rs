//! Pieces over real connections, which are cut and meet each other.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use xingtan_library::routes;
use xingtan_platform::db::testing::for_each_db;
use xingtan_platform::http::serve::Listener;

use super::world::{LONG, World};

/// Serves the library; answers where.
async fn serve(world: &World) -> SocketAddr {
    let listener = Listener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let address = listener.address().unwrap();
    let tasks = world.library.ctx.tasks.clone();
    let serving = listener.serve(routes(world.library.clone()), tasks.clone());
    tasks.spawn("http", serving);
    address
}

/// Begins to send a piece of a length, and sends some of it.
async fn send(
    world: &World,
    address: SocketAddr,
    (path, offset, length): (&str, usize, usize),
    some: &[u8],
) -> TcpStream {
    let mut socket = TcpStream::connect(address).await.unwrap();
    let head = format!(
        "PATCH {path} HTTP/1.1\r\nHost: x\r\nCookie: {}\r\nTus-Resumable: 1.0.0\r\n\
         Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\n\
         Content-Length: {length}\r\n\r\n",
        world.cookie("lin")
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(some).await.unwrap();
    socket.flush().await.unwrap();
    socket
}

/// The head of the answer.
async fn answer(socket: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if socket.read(&mut byte).await.unwrap() == 0 {
            break;
        }
        head.push(byte[0]);
    }
    String::from_utf8(head).unwrap().to_ascii_lowercase()
}

async fn until_offset(world: &World, path: &str, offset: usize) {
    let arrived = async {
        while world.offset("lin", path).await != offset {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(LONG, arrived).await.expect("what came is kept");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_came_before_a_cut_is_kept() {
    for_each_db(async |fresh| {
        let world = World::new(fresh).await;
        let address = serve(&world).await;
        let document: Vec<u8> = (0..3_000_000_u32).map(|at| (at % 251) as u8).collect();
        let size = document.len();
        let path = world.begin("lin", "圆.pdf", size).await;

        // Cut again and again, wherever it may be, until all of it is there.
        let (mut at, mut cuts) = (0, 0_usize);
        while at < size {
            let piece = (1 << 20).min(size - at);
            let some = if cuts % 4 == 3 { piece } else { piece / (2 + cuts % 3) };
            let sent = &document[at..at + some];
            let mut socket = send(&world, address, (&path, at, piece), sent).await;
            if some == piece {
                let head = answer(&mut socket).await;
                assert!(head.starts_with("http/1.1 204"), "{head}");
                assert!(head.contains(&format!("upload-offset: {}\r\n", at + some)), "{head}");
            }
            drop(socket);
            at += some;
            until_offset(&world, &path, at).await;
            cuts += 1;
        }
        assert!(cuts > 4, "{cuts}");
        let upload = path.rsplit('/').next().unwrap();
        let wanted = serde_json::json!({"school": world.mingde, "uploads": [upload]});
        let made = world.call("lin", "POST", "/api/decks", wanted).await.is(201).json();
        assert_eq!(made["bytes"], size);
        let deck = made["id"].as_str().unwrap();
        world.stands("lin", deck, |deck| deck["state"] == "ready").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_never_send_one_file_at_a_time() {
    for_each_db(async |fresh| {
        let world = World::idle(fresh).await;
        let address = serve(&world).await;
        let path = world.begin("lin", "圆.pdf", 8).await;
        let mut first = send(&world, address, (&path, 0, 6), b"012").await;
        let busy = async {
            loop {
                let second = world.piece("lin", &path, 0, "xx").await;
                if second.status == 423 {
                    return second;
                }
                // The second one came first.
                assert_eq!(second.status, 409, "{second:?}");
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        // The first has the file once its head was read; until then the second may get it.
        tokio::time::sleep(Duration::from_millis(300)).await;
        let second = tokio::time::timeout(LONG, busy).await.unwrap();
        let second = second.refused(423, "upload.busy");
        assert_eq!(second.header("retry-after"), "2");
        assert_eq!(world.offset("lin", &path).await, 0, "a piece counts once it is stored");
        first.write_all(b"345").await.unwrap();
        let head = answer(&mut first).await;
        assert!(head.starts_with("http/1.1 204"), "{head}");
        assert_eq!(world.offset("lin", &path).await, 6);
        let _ = world.piece("lin", &path, 6, "67").await.is(204);

        // A server that died in the middle keeps the file from nobody for long.
        let path = world.begin("lin", "圆.pdf", 8).await;
        let hung = send(&world, address, (&path, 0, 8), b"01").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        world.piece("lin", &path, 0, "xx").await.refused(423, "upload.busy");
        world.sql("update upload set writer_until_ms = 0 where writer is not null").await;
        let _ = world.piece("lin", &path, 0, "abcd").await.is(204);
        drop(hung);
        let _ = world.piece("lin", &path, 4, "efgh").await.is(204);
        assert_eq!(world.offset("lin", &path).await, 8, "what came too late is not counted");
        let gone = "delete from upload_part where size_bytes = 2";
        assert_eq!(world.sql(gone).await, 1, "only the last piece of the first file");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_keeps_what_came() {
    for_each_db(async |fresh| {
        let mut world = World::new(fresh).await;
        let address = serve(&world).await;
        let path = world.begin("lin", "圆.pdf", 8).await;
        let _hung = send(&world, address, (&path, 0, 8), b"0123").await;
        tokio::time::sleep(Duration::from_millis(300)).await;
        world.restart().await;
        assert_eq!(world.offset("lin", &path).await, 4);
        let _ = world.piece("lin", &path, 4, "4567").await.is(204);
    })
    .await;
}
