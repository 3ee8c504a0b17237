//! Who shows a deck. Whoever does counts in its row, so that it stays while they do.

use xingtan_base::ids::DeckId;
use xingtan_platform::db::{self, Tx};

/// Begins to show a deck.
pub async fn begin(tx: &Tx, deck: DeckId) -> Result<(), db::Error> {
    tx.execute("update deck set uses = uses + 1 where id = $1", &[deck.into()]).await.map(drop)
}

/// Shows it no more.
pub async fn end(tx: &Tx, deck: DeckId) -> Result<(), db::Error> {
    tx.execute("update deck set uses = uses - 1 where id = $1", &[deck.into()]).await.map(drop)
}

/// Whether anything shows it.
pub(super) async fn are_there(tx: &Tx, deck: DeckId) -> Result<bool, db::Error> {
    let row = tx.row("select uses from deck where id = $1", &[deck.into()]).await?;
    Ok(match row {
        Some(row) => row.get::<i64>("uses")? > 0,
        None => false,
    })
}
