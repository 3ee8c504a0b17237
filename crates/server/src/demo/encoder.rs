//! An encoder's connection to a server: it lets itself in by its key, sends tags and hears why it
//! is sent away.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context as _, bail};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout};
use xingtan_media::flv::Tag;
use xingtan_media::rtmp::client::Publisher;

/// How long the server may take to let us in, or to take bytes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection that may publish.
pub struct Encoder {
    socket: TcpStream,
    publisher: Publisher,
}

impl Encoder {
    /// Connects and asks to publish under a key.
    ///
    /// # Errors
    /// The server's reason when it refuses, or why it could not be asked.
    pub async fn connect(address: SocketAddr, key: &str) -> anyhow::Result<Self> {
        let socket = TcpStream::connect(address).await.context("no connection")?;
        socket.set_nodelay(true)?;
        let mut encoder = Self { socket, publisher: Publisher::new("live", key) };
        timeout(PATIENCE, encoder.greet()).await.context("no answer")??;
        Ok(encoder)
    }

    async fn greet(&mut self) -> anyhow::Result<()> {
        while !self.publisher.is_ready() {
            self.flush().await?;
            self.hear().await?;
        }
        self.flush().await
    }

    /// Sends a tag when it is due.
    ///
    /// # Errors
    /// The server's reason when it sends us away, or why it could not be reached.
    pub async fn send(&mut self, tag: &Tag, due: Instant) -> anyhow::Result<()> {
        while due > Instant::now() {
            tokio::select! {
                () = sleep_until(due) => break,
                heard = self.hear() => heard?,
            }
        }
        self.publisher.write(tag);
        timeout(PATIENCE, self.flush()).await.context("stuck")?
    }

    /// Waits until the server ends the connection, and answers why.
    pub async fn sent_away(&mut self) -> anyhow::Error {
        loop {
            if let Err(reason) = self.hear().await {
                return reason;
            }
        }
    }

    /// Says goodbye.
    ///
    /// # Errors
    /// When the server cannot be reached any more.
    pub async fn finish(mut self) -> anyhow::Result<()> {
        self.publisher.finish();
        self.flush().await
    }

    /// Hangs up without a goodbye, as when its network fails; all that was sent arrives.
    ///
    /// # Errors
    /// When the server cannot be reached any more.
    pub async fn hang_up(mut self) -> anyhow::Result<()> {
        self.socket.shutdown().await?;
        let _ = timeout(PATIENCE, self.sent_away()).await;
        Ok(())
    }

    async fn hear(&mut self) -> anyhow::Result<()> {
        let mut bytes = [0; 4_096];
        match self.socket.read(&mut bytes).await? {
            0 => bail!("the server closed the connection"),
            count => Ok(self.publisher.feed(bytes.get(..count).unwrap_or_default())?),
        }
    }

    async fn flush(&mut self) -> anyhow::Result<()> {
        while let Some(bytes) = self.publisher.poll_output() {
            self.socket.write_all(&bytes).await?;
        }
        Ok(())
    }
}
