//! What the handlers of this crate share, and its work in the background.

use std::sync::Arc;

use axum::extract::FromRef;
use tokio::sync::Semaphore;
use xingtan_identity::Identity;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::jobs::Worker;

use crate::decks::convert_job::{self, Converter};
use crate::limits::PIECES_BYTES_MAX;
use crate::uploads::sweep;
use crate::{decks, erase};

/// The library's state. Clones share everything.
#[derive(Clone)]
pub struct Library {
    /// The outside world.
    pub ctx: Ctx,
    /// Who is signed in.
    pub identity: Identity,
    /// Room in memory for pieces of files, in KiB.
    pub(crate) pieces: Arc<Semaphore>,
}

impl Library {
    /// Over the same world as `identity`, without work in the background.
    pub fn new(ctx: Ctx, identity: Identity) -> Self {
        let pieces = Arc::new(Semaphore::new(PIECES_BYTES_MAX >> 10));
        Self { ctx, identity, pieces }
    }

    /// The same, and begins to make pages with the system's own programs.
    pub fn start(ctx: Ctx, identity: Identity) -> Self {
        Self::new(ctx, identity).working(decks::conversion::system())
    }

    /// Begins to make pages, to erase files, and to forget those that nobody wants.
    #[must_use]
    pub fn working(self, converter: Converter) -> Self {
        let ctx = &self.ctx;
        if let Err(error) = convert_job::clean(&ctx.config.data) {
            tracing::warn!(%error, "What was left of conversions is still on the disk.");
        }
        let worker = Worker::new(ctx.db.clone(), &ctx.ids, ctx.tasks.clone());
        convert_job::register(&worker, ctx, converter);
        erase::register(&worker, ctx);
        ctx.tasks.spawn("uploads.sweep", sweep::keep(ctx.clone()));
        self
    }
}

impl FromRef<Library> for Identity {
    fn from_ref(library: &Library) -> Self {
        library.identity.clone()
    }
}
