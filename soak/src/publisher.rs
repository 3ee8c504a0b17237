//! A teacher's encoder that never gives up.

use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::time::Duration;

use tokio::time::{Instant, sleep};
use xingtan_server::demo::clip::Clip;
use xingtan_testkit::Encoder;

/// What was sent over one connection.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// When its first tag was sent.
    pub began: Instant,
    /// Up to where its tags went, in milliseconds.
    pub sent_ms: u32,
}

/// An encoder that sends a clip over and over in real time, and connects anew when it is lost.
pub struct Publisher {
    rtmp: SocketAddr,
    key: String,
    /// What was sent, connection by connection.
    pub runs: RefCell<Vec<Run>>,
    /// Whether it is connected.
    pub is_on: Cell<bool>,
}

impl Publisher {
    /// An encoder that is not connected yet.
    pub fn new(rtmp: SocketAddr, key: &str) -> Self {
        let key = key.to_owned();
        Self { rtmp, key, runs: RefCell::default(), is_on: Cell::default() }
    }

    /// Publishes for ever, whatever becomes of the server.
    pub async fn run(&self, clip: &Clip) {
        loop {
            // A lost connection is what this is for.
            let _ = self.publish(clip).await;
            self.is_on.set(false);
            sleep(Duration::from_millis(200)).await;
        }
    }

    async fn publish(&self, clip: &Clip) -> anyhow::Result<()> {
        let mut encoder = Encoder::connect(self.rtmp, &self.key).await?;
        let began = Instant::now();
        self.is_on.set(true);
        self.runs.borrow_mut().push(Run { began, sent_ms: 0 });
        for round in 0.. {
            for tag in clip.round(round) {
                let at = Duration::from_millis(tag.timestamp_ms.into());
                encoder.send(&tag, began + at).await?;
                if let Some(run) = self.runs.borrow_mut().last_mut() {
                    run.sent_ms = tag.timestamp_ms;
                }
            }
        }
        Ok(())
    }
}
