//! `deck/{deck}/{page}-{width}.webp`, `deck/{deck}/{page}.json` and `deck/{deck}/clip/{file}`
//! beneath a lesson's media address: the pages of its decks.
//!
//! An address of the lesson's is told to learners before the opening too, so that until then only
//! its staff's, that of the preview, leads to pages. That of an edition's source leads to those
//! pages alone that the lesson's whole class was shown.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::HeaderMap;
use axum::http::header::RANGE;
use axum::response::Response;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{DeckId, LessonId};
use xingtan_base::problems::{self, Problem};
use xingtan_library::decks::Deck;
use xingtan_library::decks::files::DeckFile;
use xingtan_library::decks::serve::{self, Caches};
use xingtan_platform::db::{self, Db, Tx};
use xingtan_platform::files::Files;
use xingtan_platform::http::problem::database_unavailable;
use xingtan_teaching::decks::lesson_deck::opened_with;

use crate::editions::source;
use crate::hub::Audience;
use crate::media_limits::{SHOWN_DECK_MS, SHOWN_DECKS_MAX, TURNED_LESSONS_MAX};

/// Lets those in a lesson to the pages of its decks. Clones share everything.
#[derive(Clone)]
pub struct DeckDoor {
    db: Db,
    files: Files,
    shown: Arc<Mutex<HashMap<Shown, UtcMs>>>,
    turned: Arc<Mutex<HashMap<LessonId, TurnedAt>>>,
}

/// A deck that a lesson shows to someone.
type Shown = (LessonId, DeckId, bool);

/// What a lesson's class was shown, and when that was looked up.
type TurnedAt = (UtcMs, Arc<Turned>);

/// What a lesson's whole class was shown of its decks.
#[derive(Debug, Default)]
struct Turned {
    pages: HashSet<(DeckId, u32)>,
    clips: HashSet<(DeckId, String)>,
}

impl Turned {
    fn of(decks: &[Deck]) -> Self {
        let mut turned = Self::default();
        for deck in decks {
            for page in deck.pages.iter().flatten() {
                turned.pages.insert((deck.id, page.page));
                turned.clips.extend(page.clips.iter().map(|clip| (deck.id, clip.file.clone())));
            }
        }
        turned
    }

    fn has(&self, deck: DeckId, file: &DeckFile) -> bool {
        match file {
            DeckFile::Picture { page, .. } | DeckFile::Text { page } => {
                self.pages.contains(&(deck, *page))
            }
            DeckFile::Clip(name) => self.clips.contains(&(deck, name.clone())),
        }
    }
}

impl DeckDoor {
    /// Over the rows of lessons and the files of decks.
    pub fn new(db: Db, files: Files) -> Self {
        Self { db, files, shown: Arc::default(), turned: Arc::default() }
    }

    /// A file of a deck that the lesson shows.
    ///
    /// # Errors
    /// 404 for everything else.
    pub(super) async fn file(
        &self,
        scope: (LessonId, Audience),
        path: &str,
        (headers, now): (&HeaderMap, UtcMs),
    ) -> Result<Response, Problem> {
        let (deck, file) = named(path).ok_or_else(problems::not_found)?;
        if !self.is_shown(scope, deck, now).await? {
            return Err(problems::not_found());
        }
        let range = headers.get(RANGE).and_then(|range| range.to_str().ok());
        serve::file(&self.files, deck, &file, (Caches::Shared, range)).await
    }

    /// A file of a page that a lesson's whole class was shown, for who is played an edition of it.
    ///
    /// # Errors
    /// 404 for everything else.
    pub(super) async fn turned_to(
        &self,
        lesson: LessonId,
        path: &str,
        (headers, now): (&HeaderMap, UtcMs),
    ) -> Result<Response, Problem> {
        let (deck, file) = named(path).ok_or_else(problems::not_found)?;
        if !self.turned(lesson, now).await?.has(deck, &file) {
            return Err(problems::not_found());
        }
        let range = headers.get(RANGE).and_then(|range| range.to_str().ok());
        serve::file(&self.files, deck, &file, (Caches::Shared, range)).await
    }

    async fn turned(&self, lesson: LessonId, now: UtcMs) -> Result<Arc<Turned>, Problem> {
        {
            let known = self.turned.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, turned)) = known.get(&lesson).filter(|(at, _)| is_fresh(now, *at)) {
                return Ok(turned.clone());
            }
        }
        let read = async move |tx: &Tx| source::pages_of(tx, lesson).await;
        let found: Result<(Vec<Deck>, _), db::Error> = self.db.read("delivery.turned", read).await;
        let (decks, _) = found.map_err(|error| {
            tracing::warn!(%error, "It is not known which pages a class was shown.");
            database_unavailable()
        })?;
        let turned = Arc::new(Turned::of(&decks));
        let mut known = self.turned.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= TURNED_LESSONS_MAX {
            known.retain(|_, (since, _)| is_fresh(now, *since));
        }
        if known.len() < TURNED_LESSONS_MAX {
            known.insert(lesson, (now, turned.clone()));
        }
        Ok(turned)
    }

    async fn is_shown(
        &self,
        (lesson, audience): (LessonId, Audience),
        deck: DeckId,
        now: UtcMs,
    ) -> Result<bool, Problem> {
        let is_staff = audience == Audience::Preview;
        let shown = (lesson, deck, is_staff);
        if self.remembers(shown, now) {
            return Ok(true);
        }
        let read = async move |tx: &Tx| opened_with(tx, lesson, deck).await;
        let opened: Result<Option<Option<UtcMs>>, db::Error> =
            self.db.read("delivery.deck", read).await;
        let opened = opened.map_err(|error| {
            tracing::warn!(%error, "It is not known whether a lesson shows a deck.");
            database_unavailable()
        })?;
        let is_shown = opened.is_some_and(|opened_at| is_staff || opened_at.is_some());
        if is_shown {
            self.remember(shown, now);
        }
        Ok(is_shown)
    }

    fn remembers(&self, shown: Shown, now: UtcMs) -> bool {
        let known = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&shown).is_some_and(|since| is_fresh(now, *since))
    }

    fn remember(&self, shown: Shown, now: UtcMs) {
        let mut known = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= SHOWN_DECKS_MAX {
            known.retain(|_, since| is_fresh(now, *since));
        }
        // When all are fresh the rows are asked each time.
        if known.len() < SHOWN_DECKS_MAX {
            known.insert(shown, now);
        }
    }
}

fn is_fresh(now: UtcMs, since: UtcMs) -> bool {
    (0..SHOWN_DECK_MS).contains(&now.since_ms(since))
}

/// The deck and the file of `deck/{deck}/{file}`; nothing for any other shape.
fn named(path: &str) -> Option<(DeckId, DeckFile)> {
    let (id, name) = path.strip_prefix("deck/")?.split_once('/')?;
    let deck: DeckId = id.parse().ok()?;
    // An id may be written in several ways; one of them is the address's.
    (deck.to_string() == id).then_some((deck, DeckFile::named(name)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_exact_shape_names_a_file() {
        let id = "019a0000-0000-7000-8000-00000000000a";
        assert!(named(&format!("deck/{id}/1-640.webp")).is_some());
        assert!(named(&format!("deck/{id}/clip/1.mp4")).is_some());
        for path in [
            format!("deck/{}/1-640.webp", id.to_uppercase()),
            format!("deck/{id}/1-641.webp"),
            format!("deck/{id}//1-640.webp"),
            format!("deck//{id}/1-640.webp"),
            format!("deck/{id}/../{id}/1-640.webp"),
            format!("deck/{id}"),
            "deck/x/1-640.webp".to_owned(),
        ] {
            assert!(named(&path).is_none(), "{path}");
        }
    }
}
