//! The rows of `lesson_deck`: which decks a lesson shows, in the order in which they were added.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{DeckId, LessonId, SchoolId};
use xingtan_facts::{Happened, Object};
use xingtan_library::decks::{Deck, deck, uses};
use xingtan_platform::db::{self, Tx, Value};
use xingtan_platform::ids::Ids;

use crate::access::CanTeach;
use crate::lessons::recorded::{self, Occasion};

/// Whether a lesson shows a deck.
pub async fn is_in(tx: &Tx, lesson: LessonId, deck: DeckId) -> Result<bool, db::Error> {
    let sql = "select deck from lesson_deck where lesson = $1 and deck = $2";
    Ok(tx.row(sql, &[lesson.into(), deck.into()]).await?.is_some())
}

/// When a lesson that shows a deck was opened; nothing when it does not show it.
pub async fn opened_with(
    tx: &Tx,
    lesson: LessonId,
    deck: DeckId,
) -> Result<Option<Option<UtcMs>>, db::Error> {
    let sql = "select d.deck, l.opened_ms from lesson_deck d join lesson l on l.id = d.lesson \
               where d.lesson = $1 and d.deck = $2";
    let row = tx.row(sql, &[lesson.into(), deck.into()]).await?;
    row.map(|row| row.get("opened_ms")).transpose()
}

/// The ids of a lesson's decks, in order.
pub(super) async fn ids_of(tx: &Tx, lesson: LessonId) -> Result<Vec<DeckId>, db::Error> {
    let sql = "select deck from lesson_deck where lesson = $1 order by position, deck";
    tx.rows(sql, &[lesson.into()]).await?.iter().map(|row| row.get("deck")).collect()
}

/// A lesson's decks with their pages, in order.
pub async fn of(tx: &Tx, lesson: LessonId) -> Result<Vec<Deck>, db::Error> {
    let mut decks = Vec::new();
    for id in ids_of(tx, lesson).await? {
        decks.extend(deck::whole(tx, id).await?);
    }
    Ok(decks)
}

/// Puts a deck after those that a lesson has.
pub(super) async fn write(
    tx: &Tx,
    can: &CanTeach,
    (deck_school, deck): (SchoolId, DeckId),
    now: UtcMs,
) -> Result<(), db::Error> {
    let last = "select coalesce(max(position), -1) as position from lesson_deck where lesson = $1";
    let last = tx.row(last, &[can.lesson().into()]).await?;
    let position = last.map(|row| row.get::<i64>("position")).transpose()?.unwrap_or(-1) + 1;
    let values: [Value; 7] = [
        can.school().into(),
        can.lesson().into(),
        deck.into(),
        deck_school.into(),
        position.into(),
        can.person().into(),
        now.into(),
    ];
    tx.execute(
        "insert into lesson_deck (school, lesson, deck, deck_school, position, added_by, \
         added_ms) values ($1, $2, $3, $4, $5, $6, $7)",
        &values,
    )
    .await?;
    uses::begin(tx, deck).await
}

/// Takes a deck out of a lesson; false when it was not there.
pub(super) async fn take_out(tx: &Tx, can: &CanTeach, deck: DeckId) -> Result<bool, db::Error> {
    let names: [Value; 3] = [can.school().into(), can.lesson().into(), deck.into()];
    let sql = "delete from lesson_deck where school = $1 and lesson = $2 and deck = $3";
    if tx.execute(sql, &names).await? == 0 {
        return Ok(false);
    }
    uses::end(tx, deck).await?;
    let sql = "update prepared_question set after_deck = null, after_page = null \
               where school = $1 and lesson = $2 and after_deck = $3";
    tx.execute(sql, &names).await?;
    Ok(true)
}

/// Takes all decks out of a lesson that is about to be removed.
pub(crate) async fn clear(tx: &Tx, can: &CanTeach) -> Result<(), db::Error> {
    for deck in ids_of(tx, can.lesson()).await? {
        take_out(tx, can, deck).await?;
    }
    Ok(())
}

/// Records what happened to a deck of a lesson.
pub(super) async fn record(
    tx: &Tx,
    ids: &Ids,
    (can, now): (&CanTeach, UtcMs),
    (deck, happened): (DeckId, Happened),
) -> Result<(), db::Error> {
    let object = Object::new("lesson_deck", deck);
    recorded::record(tx, ids, Occasion::of(can, now), object, happened).await
}
