//! What the file store promises, in a folder and in an S3 bucket.

#![expect(clippy::unwrap_used, reason = "a failed step fails the test")]

use std::io::Write as _;
use std::time::Duration;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tokio::net::TcpListener;
use xingtan_platform::files::{Error, Files};
use xingtan_platform::tasks::Tasks;

const NAME: &str = "tester";
const SECRET: &str = "not-a-secret";

fn credentials(variable: &str) -> Option<String> {
    match variable {
        "AWS_ACCESS_KEY_ID" => Some(NAME.to_owned()),
        "AWS_SECRET_ACCESS_KEY" => Some(SECRET.to_owned()),
        _ => None,
    }
}

async fn for_each_store(test: impl AsyncFn(&Files)) {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::open(&format!("file:{}/new/files", folder.path().display())).unwrap();
    test(&files).await;

    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("lessons")).unwrap();
    let tasks = Tasks::new();
    let endpoint = serve_s3(&tasks, folder.path()).await;
    let url = format!("s3://lessons?endpoint={endpoint}&region=cn-test");
    test(&Files::open_with(&url, credentials).unwrap()).await;
    tasks.stop(Duration::from_secs(10)).await;
}

async fn serve_s3(tasks: &Tasks, folder: &std::path::Path) -> String {
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder).unwrap());
    builder.set_auth(SimpleAuth::from_single(NAME, SECRET));
    let service = builder.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let (stopping, connections) = (tasks.stopping(), tasks.clone());
    tasks.spawn("s3", async move {
        while let Some(Ok((socket, _))) = stopping.run_until_cancelled(listener.accept()).await {
            let (service, stopping) = (service.clone(), stopping.clone());
            connections.spawn("s3.connection", async move {
                let server = Builder::new(TokioExecutor::new());
                let serving = server.serve_connection(TokioIo::new(socket), service);
                let _ = stopping.run_until_cancelled(serving).await;
            });
        }
    });
    endpoint
}

async fn read(files: &Files, key: &str, range: std::ops::Range<u64>) -> Result<Vec<u8>, Error> {
    let pieces: Vec<Bytes> = files.stream(key, range).await?.try_collect().await?;
    Ok(pieces.concat())
}

#[tokio::test]
async fn what_was_put_can_be_read_until_it_is_deleted() {
    for_each_store(async |files| {
        let key = "lessons/a/1.m4s";
        assert_eq!(files.size(key).await.unwrap(), None);
        assert!(files.get_range(key, 0..1).await.is_err_and(|error| error.is_missing()));
        assert!(files.stream(key, 0..1).await.is_err_and(|error| error.is_missing()));

        files.put(key, &Bytes::from_static(b"first")).await.unwrap();
        files.put(key, &Bytes::from_static(b"0123456789")).await.unwrap();
        assert_eq!(files.size(key).await.unwrap(), Some(10));
        assert_eq!(files.get_range(key, 2..5).await.unwrap(), "234");
        assert_eq!(files.get_range(key, 8..99).await.unwrap(), "89");
        assert_eq!(files.get_range(key, 5..5).await.unwrap(), "");
        assert_eq!(read(files, key, 1..4).await.unwrap(), b"123");
        assert_eq!(read(files, key, 0..99).await.unwrap(), b"0123456789");

        files.delete(key).await.unwrap();
        files.delete(key).await.unwrap();
        assert_eq!(files.size(key).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn files_of_every_length_arrive_whole() {
    for_each_store(async |files| {
        // Two parts of an upload are 16 MiB.
        for length in [0, 1, 8 << 20, (16 << 20) + 5] {
            let bytes: Vec<u8> = (0..length).map(|at: u32| (at % 251) as u8).collect();
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(&bytes).unwrap();
            files.put_file("recording.mp4", file.path()).await.unwrap();
            assert_eq!(files.size("recording.mp4").await.unwrap(), Some(u64::from(length)));
            if length > 0 {
                let read = read(files, "recording.mp4", 0..u64::from(length)).await.unwrap();
                assert!(read == bytes, "{length} bytes came back differently");
            }
        }
        let missing = files.put_file("recording.mp4", "/no/such/file".as_ref()).await;
        assert!(matches!(missing, Err(Error::Source { .. })));
    })
    .await;
}

#[tokio::test]
async fn keys_stay_inside_the_store() {
    for_each_store(async |files| {
        for key in ["", "/", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "."] {
            let put = files.put(key, &Bytes::from_static(b"x")).await;
            assert!(matches!(put, Err(Error::Key(_))), "{key:?}: {put:?}");
        }
    })
    .await;
}

#[test]
fn wrong_addresses_are_explained() {
    let why = |url: &str| match Files::open_with(url, |_| None) {
        Err(Error::Address(_, why)) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why("ftp://x"), "unknown scheme");
    assert_eq!(why("s3://"), "s3:// is followed by the name of one bucket");
    assert_eq!(why("s3://a?zone=b"), "\"zone=b\" is not endpoint=URL or region=NAME");
    assert_eq!(why("s3://a"), "the variable AWS_ACCESS_KEY_ID is not set");
}
