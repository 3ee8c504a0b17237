//! A page of a deck, and its rows.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::{DeckId, SchoolId};
use xingtan_platform::db::{self, Row, Tx, Value};

/// A page: a slide, or a step of one that is built click by click.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeckPage {
    /// Its number, from 1 without gaps.
    pub page: u32,
    /// Its slide, from 1.
    pub slide: u32,
    /// Its step among those of the slide, from 0.
    pub step: u32,
    /// What people call it: `12`, or `12.3`.
    pub label: String,
    /// Its width; 16,000 of every page, the units in which places on it are told.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Its title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Why it could not be made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// Places that lead elsewhere.
    pub links: Vec<DeckLink>,
    /// Places where sound or video plays.
    pub clips: Vec<DeckClip>,
    /// What the speaker noted; only staff read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
}

/// A place on a page that leads to an address, or to another page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeckLink {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub w: i32,
    /// Its height.
    pub h: i32,
    /// The address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// A place on a page where a clip plays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeckClip {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub w: i32,
    /// Its height.
    pub h: i32,
    /// The clip's name.
    pub file: String,
    /// What it is: `video/mp4`.
    pub mime: String,
}

/// What of a document is not among the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Lost {
    /// What.
    pub kind: LostKind,
    /// On which slides.
    pub slides: Vec<u32>,
    /// How many.
    pub count: u32,
}

/// What may be lost of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LostKind {
    /// Movement of what is on a slide; its end is shown.
    Animation,
    /// Movement from slide to slide.
    Transition,
    /// A document within the document; its picture is shown.
    EmbeddedObject,
    /// A program.
    Macro,
    /// A typeface that the server has not; another stands in.
    Font,
    /// Something that lies elsewhere on the network.
    ExternalLink,
    /// Sound or video of a kind that browsers do not play.
    Media,
}

/// The words of a page, for selecting and searching.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeckText {
    /// In reading order.
    pub words: Vec<DeckWord>,
    /// All of it, a line each.
    pub text: String,
}

/// A run of characters without a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeckWord {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub w: i32,
    /// Its height.
    pub h: i32,
    /// Its characters.
    pub text: String,
}

const COLUMNS: &str =
    "page, slide, step, label, width, height, title, problem, links, clips, notes";

impl DeckPage {
    fn read(row: &Row) -> Result<Self, db::Error> {
        let json = |column: &str| row.get::<String>(column);
        let broken = |column, error: serde_json::Error| row.broken(column, error.to_string());
        Ok(Self {
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

    fn values(&self, school: SchoolId, deck: DeckId) -> [Value; 13] {
        let json = |text: Result<String, serde_json::Error>| text.unwrap_or_else(|_| "[]".into());
        [
            school.into(),
            deck.into(),
            self.page.into(),
            self.slide.into(),
            self.step.into(),
            (&self.label).into(),
            self.width.into(),
            self.height.into(),
            self.title.clone().into(),
            self.problem.clone().into(),
            json(serde_json::to_string(&self.links)).into(),
            json(serde_json::to_string(&self.clips)).into(),
            self.notes.clone().into(),
        ]
    }
}

/// The pages of a deck, in order.
pub(super) async fn of(
    tx: &Tx,
    school: SchoolId,
    deck: DeckId,
) -> Result<Vec<DeckPage>, db::Error> {
    let sql =
        format!("select {COLUMNS} from deck_page where school = $1 and deck = $2 order by page");
    let rows = tx.rows(&sql, &[school.into(), deck.into()]).await?;
    rows.iter().map(DeckPage::read).collect()
}

/// Writes the pages of a deck in place of those it had.
pub(super) async fn write(
    tx: &Tx,
    (school, deck): (SchoolId, DeckId),
    pages: &[DeckPage],
) -> Result<(), db::Error> {
    clear(tx, school, deck).await?;
    let target = format!("deck_page (school, deck, {COLUMNS})");
    let rows: Vec<_> = pages.iter().map(|page| page.values(school, deck)).collect();
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
