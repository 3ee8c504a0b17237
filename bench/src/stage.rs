//! Servers that are started for a run and ended after it.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::figures::{Run, Sample};

/// The core that servers run on.
pub const SERVER_CORE: &str = "0";
/// The core that the load runs on.
pub const LOAD_CORE: &str = "1";
/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program of ours that runs; ended when dropped.
pub struct Program {
    child: Child,
    log: PathBuf,
}

impl Program {
    /// Starts a program on a core, with what it prints in a file.
    ///
    /// # Errors
    /// When it cannot be started, naming it.
    pub fn start(core: &str, words: &[&str], log: &Path) -> anyhow::Result<Self> {
        let out = File::create(log)?;
        let child = Command::new("taskset")
            .args(["-c", core])
            .args(words)
            .stdin(Stdio::null())
            .stdout(out.try_clone()?)
            .stderr(out)
            .spawn()
            .with_context(|| format!("cannot start {}", words.join(" ")))?;
        Ok(Self { child, log: log.to_owned() })
    }

    /// Its process id; `taskset` becomes the program it starts.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// What it has printed.
    pub fn printed(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Waits until it prints a line that `find` finds something in.
    ///
    /// # Errors
    /// When it ends or takes too long.
    pub fn wait_for<T>(&mut self, find: impl Fn(&str) -> Option<T>) -> anyhow::Result<T> {
        self.wait(|program| program.printed().lines().find_map(&find))
    }

    /// Waits until it listens.
    ///
    /// # Errors
    /// When it ends or takes too long.
    pub fn wait_listening(&mut self, address: SocketAddr) -> anyhow::Result<()> {
        self.wait(|_| TcpStream::connect(address).ok().map(drop))
    }

    fn wait<T>(&mut self, look: impl Fn(&Self) -> Option<T>) -> anyhow::Result<T> {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline {
            if let Some(found) = look(self) {
                return Ok(found);
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("a program ended ({status}): {}", self.printed());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("a program took too long: {}", self.printed())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Asked first, so that a master takes its workers along.
        let pid = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &pid]).status();
        let deadline = Instant::now() + Duration::from_secs(5);
        while asked.is_ok() && Instant::now() < deadline {
            if !matches!(self.child.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What all rows need to run.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The server's release binary.
    pub binary: PathBuf,
    /// The peers' folder with their packages installed.
    pub peers: PathBuf,
    /// A folder to work in.
    pub work: PathBuf,
    /// The first of the ports that may be used.
    pub port: u16,
    /// How often everything is measured.
    pub rounds: u32,
    /// How many clients, when not the row's own number.
    pub clients: Option<u64>,
    /// Seconds of each measurement.
    pub seconds: u64,
}

impl Stage {
    /// One of the stage's addresses.
    pub fn address(&self, number: u16) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port + number))
    }

    /// A fresh folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn folder(&self, name: &str) -> anyhow::Result<PathBuf> {
        let folder = self.work.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Where a program's output goes.
    pub fn log(&self, name: &str) -> PathBuf {
        self.work.join(format!("{name}.log"))
    }

    /// Runs a row's command on the load's core and reads its sample.
    ///
    /// # Errors
    /// When it fails or prints no sample.
    pub fn measure(&self, words: &[String], run: &Run) -> anyhow::Result<Sample> {
        let own = std::env::current_exe()?;
        let round = run.round.to_string();
        let mut child = Command::new("taskset")
            .args(["-c", LOAD_CORE])
            .arg(own)
            .args(words)
            .args(["--contestant", &run.contestant, "--round", &round])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().context("the load has no output")?;
        let lines: Vec<String> = BufReader::new(out).lines().collect::<Result<_, _>>()?;
        let status = child.wait()?;
        anyhow::ensure!(status.success(), "`{}` failed ({status})", words.join(" "));
        let last = lines.last().context("the load printed no sample")?;
        Ok(serde_json::from_str(last)?)
    }
}

/// An nginx with a configuration made from one of our templates.
///
/// # Errors
/// When it does not start.
pub fn nginx(stage: &Stage, name: &str, values: &[(&str, &str)]) -> anyhow::Result<Program> {
    let folder = stage.folder(name)?;
    let mut text = fs::read_to_string(stage.peers.join(format!("{name}.conf")))?;
    let prefix = folder.display().to_string();
    for (key, value) in values.iter().chain(&[("folder", prefix.as_str())]) {
        text = text.replace(&format!("@{key}@"), value);
    }
    let config = folder.join("nginx.conf");
    fs::write(&config, text)?;
    let config = config.display().to_string();
    let words = ["nginx", "-p", &prefix, "-c", &config, "-e", "stderr"];
    Program::start(SERVER_CORE, &words, &stage.log(name))
}
