//! Clients of a room, whoever's server it is.

pub mod client;
pub mod contestants;
pub mod frames;
pub mod limit;
pub mod link;
pub mod speaker;

use std::path::PathBuf;

use anyhow::Context as _;
use clap::ValueEnum;

use crate::figures::Run;
use crate::http::Url;
use crate::world::World;

/// How a server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// This project's server.
    Xingtan,
    /// nginx with nchan, and the bare send loop, which speaks alike.
    Nchan,
    /// Socket.IO.
    Socketio,
}

/// What the loads of all rows about rooms take.
#[derive(Debug, Clone, clap::Args)]
pub struct Options {
    /// The server, as `http://127.0.0.1:8080` or with `https`.
    #[arg(long)]
    pub url: Url,
    /// Its process.
    #[arg(long)]
    pub pid: u32,
    /// How it is spoken to.
    #[arg(long)]
    pub kind: Kind,
    /// How many clients.
    #[arg(long)]
    pub clients: u64,
    /// How long to measure.
    #[arg(long, default_value_t = 15)]
    pub seconds: u64,
    /// The world that this project's server was started on.
    #[arg(long)]
    pub world: Option<PathBuf>,
    /// Which run this is.
    #[command(flatten)]
    pub run: Run,
}

impl Options {
    /// The world, which only this project's server has.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn world(&self) -> anyhow::Result<Option<World>> {
        let Some(path) = &self.world else { return Ok(None) };
        let text = std::fs::read(path).with_context(|| format!("no {}", path.display()))?;
        Ok(Some(serde_json::from_slice(&text)?))
    }
}
