//! Whose a phone is. Each answers a proof.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use xingtan_base::ids::LessonId;
use xingtan_base::problems;
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult};
use xingtan_room::stage::StageId;
use xingtan_teaching::access::attend_access;

use super::phones::Whose;
use crate::media_side::MediaSide;
use crate::rooms::StageWatch;
use crate::stage::access::bearer;
use crate::stage::refusals::{no_screen, not_on_stage, phone_over};

/// Proof: who asks belongs to the lesson, and the phone is his own.
#[derive(Debug, Clone, Copy)]
pub struct OwnPhone(pub(super) Whose);

/// Proof: who asks has a seat on the lesson's stage from which a screen may be shown.
#[derive(Debug)]
pub struct CanShow {
    pub(super) whose: Whose,
    /// Since when the seat is his.
    pub(super) since_ms: i64,
    pub(super) watch: StageWatch,
}

/// Proof: who asks is a phone that got its key. It needs no sign-in and has none.
#[derive(Debug, Clone, Copy)]
pub struct IsPhone(pub(super) Whose);

impl FromRequestParts<MediaSide> for OwnPhone {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, side: &MediaSide) -> ApiResult<Self> {
        let path = Path::<LessonId>::from_request_parts(parts, side).await;
        let Path(lesson) = path.map_err(|_| problems::not_found())?;
        let caller = Caller::from_request_parts(parts, side).await?;
        let (person, now) = (caller.person, side.ctx().clock.now());
        let action = async move |tx: &Tx| -> Result<_, ApiError> {
            attend_access(tx, person, lesson, now).await.map_err(ApiError::from)
        };
        side.ctx().db.read("stage.own_phone", action).await?;
        Ok(Self((lesson, person)))
    }
}

impl FromRequestParts<MediaSide> for CanShow {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, side: &MediaSide) -> ApiResult<Self> {
        let OwnPhone(whose) = OwnPhone::from_request_parts(parts, side).await?;
        let watch = side.rooms().watch_stages(whose.0).ok_or_else(not_on_stage)?;
        let seat = watch.borrow().get(StageId::MAIN, whose.1).ok_or_else(not_on_stage)?;
        if !seat.may.screen {
            return Err(no_screen().into());
        }
        Ok(Self { whose, since_ms: seat.since_ms, watch })
    }
}

impl FromRequestParts<MediaSide> for IsPhone {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, side: &MediaSide) -> ApiResult<Self> {
        let key = bearer(&parts.headers).ok_or_else(phone_over)?;
        let (whose, _) = side.stages().phones().by_key(key).ok_or_else(phone_over)?;
        Ok(Self(whose))
    }
}
