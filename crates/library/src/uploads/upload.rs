//! A file on its way, and its rows.

use xingtan_base::ids::{DeckId, PersonId, UploadId};
use xingtan_base::problems::{self, Problem};
use xingtan_platform::db::{self, Row, Tx, Value};
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;

use super::parts;
use crate::erase;

/// A file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: UploadId,
    /// The name its sender gave it.
    pub file_name: String,
    /// Its size.
    pub size_bytes: u64,
    /// How much of it has arrived.
    pub received_bytes: u64,
    /// The deck that was made of it.
    pub deck: Option<DeckId>,
}

impl Upload {
    /// Whether all of it is here.
    pub const fn is_whole(&self) -> bool {
        self.received_bytes == self.size_bytes
    }

    fn read(row: &Row) -> Result<Self, db::Error> {
        Ok(Self {
            id: row.get("id")?,
            file_name: row.get("file_name")?,
            size_bytes: row.get("size_bytes")?,
            received_bytes: row.get("received_bytes")?,
            deck: row.get("deck")?,
        })
    }
}

/// One's own file.
///
/// # Errors
/// 404 when there is none, or it is somebody else's.
pub async fn own(tx: &Tx, person: PersonId, id: UploadId) -> Result<Upload, ApiError> {
    let sql = "select id, file_name, size_bytes, received_bytes, deck from upload \
               where id = $1 and person = $2";
    let row = tx.row(sql, &[id.into(), person.into()]).await?;
    let row = row.ok_or_else(problems::not_found)?;
    Ok(Upload::read(&row)?)
}

/// The files a deck is made of, in order.
pub(crate) async fn of_deck(tx: &Tx, deck: DeckId) -> Result<Vec<Upload>, db::Error> {
    let sql = "select id, file_name, size_bytes, received_bytes, deck from upload \
               where deck = $1 order by position";
    tx.rows(sql, &[deck.into()]).await?.iter().map(Upload::read).collect()
}

/// Gives a file to a deck, at a place among its files.
pub(crate) async fn give(
    tx: &Tx,
    id: UploadId,
    deck: DeckId,
    position: usize,
) -> Result<(), db::Error> {
    let position = i64::try_from(position).unwrap_or(i64::MAX);
    let values: [Value; 3] = [id.into(), deck.into(), position.into()];
    let sql = "update upload set deck = $2, position = $3 where id = $1";
    tx.execute(sql, &values).await.map(drop)
}

/// Forgets files, and asks for what of them lies in the store to be erased.
pub(crate) async fn forget(tx: &Tx, ids: &Ids, uploads: &[UploadId]) -> Result<(), db::Error> {
    for id in uploads {
        let parts = parts::of(tx, *id).await?;
        erase::ask_for_upload(tx, ids, *id, &parts).await?;
        tx.execute("delete from upload_part where upload = $1", &[id.into()]).await?;
        tx.execute("delete from upload where id = $1", &[id.into()]).await?;
    }
    Ok(())
}

/// 409: a deck is made of this file.
pub(super) fn taken() -> Problem {
    Problem::new(409, "upload.taken", "A deck is made of this file.")
}

/// 503: the file store is away; what was sent can be sent again.
pub fn store_away() -> Problem {
    Problem::new(503, "upload.store_away", "The file store is away for a moment; try again.")
        .retry_after_s(5)
}
