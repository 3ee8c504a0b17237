//! A server process that can be killed and started again on the same data.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context as _, bail};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a server runs on; it stays when the server is killed.
pub struct Place {
    binary: PathBuf,
    data: TempDir,
    database: Option<String>,
    port: u16,
}

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
}

impl Place {
    /// An empty place.
    pub fn new(binary: PathBuf, database: Option<String>, port: u16) -> anyhow::Result<Self> {
        Ok(Self { binary, data: tempfile::tempdir()?, database, port })
    }

    /// Which database it is.
    pub fn database(&self) -> &'static str {
        if self.database.is_some() { "PostgreSQL" } else { "SQLite" }
    }

    /// Where pages and the interface are served.
    pub fn http(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port))
    }

    /// Where encoders connect.
    pub fn rtmp(&self) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], self.port + 1))
    }

    /// Starts a server with the demonstration's people and waits until it listens.
    pub async fn start(&self) -> anyhow::Result<Server> {
        let log = self.data.path().join("server.log");
        let log = File::options().append(true).create(true).open(log)?;
        let mut command = Command::new(&self.binary);
        command.args(["serve", "--demo", "--data"]).arg(self.data.path());
        command.args(["--listen", &self.http().to_string(), "--rtmp", &self.rtmp().to_string()]);
        if let Some(database) = &self.database {
            command.args(["--database", database]);
        }
        let child = command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("cannot start {}", self.binary.display()))?;
        let mut server = Server { child };
        let end = Instant::now() + PATIENCE;
        // The demonstration writes this last, so that its people are there.
        let shown = self.data.path().join("demo.json");
        while TcpStream::connect(self.http()).await.is_err() || !shown.exists() {
            let log = || fs::read_to_string(self.data.path().join("server.log"));
            if let Some(status) = server.child.try_wait()? {
                bail!("the server ended ({status}): {}", log()?);
            }
            anyhow::ensure!(Instant::now() < end, "the server took too long: {}", log()?);
            sleep(Duration::from_millis(10)).await;
        }
        Ok(server)
    }
}

impl Server {
    /// Ends it at once. What it wrote stays with the kernel, as after a power cut it might not.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// Its process id.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
