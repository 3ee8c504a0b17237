//! The cage: time, memory, files and what a program may see.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use xingtan_library::convert::{Cage, Ended, Limits, Programs, Run, Stopped, Walls, run};

async fn sh(cage: &Cage, script: &str, folder: &Path, limits: &Limits) -> Result<Ended, Stopped> {
    let words = ["-c", script].map(OsString::from);
    let shell = Run::new(Path::new("/bin/sh"), &words, folder, limits);
    run(cage, shell, &CancellationToken::new()).await
}

/// Whether a process with this word is there.
fn lives(word: &str) -> bool {
    let processes = fs::read_dir("/proc").expect("processes are listed").flatten();
    processes
        .filter_map(|one| fs::read(one.path().join("cmdline")).ok())
        .any(|line| line.split(|byte| *byte == 0).any(|argument| argument == word.as_bytes()))
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The walls that stand here, and none.
async fn cages() -> Vec<Cage> {
    let found = Programs::find().await.cage;
    vec![Cage { walls: Walls::None, ..found.clone() }, found]
}

#[tokio::test]
async fn a_program_ends_with_its_conversion() {
    let folder = TempDir::new().unwrap();
    for (at, cage) in cages().await.into_iter().enumerate() {
        // How long it sleeps is the word that it is found by.
        let sleep = format!("6{at}{}.5", std::process::id());
        let script = format!("sleep {sleep} & sleep {sleep}");
        let words = ["-c", &script].map(OsString::from);
        let limits = Limits::default();
        let cancelled = CancellationToken::new();
        let shell = Run::new(Path::new("/bin/sh"), &words, folder.path(), &limits);
        let (ended, ()) = tokio::join!(run(&cage, shell, &cancelled), async {
            until("the program began", || lives(&sleep)).await;
            cancelled.cancel();
        });
        assert!(matches!(ended, Err(Stopped::Cancelled)), "{ended:?}");
        until("the program ended", || !lives(&sleep)).await;

        let hasty = Limits { page_time: Duration::from_millis(300), ..Limits::default() };
        let ended = sh(&cage, &script, folder.path(), &hasty).await;
        assert!(matches!(ended, Err(Stopped::TooSlow)), "{ended:?}");
        until("the slow program ended", || !lives(&sleep)).await;
    }
}

#[tokio::test]
async fn memory_files_and_prints_are_bounded() {
    let folder = TempDir::new().unwrap();
    let limits = Limits {
        memory_bytes_max: 256 << 20,
        file_bytes_max: 1 << 20,
        printed_bytes_max: 1000,
        ..Limits::default()
    };
    for cage in cages().await {
        // `tail` keeps the last line in memory, and this one has no end.
        for (script, may) in [
            ("head -c 1000000 /dev/zero | tail -n 1 | head -c 10", true),
            ("tail -n 1 /dev/zero", false),
            ("head -c 1000000 /dev/zero > small", true),
            ("head -c 2000000 /dev/zero > large", false),
        ] {
            let ended = sh(&cage, script, folder.path(), &limits).await.unwrap();
            assert_eq!(ended.succeeded, may, "{script}: {}", ended.complaints);
        }
        assert!(fs::metadata(folder.path().join("large")).unwrap().len() <= 1 << 20);
        let ended = sh(&cage, "head -c 2000 /dev/zero", folder.path(), &limits).await;
        assert!(matches!(ended, Err(Stopped::PrintedTooMuch)), "{ended:?}");
    }
}

#[tokio::test]
async fn a_program_sees_its_document_and_no_other() {
    let cage = Programs::find().await.cage;
    let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let secret = elsewhere.path().join("secret");
    fs::write(&secret, "secret").unwrap();
    let limits = Limits::default();
    let words = [secret.clone().into_os_string()];
    let cat = Run::new(Path::new("/bin/cat"), &words, folder.path(), &limits);
    let reads = [secret.as_path()];
    let (seen, unseen) = (Run { reads: &reads, ..cat }, cat);
    let cancelled = CancellationToken::new();
    assert_eq!(run(&cage, seen, &cancelled).await.unwrap().printed, b"secret");
    // Where no wall stands it sees what the server sees; the log has said so.
    let is_walled = matches!(cage.walls, Walls::Bubblewrap(_));
    assert_eq!(run(&cage, unseen, &cancelled).await.unwrap().succeeded, !is_walled);
    // Nor has it the server's environment, or its network.
    let ended =
        sh(&cage, "echo ${CARGO_MANIFEST_DIR-none}; cat /proc/net/dev", folder.path(), &limits)
            .await
            .unwrap();
    let printed = String::from_utf8(ended.printed).unwrap();
    assert!(printed.starts_with("none\n"), "{printed}");
    let devices = printed.lines().filter(|line| line.contains(':')).count();
    assert!(devices == 1 || cage.walls == Walls::None, "{printed}");
}
