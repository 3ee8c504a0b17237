//! The demonstration school: people by name, lessons past and present.

mod answers;
pub mod cast;
mod chance;
pub mod clip;
pub mod encoder;
mod learners;
mod past;
mod past_record;
mod past_script;
mod publisher;
mod questions;
mod script;
mod seed;

use std::fs;

use serde::Serialize;
use xingtan_live::Live;
use xingtan_live::lessons::opening;
use xingtan_platform::http::ApiError;

use self::clip::Clip;
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

/// Fills an empty database, begins the lesson in progress with its picture and its learners,
/// completes the finished one, and writes `demo.json`.
///
/// # Errors
/// When the database or the data folder cannot be written.
pub async fn start(server: &Server) -> anyhow::Result<Shown> {
    let domains = &server.domains;
    let accounts = seed::seed(domains).await.map_err(ApiError::into_report)?;
    begin_lecture(&domains.live).await?;
    let finished = seed::to_do(&domains.ctx.db, seed::FINISHED).await;
    if let Some((lesson, teacher)) = finished.map_err(ApiError::into_report)? {
        past::write(&domains.live, lesson, teacher).await?;
    }
    let lessons = seed::lessons(&domains.live).await.map_err(ApiError::into_report)?;
    let shown = Shown { url: server.url(), accounts, lessons };
    let text = serde_json::to_string_pretty(&shown)?;
    fs::write(domains.ctx.config.data.join("demo.json"), text)?;
    Ok(shown)
}

/// Opens the lesson in progress, if a visitor has not closed it, and makes it live.
async fn begin_lecture(live: &Live) -> anyhow::Result<()> {
    let found = seed::to_do(&live.ctx.db, seed::LECTURE).await;
    let Some((lesson, teacher)) = found.map_err(ApiError::into_report)? else { return Ok(()) };
    opening::open_as(live, teacher, lesson).await.map_err(ApiError::into_report)?;
    let key = live.media.stream_key(lesson).await?;
    let publish = publisher::run(live.clone(), lesson, key, Clip::lecture()?);
    live.ctx.tasks.spawn("demo.publisher", publish);
    let roster = live.roster(lesson).await?;
    live.ctx.tasks.spawn("demo.learners", learners::run(live.clone(), lesson, roster));
    Ok(())
}
