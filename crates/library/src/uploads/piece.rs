//! Taking a piece of a file: the right to send, the bytes as they come, and what is kept of them.

use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use tokio::time::{Instant, sleep_until};
use xingtan_base::ids::{PersonId, UploadId};
use xingtan_base::problems::{self, Problem};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult};

use super::parts::key;
use super::upload::{self, store_away, taken};
use crate::limits::{PIECE_SILENCE, PIECE_TIME, WRITER_LEASE_MS, WRITER_PROLONG};

/// What a request to send a piece met.
pub(super) enum Met {
    /// It may send.
    Go(Piece),
    /// The file goes on elsewhere.
    WrongOffset(u64),
}

/// The right to send a piece.
pub(super) struct Piece {
    upload: UploadId,
    writer: String,
    start: u64,
    /// Bytes that are missing of the file.
    rest: u64,
}

/// How the bytes ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// As the sender meant it, or where they were cut: they are kept.
    Kept,
    /// There were more than the file has.
    Beyond,
    /// Another request has the file by now, or it is gone.
    Lost,
}

/// Asks for the right to send one's own file on at an offset.
pub(super) async fn begin(
    ctx: &Ctx,
    person: PersonId,
    id: UploadId,
    (offset, length): (u64, Option<u64>),
) -> ApiResult<Met> {
    let writer = ctx.ids.secret(9);
    ctx.db
        .write("uploads.begin", async move |tx: &Tx| {
            let found = upload::own(tx, person, id).await?;
            if found.deck.is_some() {
                return Err(taken().into());
            }
            if found.received_bytes != offset {
                return Ok(Met::WrongOffset(found.received_bytes));
            }
            let rest = found.size_bytes.saturating_sub(offset);
            if length.is_some_and(|length| length > rest) {
                return Err(beyond().into());
            }
            let now = tx.database_now().await?;
            let sql = "update upload set writer = $2, writer_until_ms = $3 where id = $1 \
                       and (writer is null or writer_until_ms <= $4)";
            let until = now.plus_ms(WRITER_LEASE_MS);
            let values = [id.into(), writer.as_str().into(), until.into(), now.into()];
            if tx.execute(sql, &values).await? == 0 {
                return Err(busy().into());
            }
            // Before anything is stored, so that whoever forgets the file knows where to look.
            let start = i64::try_from(offset).unwrap_or(i64::MAX);
            tx.execute(
                "insert into upload_part (upload, writer, start_byte, size_bytes) \
                 values ($1, $2, $3, 0)",
                &[id.into(), writer.as_str().into(), start.into()],
            )
            .await?;
            let writer = writer.clone();
            Ok::<_, ApiError>(Met::Go(Piece { upload: id, writer, start: offset, rest }))
        })
        .await
}

impl Piece {
    /// Takes the bytes and keeps what came of them; answers where the file goes on.
    pub(super) async fn take(self, ctx: &Ctx, body: Body, most: usize) -> ApiResult<u64> {
        let rest = usize::try_from(self.rest).unwrap_or(usize::MAX);
        let (bytes, end) = self.receive(ctx, body, most.min(rest)).await;
        if end == End::Lost {
            return Err(busy().into());
        }
        if end == End::Beyond || bytes.is_empty() {
            self.let_go(ctx).await?;
            return if end == End::Beyond { Err(beyond().into()) } else { Ok(self.start) };
        }
        let key = key(self.upload, self.start, &self.writer);
        let size_bytes = bytes.len();
        if let Err(error) = ctx.files.put(&key, &bytes).await {
            tracing::warn!(%error, "A piece of an upload was not stored.");
            self.let_go(ctx).await?;
            return Err(store_away().into());
        }
        if self.arrived(ctx, size_bytes).await? {
            return Ok(self.start + size_bytes as u64);
        }
        // Its row may be gone, and then nobody else would look for it.
        ctx.files.delete(&key).await.map_err(|error| ApiError::Internal(error.into()))?;
        Err(problems::not_found().into())
    }

    async fn receive(&self, ctx: &Ctx, body: Body, most: usize) -> (Bytes, End) {
        let (mut body, mut kept) = (body, BytesMut::new());
        let stopping = ctx.tasks.stopping();
        let (mut prolong_at, over_at) = (soon(WRITER_PROLONG), soon(PIECE_TIME));
        let mut silent_at = soon(PIECE_SILENCE);
        loop {
            let frame = tokio::select! {
                frame = body.frame() => frame,
                () = sleep_until(prolong_at) => {
                    prolong_at = soon(WRITER_PROLONG);
                    match self.prolong(ctx).await {
                        Ok(false) => return (Bytes::new(), End::Lost),
                        Ok(true) => continue,
                        Err(error) => {
                            tracing::warn!(%error, "An upload's right was not prolonged.");
                            continue;
                        }
                    }
                }
                () = sleep_until(silent_at.min(over_at)) => None,
                () = stopping.cancelled() => None,
            };
            let Some(Ok(frame)) = frame else { return (kept.freeze(), End::Kept) };
            silent_at = soon(PIECE_SILENCE);
            let Ok(some) = frame.into_data() else { continue };
            if kept.len() + some.len() > most {
                return (Bytes::new(), End::Beyond);
            }
            kept.extend_from_slice(&some);
        }
    }

    /// Whether the file is still this request's.
    async fn prolong(&self, ctx: &Ctx) -> Result<bool, db::Error> {
        let (id, writer) = (self.upload, self.writer.clone());
        ctx.db
            .write("uploads.prolong", async move |tx: &Tx| {
                let until = tx.database_now().await?.plus_ms(WRITER_LEASE_MS);
                let sql = "update upload set writer_until_ms = $3 where id = $1 and writer = $2";
                let values = [id.into(), writer.as_str().into(), until.into()];
                Ok(tx.execute(sql, &values).await? == 1)
            })
            .await
    }

    /// Writes that so many bytes are stored; false when another request has the file by now, or
    /// it is gone.
    async fn arrived(&self, ctx: &Ctx, size_bytes: usize) -> Result<bool, db::Error> {
        let (id, writer) = (self.upload, self.writer.clone());
        let size_bytes = i64::try_from(size_bytes).unwrap_or(i64::MAX);
        ctx.db
            .write("uploads.arrived", async move |tx: &Tx| {
                let values = [id.into(), writer.as_str().into(), size_bytes.into()];
                let sql = "update upload set received_bytes = received_bytes + $3, \
                           writer = null, writer_until_ms = null where id = $1 and writer = $2";
                if tx.execute(sql, &values).await? == 0 {
                    return Ok(false);
                }
                let sql =
                    "update upload_part set size_bytes = $3 where upload = $1 and writer = $2";
                tx.execute(sql, &values).await?;
                Ok(true)
            })
            .await
    }

    /// Gives the right back: nothing was stored.
    async fn let_go(&self, ctx: &Ctx) -> Result<(), db::Error> {
        let (id, writer) = (self.upload, self.writer.clone());
        ctx.db
            .write("uploads.let_go", async move |tx: &Tx| {
                let values = [id.into(), writer.as_str().into()];
                let sql = "delete from upload_part where upload = $1 and writer = $2";
                tx.execute(sql, &values).await?;
                let sql = "update upload set writer = null, writer_until_ms = null \
                           where id = $1 and writer = $2";
                tx.execute(sql, &values).await.map(drop)
            })
            .await
    }
}

fn soon(time: Duration) -> Instant {
    Instant::now() + time
}

/// 413: the piece goes beyond the file's end.
fn beyond() -> Problem {
    Problem::new(413, "upload.beyond_end", "The piece goes beyond the file's end.")
}

/// 423: another request sends this file now.
fn busy() -> Problem {
    Problem::new(423, "upload.busy", "Another request sends this file now.").retry_after_s(2)
}
