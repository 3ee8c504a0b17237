//! What the handlers of packs share.

use std::io;
use std::path::Path;

use axum::extract::FromRef;
use xingtan_base::ids::LessonId;
use xingtan_identity::{Caller, Identity};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult};
use xingtan_teaching::access::{self, CanTeach};

use super::make::{IN_MAKING, Maker, worker};
use super::player::Player;
use super::shelf::put::ARRIVING;
use super::shelf::{Kept, imports};
use crate::media_access::MediaSigner;
use crate::state::Live;

/// Packs of this server. Clones share everything.
#[derive(Clone)]
pub struct Packs {
    pub(super) ctx: Ctx,
    pub(super) live: Live,
    pub(super) signer: MediaSigner,
    /// What is in the packs on the shelves.
    pub(super) kept: Kept,
}

impl FromRef<Packs> for Identity {
    fn from_ref(packs: &Packs) -> Self {
        packs.live.identity.clone()
    }
}

impl Packs {
    /// Packs over the live plane; begins to make those that are asked for.
    pub fn start(live: &Live, player: Player) -> Self {
        let ctx = live.ctx.clone();
        if let Err(error) = clean(&ctx.config.data) {
            tracing::warn!(%error, "What was left of packs is still on the disk.");
        }
        worker::register(&ctx, &Maker::new(ctx.clone(), live.media.shelves().clone(), player));
        imports::worker::register(&ctx);
        let cleaning = ctx.clone();
        ctx.tasks.spawn("shelf.clean", async move {
            if let Err(error) = imports::begin::clean(&cleaning).await {
                tracing::warn!(%error, "Packs that never arrived are still in the file store.");
            }
        });
        Self { ctx, signer: live.signer.clone(), live: live.clone(), kept: Kept::default() }
    }

    /// Proof that the caller is of the lesson's staff, or 403 or 404.
    pub(super) async fn teach(&self, caller: &Caller, lesson: LessonId) -> ApiResult<CanTeach> {
        let (person, now) = (caller.person, self.ctx.clock.now());
        let prove = async move |tx: &Tx| {
            access::staff_access(tx, person, lesson, now).await.map_err(ApiError::from)
        };
        self.ctx.db.read("pack.teach", prove).await
    }
}

/// Removes what a server that died has left on its disk.
fn clean(data: &Path) -> io::Result<()> {
    for folder in [IN_MAKING, ARRIVING] {
        match std::fs::remove_dir_all(data.join(folder)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_half_done_is_gone_after_a_start() {
        let data = tempfile::tempdir().unwrap();
        clean(data.path()).unwrap();
        for folder in [IN_MAKING, ARRIVING] {
            std::fs::create_dir_all(data.path().join(folder)).unwrap();
            std::fs::write(data.path().join(folder).join("half"), b"x").unwrap();
        }
        clean(data.path()).unwrap();
        assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0);
    }
}
