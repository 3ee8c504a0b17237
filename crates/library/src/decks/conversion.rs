//! The seam to what makes pages of documents: this system's programs, or a double in tests.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::anyhow;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use tokio::sync::{OnceCell, watch};
use tokio_util::sync::CancellationToken;

use crate::convert::{self, ConvertProblem, Converted, Limits, Programs, Progress, Source};

/// What is to be made into pages.
#[derive(Debug)]
pub struct Wanted {
    /// The files on this server's disk: one document, or images in order.
    pub sources: Vec<Source>,
    /// An empty folder; the pages' files are left in its [`convert::OUT`].
    pub folder: PathBuf,
    /// Told how far it is.
    pub progress: watch::Sender<Progress>,
    /// Cancelled when the pages are not wanted any more.
    pub cancelled: CancellationToken,
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
pub type Converter =
    Arc<dyn Fn(Wanted) -> BoxFuture<'static, Result<Converted, NotMade>> + Send + Sync>;

/// The programs of this system; looked for when the first document comes.
pub fn system() -> Converter {
    let programs: Arc<OnceCell<Programs>> = Arc::default();
    Arc::new(move |wanted| {
        let programs = Arc::clone(&programs);
        async move {
            let programs = programs.get_or_init(Programs::find).await;
            by(programs, wanted).await
        }
        .boxed()
    })
}

async fn by(programs: &Programs, wanted: Wanted) -> Result<Converted, NotMade> {
    let Wanted { sources, folder, progress, cancelled } = wanted;
    let limits = Limits::default();
    let job = convert::Job { sources: &sources, folder: &folder, limits: &limits };
    let tell = |how_far| {
        progress.send_replace(how_far);
    };
    convert::document(programs, &job, tell, &cancelled).await.map_err(|problem| {
        tracing::info!(%problem, "A document did not become pages.");
        match (problem.code(), problem) {
            (Some(code), _) => NotMade::Refused(code),
            (None, ConvertProblem::Failed(error)) => NotMade::Trouble(error),
            (None, problem) => NotMade::Trouble(anyhow!(problem)),
        }
    })
}
