//! The seam to what makes pages of documents: the system's converters, or a double in tests.

use std::path::PathBuf;
use std::sync::Arc;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use super::page::{DeckPage, Lost};

/// What is to be made into pages.
#[derive(Debug)]
pub struct Wanted {
    /// The files on this server's disk: one document, or images in order.
    pub files: Vec<PathBuf>,
    /// A folder for the work. Into its `out` go `{page}-{width}.webp`, `{page}.json` and
    /// `clip/{file}`.
    pub work: PathBuf,
    /// Told how far it is.
    pub progress: watch::Sender<Progress>,
    /// Cancelled when the pages are not wanted any more.
    pub cancelled: CancellationToken,
}

/// How far it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Pages that are made.
    pub done: u32,
    /// Pages in all, once that is known.
    pub total: Option<u32>,
}

/// What was made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// The pages.
    pub pages: Vec<DeckPage>,
    /// What of the document is not among them.
    pub lost: Vec<Lost>,
}

/// Why nothing was made.
#[derive(Debug)]
pub enum NotMade {
    /// The document cannot be made into pages, by a stable code; another try would change nothing.
    Refused(&'static str),
    /// Our own trouble; another try may succeed.
    Trouble(anyhow::Error),
}

/// Makes pages.
pub type Converter = Arc<dyn Fn(Wanted) -> BoxFuture<'static, Result<Made, NotMade>> + Send + Sync>;

/// The converters of this system.
pub fn system() -> Converter {
    Arc::new(|_| async { Err(NotMade::Refused("deck.needs_libreoffice")) }.boxed())
}
