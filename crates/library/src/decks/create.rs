//! `POST /api/decks`.

use std::collections::HashSet;

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{DeckId, SchoolId, UploadId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::Happened;
use xingtan_identity::Caller;
use xingtan_platform::db::{Tx, Value};
use xingtan_platform::http::{ApiError, ApiResult, Json};
use xingtan_platform::ids::Ids;

use super::convert_job;
use super::deck::{self, Deck, DeckState};
use super::recorded::{self, Occasion, Role};
use super::title;
use crate::Library;
use crate::access::{self, CanMakeDecks};
use crate::limits::{DECK_IMAGES_MAX, DECKS_MAX};
use crate::uploads::upload::{self, Upload};

/// A deck to be made of files that have arrived.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct DeckToMake {
    /// The school it is to belong to.
    pub school: SchoolId,
    /// Its title; the document's name when absent.
    pub title: Option<String>,
    /// One's own files: one document, or 1 to 100 images in their order.
    pub uploads: Vec<UploadId>,
}

/// Makes a deck of files that have arrived. Its pages follow; ask for it to see how far they are.
#[utoipa::path(post, path = "/api/decks", tag = "library", request_body = DeckToMake,
    responses((status = 201, body = Deck), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(
    State(library): State<Library>,
    caller: Caller,
    Json(wanted): Json<DeckToMake>,
) -> ApiResult<(StatusCode, Json<Deck>)> {
    check(&wanted)?;
    let (now, ids, by) = (library.ctx.clock.now(), library.ctx.ids.clone(), caller.person);
    let id: DeckId = ids.next();
    let made = library
        .ctx
        .db
        .write("decks.create", async move |tx: &Tx| {
            let can = access::make_decks(tx, by, wanted.school, now).await?;
            let uploads = arrived(tx, &can, &wanted.uploads).await?;
            let new = NewDeck { id, title: wanted.title.as_deref(), uploads: &uploads, at: now };
            new.write(tx, &can, &ids).await?;
            Ok::<_, ApiError>(deck::whole(tx, id).await?.ok_or_else(problems::not_found)?)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(made)))
}

fn check(wanted: &DeckToMake) -> Result<(), Problem> {
    let mut problem = problems::invalid();
    if let Some(code) = wanted.title.as_deref().and_then(title::fault) {
        problem = problem.field("title", code);
    }
    if wanted.uploads.is_empty() {
        problem = problem.field("uploads", "required");
    }
    if wanted.uploads.len() > DECK_IMAGES_MAX {
        problem = problem.field("uploads", "too_many");
    }
    let different: HashSet<UploadId> = wanted.uploads.iter().copied().collect();
    if different.len() < wanted.uploads.len() {
        problem = problem.field("uploads", "duplicate");
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem) }
}

/// One's own files, all of them here and given to no other deck.
async fn arrived(
    tx: &Tx,
    can: &CanMakeDecks,
    wanted: &[UploadId],
) -> Result<Vec<Upload>, ApiError> {
    let mut uploads = Vec::with_capacity(wanted.len());
    for (at, id) in wanted.iter().enumerate() {
        let found = match upload::own(tx, can.person(), *id).await {
            Ok(found) if found.deck.is_none() => found,
            Ok(_) => return Err(unknown(at).into()),
            Err(ApiError::Problem(_)) => return Err(unknown(at).into()),
            Err(error) => return Err(error),
        };
        if !found.is_whole() {
            return Err(not_whole().into());
        }
        uploads.push(found);
    }
    Ok(uploads)
}

struct NewDeck<'a> {
    id: DeckId,
    title: Option<&'a str>,
    uploads: &'a [Upload],
    at: UtcMs,
}

impl NewDeck<'_> {
    async fn write(&self, tx: &Tx, can: &CanMakeDecks, ids: &Ids) -> Result<(), ApiError> {
        let sql = "select count(*) as decks from deck where owner = $1";
        let there = tx.row(sql, &[can.person().into()]).await?;
        if let Some(row) = there
            && row.get::<i64>("decks")? >= DECKS_MAX
        {
            return Err(too_many().into());
        }
        let file_name = self.uploads.first().map_or("", |upload| &upload.file_name);
        let title =
            self.title.map_or_else(|| title::of_file(file_name), |title| title.trim().to_owned());
        let size_bytes: u64 = self.uploads.iter().map(|upload| upload.size_bytes).sum();
        let values: [Value; 8] = [
            can.school().into(),
            self.id.into(),
            can.person().into(),
            (&title).into(),
            file_name.into(),
            i64::try_from(size_bytes).unwrap_or(i64::MAX).into(),
            DeckState::Waiting.word().into(),
            self.at.into(),
        ];
        tx.execute(
            "insert into deck (school, id, owner, title, file_name, size_bytes, state, done, \
             lost, uses, created_ms) values ($1, $2, $3, $4, $5, $6, $7, 0, '[]', 0, $8)",
            &values,
        )
        .await?;
        for (position, one) in self.uploads.iter().enumerate() {
            upload::give(tx, one.id, self.id, position).await?;
        }
        convert_job::ask(tx, self.id).await?;
        let by = Some((can.person(), Role::of(can.teaches())));
        let on = Occasion { deck: self.id, school: can.school(), at: self.at, by };
        let (deck, school, file_name) = (self.id, can.school(), file_name.to_owned());
        let happened = Happened::DeckAdded { deck, school, title, file_name, size_bytes };
        recorded::record(tx, ids, on, happened).await?;
        Ok(())
    }
}

/// 422: one of the files is not there, or not one's own, or another deck's.
fn unknown(at: usize) -> Problem {
    problems::invalid().field(&format!("uploads.{at}"), "unknown")
}

/// 409: one of the files has not arrived to its end.
fn not_whole() -> Problem {
    Problem::new(409, "upload.not_whole", "The file has not arrived to its end.")
}

/// 409: one has as many decks as one may have.
fn too_many() -> Problem {
    Problem::new(409, "deck.too_many_decks", "You cannot have more decks; remove some.")
}
