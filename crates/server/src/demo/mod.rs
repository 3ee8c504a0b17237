//! The demonstration school: people by name, lessons past and present.

pub mod cast;
mod seed;

use std::fs;

use serde::Serialize;

use crate::start::Server;

/// An account of the demonstration.
#[derive(Debug, Clone, Serialize)]
pub struct Account {
    /// Signs in with this.
    pub name: String,
    /// And this.
    pub password: String,
    /// `administrator`, `teacher` or `learner`.
    pub role: String,
}

/// A lesson of the demonstration.
#[derive(Debug, Clone, Serialize)]
pub struct ShownLesson {
    /// Names it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `planned`, `open` or `closed`.
    pub state: String,
    /// What an encoder sends to; for `rtmp://…/live`.
    pub stream_key: String,
}

/// What the demonstration shows; also written to `demo.json` in the data folder.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// The address.
    pub url: String,
    /// An account a role and more.
    pub accounts: Vec<Account>,
    /// Its lessons.
    pub lessons: Vec<ShownLesson>,
}

/// Fills an empty database, and writes `demo.json`.
///
/// # Errors
/// When the database or the data folder cannot be written.
pub async fn start(server: &Server) -> anyhow::Result<Shown> {
    let folder = &server.domains.ctx.config.data;
    let (accounts, lessons) =
        seed::seed(&server.domains).await.map_err(xingtan_platform::http::ApiError::into_report)?;
    let shown = Shown { url: server.url(), accounts, lessons };
    let text = serde_json::to_string_pretty(&shown)?;
    fs::write(folder.join("demo.json"), text)?;
    Ok(shown)
}
