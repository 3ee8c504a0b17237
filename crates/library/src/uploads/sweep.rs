//! Forgets files of which nothing was made.

use xingtan_base::ids::UploadId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};

use super::upload;
use crate::limits::{SWEEP_EVERY, SWEEP_UPLOADS};

/// Looks for them now and then, until the server stops.
pub async fn keep(ctx: Ctx) {
    let stopping = ctx.tasks.stopping();
    loop {
        if let Err(error) = all(&ctx).await {
            tracing::warn!(%error, "Old uploads were not forgotten.");
        }
        tokio::select! {
            () = tokio::time::sleep(SWEEP_EVERY) => {}
            () = stopping.cancelled() => return,
        }
    }
}

/// Forgets all whose time is over, some at a time.
///
/// # Errors
/// When the database cannot be used.
pub async fn all(ctx: &Ctx) -> Result<(), db::Error> {
    loop {
        let (ids, now) = (ctx.ids.clone(), ctx.clock.now());
        let some = async move |tx: &Tx| -> Result<usize, db::Error> {
            let sql = "select id from upload where deck is null and expires_ms <= $1 \
                       order by expires_ms, id limit $2";
            let rows = tx.rows(sql, &[now.into(), SWEEP_UPLOADS.into()]).await?;
            let over: Result<Vec<UploadId>, _> = rows.iter().map(|row| row.get("id")).collect();
            let over = over?;
            upload::forget(tx, &ids, &over).await?;
            Ok(over.len())
        };
        if ctx.db.write("uploads.sweep", some).await? == 0 {
            return Ok(());
        }
    }
}
