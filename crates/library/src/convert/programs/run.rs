//! Runs one program within its cage and its time, and leaves nothing of it behind.

use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::Command;
use tokio_util::sync::CancellationToken;

use super::cage::{Allowance, Cage};
use crate::convert::limits::Limits;

/// What a program says of its trouble is kept up to here.
const COMPLAINTS_BYTES_MAX: usize = 16 << 10;

/// One run of a program.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The program's file.
    pub program: &'a Path,
    /// Its words.
    pub words: &'a [OsString],
    /// The folder it works in, may write to, and has for its home.
    pub folder: &'a Path,
    /// Other files that it reads.
    pub reads: &'a [&'a Path],
    /// Its time.
    pub time: Duration,
    /// Its address space.
    pub memory_bytes_max: u64,
    /// A file that it writes.
    pub file_bytes_max: u64,
    /// What it prints.
    pub printed_bytes_max: usize,
}

impl<'a> Run<'a> {
    /// A run with the time of a page and the other bounds of these limits.
    pub fn new(
        program: &'a Path,
        words: &'a [OsString],
        folder: &'a Path,
        limits: &Limits,
    ) -> Self {
        Self {
            program,
            words,
            folder,
            reads: &[],
            time: limits.page_time,
            memory_bytes_max: limits.memory_bytes_max,
            file_bytes_max: limits.file_bytes_max,
            printed_bytes_max: limits.printed_bytes_max,
        }
    }
}

/// How a program ended by itself.
#[derive(Debug)]
pub struct Ended {
    /// Whether it says that all went well.
    pub succeeded: bool,
    /// What it printed.
    pub printed: Vec<u8>,
    /// What it complained of, or the beginning of it.
    pub complaints: String,
}

/// Why a program was ended, or never began.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The conversion was called off.
    #[error("called off")]
    Cancelled,
    /// Its time was over.
    #[error("too slow")]
    TooSlow,
    /// It printed too much.
    #[error("printed too much")]
    PrintedTooMuch,
    /// It did not start, or its pipes broke.
    #[error("the program did not run")]
    Trouble(#[from] std::io::Error),
}

/// Ends everything that a run started, whatever happens to the task that waits for it.
struct Group(Pid);

impl Drop for Group {
    fn drop(&mut self) {
        // It may be empty already; then there is nothing to end.
        let _gone = kill_process_group(self.0, Signal::KILL);
    }
}

/// Runs a program to its end, its time's end, or until it is called off.
///
/// # Errors
/// When it did not end by itself.
pub async fn run(
    cage: &Cage,
    run: Run<'_>,
    cancelled: &CancellationToken,
) -> Result<Ended, Stopped> {
    let mut words = cage.words(Allowance {
        folder: run.folder,
        reads: run.reads,
        time: run.time,
        memory_bytes_max: run.memory_bytes_max,
        file_bytes_max: run.file_bytes_max,
    });
    words.push(run.program.into());
    words.extend(run.words.iter().cloned());
    let (first, rest) = words.split_first().ok_or_else(|| std::io::Error::other("no program"))?;
    let mut child = Command::new(first)
        .args(rest)
        .current_dir(run.folder)
        .env_clear()
        .env("PATH", "/usr/local/bin:/usr/bin:/bin")
        .env("HOME", run.folder)
        .env("TMPDIR", run.folder)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0)
        .kill_on_drop(true)
        .spawn()?;
    let pid = child.id().and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    let _group = Group(pid.ok_or_else(|| std::io::Error::other("the program has no id"))?);
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Err(std::io::Error::other("the program has no pipes").into());
    };
    let working = async {
        let printed = printed(stdout, run.printed_bytes_max);
        let (printed, complaints) = tokio::try_join!(printed, complaints(stderr))?;
        let succeeded = child.wait().await?.success();
        Ok(Ended { succeeded, printed, complaints })
    };
    tokio::select! {
        ended = working => ended,
        () = cancelled.cancelled() => Err(Stopped::Cancelled),
        () = tokio::time::sleep(run.time) => Err(Stopped::TooSlow),
    }
}

async fn printed(pipe: impl AsyncRead + Unpin, bytes_max: usize) -> Result<Vec<u8>, Stopped> {
    let mut bytes = Vec::new();
    pipe.take(bytes_max as u64 + 1).read_to_end(&mut bytes).await?;
    if bytes.len() > bytes_max { Err(Stopped::PrintedTooMuch) } else { Ok(bytes) }
}

async fn complaints(mut pipe: impl AsyncRead + Unpin) -> Result<String, Stopped> {
    let (mut kept, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let read = pipe.read(&mut piece).await?;
        if read == 0 {
            return Ok(String::from_utf8_lossy(&kept).into_owned());
        }
        let room = COMPLAINTS_BYTES_MAX.saturating_sub(kept.len());
        kept.extend_from_slice(&piece[..read.min(room)]);
    }
}
