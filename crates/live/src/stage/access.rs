//! The doors of the stage. Each answers a proof, which is what lets somebody come.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_base::problems;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult};
use xingtan_teaching::access::{attend_access, staff_access};
use xingtan_teaching::lessons::{LessonRole, stands};

use super::refusals::{lesson_over, not_on_stage, not_open, wrong_token};
use super::seat::Seat;
use super::sessions::{Right, Session, Side};
use crate::delivery::refused_problem;
use crate::hub::Audience;
use crate::media_side::MediaSide;
use crate::stream_keys::rows;

/// Proof: who asks may send to this lesson: by its stream key, from a seat on its stage, as one of
/// its staff, or as the phone of somebody there.
#[derive(Debug)]
pub struct CanSend {
    session: Session,
    seat: Option<Seat>,
}

/// Proof: who asks may watch this lesson's stage.
#[derive(Debug, Clone, Copy)]
pub struct CanWatch(Session);

impl CanSend {
    /// As what he comes, and the seat he comes from.
    pub fn into_parts(self) -> (Session, Option<Seat>) {
        (self.session, self.seat)
    }
}

impl CanWatch {
    /// As what he comes.
    pub const fn session(&self) -> Session {
        self.0
    }
}

impl FromRequestParts<MediaSide> for CanSend {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, side: &MediaSide) -> ApiResult<Self> {
        let lesson = lesson(parts, side).await?;
        if let Some(key) = bearer(&parts.headers) {
            let session = match side.stages().phones().by_key(key) {
                Some(phone) => by_phone(lesson, phone)?,
                None => by_key(side, lesson, key).await?,
            };
            return Ok(Self { session, seat: None });
        }
        let caller = Caller::from_request_parts(parts, side).await?;
        let person = caller.person;
        let seat = Seat::of(side.rooms(), lesson, person);
        may_send(side, (lesson, person), seat.is_some()).await?;
        let right = if seat.is_some() { Right::Seat(person) } else { Right::Person(person) };
        Ok(Self { session: Session { lesson, side: Side::Sends, right }, seat })
    }
}

impl FromRequestParts<MediaSide> for CanWatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, side: &MediaSide) -> ApiResult<Self> {
        let lesson = lesson(parts, side).await?;
        let caller = Caller::from_request_parts(parts, side).await?;
        let (person, now) = (caller.person, side.ctx().clock.now());
        let attend = side
            .ctx()
            .db
            .read("stage.watch", async move |tx: &Tx| -> Result<_, ApiError> {
                attend_access(tx, person, lesson, now).await.map_err(ApiError::from)
            })
            .await?;
        if attend.role() != LessonRole::Staff && side.gate().opened_at(lesson).is_none() {
            return Err(not_open().into());
        }
        Ok(Self(Session { lesson, side: Side::Watches, right: Right::Person(person) }))
    }
}

/// Proof for who has a signed address. That of the preview is its staff's alone and good before
/// the opening too.
pub fn signed(side: &MediaSide, token: &str, scope: &str) -> ApiResult<CanWatch> {
    let checked = side.signer().check(token, scope, side.ctx().clock.now());
    let (lesson, audience) = checked.map_err(refused_problem)?;
    if audience == Audience::Lesson && side.gate().opened_at(lesson).is_none() {
        return Err(not_open().into());
    }
    Ok(CanWatch(Session { lesson, side: Side::Watches, right: Right::Address }))
}

/// Staff may always, and who has a seat on the stage.
async fn may_send(
    side: &MediaSide,
    (lesson, person): (LessonId, PersonId),
    has_seat: bool,
) -> ApiResult<()> {
    let now = side.ctx().clock.now();
    let action = async move |tx: &Tx| -> Result<_, ApiError> {
        let attend = attend_access(tx, person, lesson, now).await?;
        if !has_seat {
            if attend.role() != LessonRole::Staff {
                return Err(not_on_stage().into());
            }
            staff_access(tx, person, lesson, now).await?;
        }
        let row = stands(tx, lesson).await?.ok_or_else(problems::not_found)?;
        if row.closed_at.is_some() { Err(lesson_over().into()) } else { Ok(()) }
    };
    side.ctx().db.read("stage.send", action).await
}

/// A phone shows something in the lesson it was asked for, and in no other.
fn by_phone(
    lesson: LessonId,
    ((owner, person), number): ((LessonId, PersonId), u64),
) -> ApiResult<Session> {
    if owner != lesson {
        return Err(wrong_token().into());
    }
    Ok(Session { lesson, side: Side::Sends, right: Right::Phone(person, number) })
}

async fn by_key(side: &MediaSide, lesson: LessonId, key: &str) -> ApiResult<Session> {
    let found = rows::lesson_of(&side.ctx().db, key).await?;
    let (owner, is_over) = found.ok_or_else(wrong_token)?;
    if owner != lesson {
        return Err(wrong_token().into());
    }
    if is_over {
        return Err(lesson_over().into());
    }
    Ok(Session { lesson, side: Side::Sends, right: Right::Key })
}

/// The lesson that the path names.
async fn lesson(parts: &mut Parts, side: &MediaSide) -> ApiResult<LessonId> {
    #[derive(serde::Deserialize)]
    struct Named {
        id: LessonId,
    }
    let path = Path::<Named>::from_request_parts(parts, side).await;
    path.map(|Path(named)| named.id).map_err(|_| problems::not_found().into())
}

/// The token of `Authorization: Bearer …` (RFC 6750 section 2.1).
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
