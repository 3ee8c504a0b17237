//! A deck, and its rows.

use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::{DeckId, PersonId, SchoolId};
use xingtan_platform::db::{self, Row, Tx};

use super::page;
use crate::convert::{Lost, Page};

/// Where a deck is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeckState {
    /// It waits for the converter.
    Waiting,
    /// Its pages are being made.
    Converting,
    /// Its pages are there.
    Ready,
    /// Its document cannot be made into pages.
    Failed,
    /// It was called off.
    Cancelled,
}

impl DeckState {
    const ALL: [Self; 5] =
        [Self::Waiting, Self::Converting, Self::Ready, Self::Failed, Self::Cancelled];

    /// The word in the database and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Converting => "converting",
            Self::Ready => "ready",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether its pages are still to come.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Converting)
    }
}

impl std::str::FromStr for DeckState {
    type Err = &'static str;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|state| state.word() == word).ok_or("not a state of a deck")
    }
}

/// A document made into pages.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Deck {
    /// Its id.
    pub id: DeckId,
    /// The school it belongs to.
    pub school: SchoolId,
    /// Its title.
    pub title: String,
    /// The document's name; of several images, the first one's.
    pub file_name: String,
    /// The size of the document.
    pub bytes: u64,
    /// Where it is in its life.
    pub state: DeckState,
    /// How many pages are made.
    pub done: u32,
    /// How many there will be, once that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u32>,
    /// Why it failed, as a stable code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// What of the document is not among the pages.
    pub lost: Vec<Lost>,
    /// Its pages; not in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Vec<Page>>,
}

impl Deck {
    fn read(row: &Row) -> Result<Self, db::Error> {
        let lost: String = row.get("lost")?;
        Ok(Self {
            id: row.get("id")?,
            school: row.get("school")?,
            title: row.get("title")?,
            file_name: row.get("file_name")?,
            bytes: row.get("size_bytes")?,
            state: row.parse("state")?,
            done: row.get("done")?,
            total: row.get("total")?,
            problem: row.get("problem")?,
            lost: serde_json::from_str(&lost)
                .map_err(|error| row.broken("lost", error.to_string()))?,
            pages: None,
        })
    }

    /// The same as learners see it: without what the speaker noted.
    #[must_use]
    pub fn without_notes(mut self) -> Self {
        for page in self.pages.iter_mut().flatten() {
            page.notes = None;
        }
        self
    }
}

const COLUMNS: &str = "id, school, title, file_name, size_bytes, state, done, total, problem, lost";

/// The school a deck belongs to, and who made it.
pub async fn belongs_to(tx: &Tx, deck: DeckId) -> Result<Option<(SchoolId, PersonId)>, db::Error> {
    let sql = "select school, owner from deck where id = $1";
    let Some(row) = tx.row(sql, &[deck.into()]).await? else { return Ok(None) };
    Ok(Some((row.get("school")?, row.get("owner")?)))
}

/// A deck without its pages, whoever asks: access is the caller's matter.
pub async fn bare(tx: &Tx, deck: DeckId) -> Result<Option<Deck>, db::Error> {
    let sql = format!("select {COLUMNS} from deck where id = $1");
    let row = tx.row(&sql, &[deck.into()]).await?;
    row.as_ref().map(Deck::read).transpose()
}

/// A deck with its pages, whoever asks: access is the caller's matter. While they are made, it has
/// none.
pub async fn whole(tx: &Tx, deck: DeckId) -> Result<Option<Deck>, db::Error> {
    let Some(mut found) = bare(tx, deck).await? else { return Ok(None) };
    found.pages = Some(match found.state {
        DeckState::Ready => page::of(tx, found.school, deck).await?,
        _ => Vec::new(),
    });
    Ok(Some(found))
}

/// A person's decks, newest first, of one school or of all.
pub(super) async fn of_person(
    tx: &Tx,
    person: PersonId,
    school: Option<SchoolId>,
    (before, limit): (Option<DeckId>, u32),
) -> Result<Vec<Deck>, db::Error> {
    let sql = format!(
        "select {COLUMNS} from deck where owner = $1 \
         and (cast($2 as text) is null or school = $2) \
         and (cast($3 as text) is null or id < $3) order by id desc limit $4"
    );
    let values = [person.into(), school.into(), before.into(), i64::from(limit + 1).into()];
    tx.rows(&sql, &values).await?.iter().map(Deck::read).collect()
}
