//! The doors of the stage. Each answers a proof, which is what lets somebody come.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use xingtan_base::ids::LessonId;
use xingtan_base::problems;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult};
use xingtan_teaching::access::{attend_access, staff_access};
use xingtan_teaching::lessons::{LessonRole, stands};

use super::refusals::{lesson_over, not_open, wrong_token};
use super::sessions::{Right, Session, Side};
use crate::delivery::refused_problem;
use crate::hub::Audience;
use crate::media_side::MediaSide;
use crate::stream_keys::rows;

/// Proof: who asks may send to this lesson, by its stream key or as one of its staff.
#[derive(Debug, Clone, Copy)]
pub struct CanSend(Session);

/// Proof: who asks may watch this lesson's stage.
#[derive(Debug, Clone, Copy)]
pub struct CanWatch(Session);

impl CanSend {
    /// As what he comes.
    pub const fn session(&self) -> Session {
        self.0
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
            return by_key(side, lesson, key).await.map(Self);
        }
        let caller = Caller::from_request_parts(parts, side).await?;
        let (person, now) = (caller.person, side.ctx().clock.now());
        side.ctx()
            .db
            .read("stage.send", async move |tx: &Tx| -> Result<_, ApiError> {
                staff_access(tx, person, lesson, now).await?;
                let row = stands(tx, lesson).await?.ok_or_else(problems::not_found)?;
                if row.closed_at.is_some() { Err(lesson_over().into()) } else { Ok(()) }
            })
            .await?;
        Ok(Self(Session { lesson, side: Side::Sends, right: Right::Person(person) }))
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
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}
