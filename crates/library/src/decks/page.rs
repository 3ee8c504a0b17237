//! The rows of a deck's pages.

use xingtan_base::ids::{DeckId, SchoolId};
use xingtan_platform::db::{self, Row, Tx, Value};

use crate::convert::Page;

const COLUMNS: &str =
    "page, slide, step, label, width, height, title, problem, links, clips, notes";

fn read(row: &Row) -> Result<Page, db::Error> {
    let json = |column: &str| row.get::<String>(column);
    let broken = |column, error: serde_json::Error| row.broken(column, error.to_string());
    Ok(Page {
        page: row.get("page")?,
        slide: row.get("slide")?,
        step: row.get("step")?,
        label: row.get("label")?,
        width: row.get("width")?,
        height: row.get("height")?,
        title: row.get("title")?,
        problem: row.get("problem")?,
        links: serde_json::from_str(&json("links")?).map_err(|error| broken("links", error))?,
        clips: serde_json::from_str(&json("clips")?).map_err(|error| broken("clips", error))?,
        notes: row.get("notes")?,
    })
}

fn values(page: &Page, (school, deck): (SchoolId, DeckId)) -> [Value; 13] {
    let json = |text: Result<String, serde_json::Error>| text.unwrap_or_else(|_| "[]".into());
    [
        school.into(),
        deck.into(),
        page.page.into(),
        page.slide.into(),
        page.step.into(),
        plain(&page.label).into(),
        page.width.into(),
        page.height.into(),
        page.title.as_deref().map(plain).into(),
        page.problem.clone().into(),
        json(serde_json::to_string(&page.links)).into(),
        json(serde_json::to_string(&page.clips)).into(),
        page.notes.as_deref().map(plain).into(),
    ]
}

/// Documents hold anything, the database no U+0000 in a text.
fn plain(text: &str) -> String {
    text.replace('\0', "")
}

/// The pages of a deck, in order.
pub(super) async fn of(tx: &Tx, school: SchoolId, deck: DeckId) -> Result<Vec<Page>, db::Error> {
    let sql =
        format!("select {COLUMNS} from deck_page where school = $1 and deck = $2 order by page");
    let rows = tx.rows(&sql, &[school.into(), deck.into()]).await?;
    rows.iter().map(read).collect()
}

/// Writes the pages of a deck in place of those it had.
pub(super) async fn write(
    tx: &Tx,
    (school, deck): (SchoolId, DeckId),
    pages: &[Page],
) -> Result<(), db::Error> {
    clear(tx, school, deck).await?;
    let target = format!("deck_page (school, deck, {COLUMNS})");
    let rows: Vec<_> = pages.iter().map(|page| values(page, (school, deck))).collect();
    tx.insert(&target, &rows).await
}

/// Takes the pages of a deck away; answers how many there were, and the names of their clips.
pub(super) async fn clear(
    tx: &Tx,
    school: SchoolId,
    deck: DeckId,
) -> Result<(u32, Vec<String>), db::Error> {
    let pages = of(tx, school, deck).await?;
    let sql = "delete from deck_page where school = $1 and deck = $2";
    tx.execute(sql, &[school.into(), deck.into()]).await?;
    let mut clips: Vec<String> =
        pages.iter().flat_map(|page| &page.clips).map(|clip| clip.file.clone()).collect();
    clips.sort_unstable();
    clips.dedup();
    Ok((u32::try_from(pages.len()).unwrap_or(u32::MAX), clips))
}
