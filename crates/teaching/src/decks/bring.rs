//! Decks that come to a lesson with something else, such as an edition that it plays.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::DeckId;
use xingtan_base::problems;
use xingtan_facts::Happened;
use xingtan_library::decks::deck;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;

use super::add::too_many;
use super::lesson_deck;
use crate::access::CanTeach;
use crate::limits::LESSON_DECKS_MAX;

/// Makes a lesson show these decks among its own, as having come at the moment `came_at`, by which
/// they are known again: those that came then and are no longer wanted go. Whether the lesson's
/// staff may show them is the caller's matter.
///
/// # Errors
/// 404 for a deck that is not there, 409 when the lesson cannot have so many.
pub async fn bring(
    tx: &Tx,
    ids: &Ids,
    can: &CanTeach,
    (wanted, came_at): (&[DeckId], UtcMs),
    now: UtcMs,
) -> Result<(), ApiError> {
    let lesson = can.lesson();
    for there in came(tx, can, came_at).await? {
        if !wanted.contains(&there) && lesson_deck::take_out(tx, can, there).await? {
            let happened = Happened::LessonDeckRemoved { lesson, deck: there };
            lesson_deck::record(tx, ids, (can, now), (there, happened)).await?;
        }
    }
    let mut shown = lesson_deck::ids_of(tx, lesson).await?;
    for &one in wanted {
        if shown.contains(&one) {
            continue;
        }
        if i64::try_from(shown.len()).unwrap_or(i64::MAX) >= LESSON_DECKS_MAX {
            return Err(too_many().into());
        }
        let (school, _) = deck::belongs_to(tx, one).await?.ok_or_else(problems::not_found)?;
        lesson_deck::write(tx, can, (school, one), came_at).await?;
        let happened = Happened::LessonDeckAdded { lesson, deck: one };
        lesson_deck::record(tx, ids, (can, now), (one, happened)).await?;
        shown.push(one);
    }
    Ok(())
}

/// The decks of a lesson that came at a moment.
async fn came(tx: &Tx, can: &CanTeach, came_at: UtcMs) -> Result<Vec<DeckId>, db::Error> {
    let sql = "select deck from lesson_deck where school = $1 and lesson = $2 and added_ms = $3 \
               order by position, deck";
    let rows = tx.rows(sql, &[can.school().into(), can.lesson().into(), came_at.into()]).await?;
    rows.iter().map(|row| row.get("deck")).collect()
}
