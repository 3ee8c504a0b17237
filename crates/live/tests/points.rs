//! Live points never cost anybody an entry: a connection that is behind skips them.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};
use xingtan_base::ids::{PersonId, SessionId, uuid_v7};
use xingtan_live::gateway::line::Line;
use xingtan_live::gateway::outbox::Outbox;
use xingtan_live::gateway::room::GatewayRoom;
use xingtan_live::rooms::wire::{Audience, ConnKey, FromHome, RingFrame};
use xingtan_platform::http::link::Link;
use xingtan_platform::http::tcp::Tcp;
use xingtan_platform::tasks::Tasks;

/// Frames of points, together more than any ring of points holds.
const FRAMES: usize = 400;
const FRAME_BYTES: usize = 8_000;

/// Both ends of a connection on which little is under way at once.
async fn thin_line() -> (TcpStream, TcpStream) {
    let listener = TcpSocket::new_v4().unwrap();
    listener.set_send_buffer_size(8 << 10).unwrap();
    listener.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = listener.listen(1).unwrap();
    let client = TcpSocket::new_v4().unwrap();
    client.set_recv_buffer_size(8 << 10).unwrap();
    let client = client.connect(listener.local_addr().unwrap()).await.unwrap();
    (listener.accept().await.unwrap().0, client)
}

#[tokio::test]
async fn who_is_behind_misses_points_and_no_entry() {
    let (server, mut client) = thin_line().await;
    let tasks = Tasks::new();
    let room = GatewayRoom::new(tasks.clone());
    let (person, session) =
        (PersonId::from_uuid(uuid_v7(1, [1; 10])), SessionId::from_uuid(uuid_v7(1, [2; 10])));
    let outbox = Arc::new(Outbox::new(ConnKey(1), person, session));
    let rings = room.enter(Audience::Staff, &outbox).unwrap();
    let link = Link::Plain(Tcp::new(server, Duration::from_secs(60)));
    outbox.connect(Line::new(link, rings));
    let conn = outbox.conn;
    room.deliver(FromHome::Start { conn, seq: 0, frames: vec![Bytes::from_static(b"start")] });
    outbox.write_now();
    for n in 0..FRAMES {
        room.deliver(FromHome::Points(vec![b'.'; FRAME_BYTES].into()));
        if n % 50 == 0 {
            let staff = Some(Bytes::from_static(b"!"));
            let entry = RingFrame { seq: 1, staff, learners: None, class: None };
            room.deliver(FromHome::Frames(vec![entry]));
        }
        tokio::task::yield_now().await;
    }
    // The client reads at last; whoever writes is woken by the network.
    let mut seen = Vec::new();
    let mut buffer = vec![0; 64 << 10];
    while let Ok(read) = timeout(Duration::from_millis(300), client.read(&mut buffer)).await {
        seen.extend_from_slice(&buffer[..read.unwrap()]);
        sleep(Duration::from_millis(1)).await;
        outbox.write_now();
    }
    let count = |letter: u8| seen.iter().filter(|byte| **byte == letter).count();
    assert_eq!(count(b'!'), FRAMES / 50, "each entry came");
    let points = count(b'.') / FRAME_BYTES;
    assert!((1..FRAMES / 2).contains(&points), "{points} frames of points came");
    assert_eq!(count(b'.') % FRAME_BYTES, 0, "none came in part");
    let overtaken = outbox.with_line(|line, _| line.take_overtaken());
    assert_eq!(overtaken, Some(None));
}
