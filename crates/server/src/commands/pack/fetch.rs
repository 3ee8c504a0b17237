//! `xingtan pack fetch`: over lines that break.
//!
//! The pack comes file by file into a folder beside the one that is to be written. What is whole
//! there, or in an older version of the pack, is not fetched again; what is half there is gone on
//! with. At the end the files become the same ZIP that the server gives.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use reqwest::header::RANGE;
use reqwest::{Client, Response, StatusCode};
use tokio::fs;
use tokio::io::AsyncWriteExt as _;
use xingtan_live::pack::format::manifest::{Manifest, Part};
use xingtan_live::pack::limits::MANIFEST_BYTES_MAX;

use super::assemble::{self, Old};

/// Attempts at one file when the line breaks, each after a longer pause.
const ATTEMPTS: u32 = 8;
/// The longest pause between two attempts.
const PAUSE_MAX: Duration = Duration::from_secs(60);
/// Silence after which the line counts as broken.
const SILENCE: Duration = Duration::from_secs(60);

/// Fetches a pack.
pub(super) async fn fetch(address: &str, out: &Path) -> anyhow::Result<()> {
    let base = address.trim().strip_suffix(".zip");
    let base = base.context("the address of a pack ends with .zip; copy the whole of it")?;
    // The client takes the process's provider, and knows none of its own. A second call is in vain.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().connect_timeout(SILENCE).read_timeout(SILENCE).build()?;
    let manifest = manifest(&client, base).await?;
    let folder = beside(out);
    fs::create_dir_all(&folder)
        .await
        .with_context(|| format!("cannot make {}", folder.display()))?;
    let mut old = Old::open(out);
    let (mut kept, mut fetched) = (0_u64, 0_u64);
    for (number, part) in (1..).zip(&manifest.1.parts) {
        let path = folder.join(&part.sha256);
        if assemble::is_whole(&path, part).await? || old.copy(part, &path).await? {
            kept += part.bytes;
            continue;
        }
        let count = manifest.1.parts.len();
        println!("{number}/{count} {} ({} bytes)", part.path, part.bytes);
        one(&client, base, part, &path).await?;
        fetched += part.bytes;
    }
    drop(old);
    assemble::zip(&manifest.0, &manifest.1, &folder, out).await?;
    remove(&folder).await?;
    println!("{}: {fetched} bytes fetched, {kept} were here", out.display());
    Ok(())
}

/// The folder in which the files wait.
fn beside(out: &Path) -> PathBuf {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(".parts");
    out.with_file_name(name)
}

/// Removes the files that waited, and their folder unless somebody else's are in it.
async fn remove(folder: &Path) -> io::Result<()> {
    let mut entries = fs::read_dir(folder).await?;
    let mut is_empty = true;
    while let Some(entry) = entries.next_entry().await? {
        let is_ours =
            entry.file_type().await?.is_file() && entry.file_name().to_str().is_some_and(is_hash);
        if is_ours {
            fs::remove_file(entry.path()).await?;
        }
        is_empty &= is_ours;
    }
    if is_empty { fs::remove_dir(folder).await } else { Ok(()) }
}

/// Whether a name is that of a file that waits: its SHA-256.
fn is_hash(name: &str) -> bool {
    name.len() == 64
        && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

async fn manifest(client: &Client, base: &str) -> anyhow::Result<(Vec<u8>, Manifest)> {
    let address = format!("{base}/manifest.json");
    let answer = client.get(&address).send().await.context("the server cannot be reached")?;
    let mut answer = sound(answer).await?;
    let mut json = Vec::new();
    while let Some(bytes) = answer.chunk().await? {
        let size = (json.len() + bytes.len()) as u64;
        ensure!(size <= MANIFEST_BYTES_MAX, "the list of the pack's files is too long");
        json.extend_from_slice(&bytes);
    }
    let manifest = Manifest::parse(&json).context("this is not the address of a pack")?;
    Ok((json, manifest))
}

/// Fetches one file, going on with what is there of it.
async fn one(client: &Client, base: &str, part: &Part, path: &Path) -> anyhow::Result<()> {
    let address = format!("{base}/parts/{}", part.sha256);
    let mut pause = Duration::from_secs(1);
    for attempt in 1..=ATTEMPTS {
        match rest(client, &address, part, path).await {
            Ok(()) if assemble::is_whole(path, part).await? => return Ok(()),
            Ok(()) => {
                // Every byte came, and they are not the right ones.
                fs::remove_file(path).await?;
                ensure!(attempt < 3, "{} arrives damaged; ask for the pack anew", part.path);
            }
            Err(Broken::ForGood(error)) => return Err(error),
            Err(Broken::Line(error)) if attempt == ATTEMPTS => {
                let again = "the line breaks; run the same command again to go on";
                return Err(error.context(again));
            }
            Err(Broken::Line(error)) => {
                println!("  {error:#}; trying again in {} s", pause.as_secs());
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(PAUSE_MAX);
            }
        }
    }
    bail!("{} cannot be fetched", part.path)
}

enum Broken {
    /// It may go better the next time.
    Line(anyhow::Error),
    /// It will not.
    ForGood(anyhow::Error),
}

async fn rest(client: &Client, address: &str, part: &Part, path: &Path) -> Result<(), Broken> {
    let line = |error: anyhow::Error| Broken::Line(error);
    let disk = |error: std::io::Error| Broken::ForGood(error.into());
    let mut file = fs::OpenOptions::new().create(true).append(true).open(path).await;
    let file = file.as_mut().map_err(|error| {
        Broken::ForGood(anyhow::anyhow!("cannot write {}: {error}", path.display()))
    })?;
    let mut have = file.metadata().await.map_err(disk)?.len();
    if have >= part.bytes {
        file.set_len(0).await.map_err(disk)?;
        have = 0;
    }
    if part.bytes == 0 {
        return Ok(());
    }
    let mut request = client.get(address);
    if have > 0 {
        request = request.header(RANGE, format!("bytes={have}-"));
    }
    let answer = request.send().await.map_err(|error| line(error.into()))?;
    let is_server_error = answer.status().is_server_error();
    let mut answer = match sound(answer).await {
        Ok(answer) => answer,
        Err(error) if is_server_error => return Err(Broken::Line(error)),
        Err(error) => return Err(Broken::ForGood(error)),
    };
    if have > 0 && answer.status() == StatusCode::OK {
        file.set_len(0).await.map_err(disk)?;
        have = 0;
    }
    while let Some(bytes) = answer.chunk().await.map_err(|error| line(error.into()))? {
        have += bytes.len() as u64;
        if have > part.bytes {
            // Too short as it stays, it is not taken for whole.
            break;
        }
        file.write_all(&bytes).await.map_err(disk)?;
    }
    file.flush().await.map_err(disk)
}

/// An answer that gives what was asked for; otherwise what to do.
async fn sound(answer: Response) -> anyhow::Result<Response> {
    match answer.status() {
        status if status.is_success() => Ok(answer),
        StatusCode::FORBIDDEN => bail!("the address is too old or not whole; copy it anew"),
        StatusCode::NOT_FOUND => {
            bail!("the pack is not there any more, or was made anew; try again")
        }
        status => bail!("the server answered {status}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_what_waited_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let waits = folder.path().join("a.zip.parts");
        let make = |name: &str| std::fs::write(waits.join(name), b"x").unwrap();
        std::fs::create_dir(&waits).unwrap();
        make(&"0a".repeat(32));
        make("diary.txt");
        remove(&waits).await.unwrap();
        let left: Vec<_> = std::fs::read_dir(&waits).unwrap().map(|one| one.unwrap()).collect();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].file_name(), "diary.txt");
        std::fs::remove_file(left[0].path()).unwrap();
        make(&"0a".repeat(32));
        remove(&waits).await.unwrap();
        assert!(!waits.exists());
    }
}
