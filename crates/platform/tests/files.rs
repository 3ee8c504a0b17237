//! What the file store promises, in a folder and in an S3 bucket.

use std::io::Write as _;

use bytes::Bytes;
use futures_util::TryStreamExt as _;
use xingtan_platform::files::testing::TestFiles;
use xingtan_platform::files::{Error, Files};

async fn for_each_store(test: impl AsyncFn(&Files)) {
    test(&TestFiles::folder().open()).await;
    let bucket = TestFiles::bucket().await;
    test(&bucket.open()).await;
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
    assert!(why("s3://a?zone=b").contains("only endpoint=URL and region=NAME"));
    assert_eq!(why("s3://a"), "the variable AWS_ACCESS_KEY_ID is not set");
}

#[test]
fn no_secret_is_shown_of_an_address() {
    for url in [
        "s3://lessons?secret=SECRET",
        "s3://lessons?endpoint=https://key:SECRET@store.example",
        "s3://key:SECRET@lessons?region=x",
        "https://key:SECRET@store.example",
    ] {
        let error = Files::open_with(url, |_| None).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("SECRET"), "{shown}");
    }
}
