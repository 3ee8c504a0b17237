//! The pieces of a file in the file store.

use std::path::Path;

use anyhow::ensure;
use futures_util::TryStreamExt as _;
use tokio::io::AsyncWriteExt as _;
use xingtan_base::ids::UploadId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};

use super::upload::Upload;

/// A piece of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it begins in the file.
    pub start: u64,
    /// Its size; 0 where nothing is known to have arrived.
    pub size_bytes: u64,
    /// The request that brought it.
    pub writer: String,
}

/// The key of a piece. Its request stands in it, so that two at one offset never mix.
pub fn key(upload: UploadId, start: u64, writer: &str) -> String {
    format!("uploads/{upload}/{start}-{writer}")
}

/// All pieces of a file, also those of which nothing is known to have arrived.
pub async fn of(tx: &Tx, upload: UploadId) -> Result<Vec<Part>, db::Error> {
    let sql = "select writer, start_byte, size_bytes from upload_part where upload = $1 \
               order by start_byte, size_bytes";
    let rows = tx.rows(sql, &[upload.into()]).await?;
    let part = |row: &db::Row| {
        Ok(Part {
            start: row.get("start_byte")?,
            size_bytes: row.get("size_bytes")?,
            writer: row.get("writer")?,
        })
    };
    rows.iter().map(part).collect()
}

/// Puts a whole file together on this server's disk.
///
/// # Errors
/// When a piece is missing, or the store or the disk cannot be used.
pub async fn fetch(ctx: &Ctx, upload: &Upload, path: &Path) -> anyhow::Result<()> {
    let id = upload.id;
    let parts = ctx.db.read("uploads.parts", async move |tx: &Tx| of(tx, id).await);
    let parts: Result<Vec<Part>, db::Error> = parts.await;
    let mut file = tokio::fs::File::create(path).await?;
    let mut at = 0;
    for part in parts?.iter().filter(|part| part.size_bytes > 0) {
        ensure!(part.start == at, "upload {id} has a gap at {at}");
        let key = key(id, part.start, &part.writer);
        let mut bytes = ctx.files.stream(&key, 0..part.size_bytes).await?;
        let mut size_bytes = 0;
        while let Some(some) = bytes.try_next().await? {
            size_bytes += some.len() as u64;
            file.write_all(&some).await?;
        }
        ensure!(size_bytes == part.size_bytes, "{key} has {size_bytes} bytes");
        at += size_bytes;
    }
    ensure!(at == upload.size_bytes, "upload {id} has {at} of {} bytes", upload.size_bytes);
    file.flush().await?;
    Ok(())
}
