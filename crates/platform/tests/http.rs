//! What the listener promises about those who stay connected and take nothing.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use bytes::Bytes;
use futures_util::stream;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep, timeout};
use xingtan_platform::http::serve::Listener;
use xingtan_platform::tasks::Tasks;

/// How long the tests' clients may take nothing.
const PATIENCE: Duration = Duration::from_millis(600);
/// Longer than any of it may take.
const A_MOMENT: Duration = Duration::from_secs(20);

/// Serves `/endless`, a body that never ends, and tells when one of them was let go.
async fn serve(tasks: &Tasks) -> (TcpStream, mpsc::UnboundedReceiver<()>) {
    let (held, let_go) = mpsc::unbounded_channel::<()>();
    let endless = get(async move || {
        let guard = Guard(held.clone());
        let piece = Bytes::from_static(&[0; 64 << 10]);
        let body = stream::unfold(guard, move |guard| {
            let piece = piece.clone();
            async move { Some((Ok::<_, Infallible>(piece), guard)) }
        });
        Body::from_stream(body)
    });
    let listener = Listener::bind("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.address().unwrap();
    let listener = listener.with_patience(PATIENCE);
    let router = Router::new().route("/endless", endless);
    tasks.spawn("test.http", listener.serve(router, tasks.clone()));
    (TcpStream::connect(address).await.unwrap(), let_go)
}

struct Guard(mpsc::UnboundedSender<()>);

impl Drop for Guard {
    fn drop(&mut self) {
        let _ = self.0.send(());
    }
}

#[tokio::test]
async fn who_takes_nothing_of_a_long_answer_is_closed() {
    let tasks = Tasks::new();
    let (mut client, mut let_go) = serve(&tasks).await;
    let begun = Instant::now();
    client.write_all(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    assert!(timeout(A_MOMENT, let_go.recv()).await.is_ok(), "it is held for ever");
    assert!(begun.elapsed() >= PATIENCE, "closed after {:?}", begun.elapsed());
    tasks.stop(Duration::from_secs(5)).await;
}

#[tokio::test]
async fn who_takes_a_little_now_and_then_is_not() {
    let tasks = Tasks::new();
    let (mut client, mut let_go) = serve(&tasks).await;
    client.write_all(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut taken = vec![0; 8 << 20];
    for _ in 0..6 {
        client.read_exact(&mut taken).await.unwrap();
        sleep(PATIENCE / 3).await;
    }
    assert!(let_go.try_recv().is_err());
    drop(client);
    let_go.recv().await.unwrap();
    tasks.stop(Duration::from_secs(5)).await;
}

#[tokio::test]
async fn who_answers_no_ping_over_http2_is_closed() {
    let tasks = Tasks::new();
    let (mut client, _let_go) = serve(&tasks).await;
    let empty_settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
    client.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await.unwrap();
    client.write_all(&empty_settings).await.unwrap();
    let mut heard = Vec::new();
    let ended = timeout(A_MOMENT, client.read_to_end(&mut heard)).await;
    assert!(ended.is_ok(), "it is held for ever");
    tasks.stop(Duration::from_secs(5)).await;
}
