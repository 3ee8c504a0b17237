//! `GET /api/lessons/{id}/phone-camera`: how one's own phone stands.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_platform::http::{ApiResult, Json};

use super::access::OwnPhone;
use super::phones::Stands;
use crate::media_side::MediaSide;
use crate::stage::sessions::Right;

/// One's own phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct PhoneCamera {
    /// How it stands.
    pub stands: PhoneStands,
}

/// How a phone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PhoneStands {
    /// There is none, or its code has run out.
    None,
    /// It is asked for and has not come.
    Offered,
    /// It has come and sends nothing yet.
    Taken,
    /// It sends.
    Sending,
}

/// Says how one's own phone stands.
#[utoipa::path(get, path = "/api/lessons/{id}/phone-camera", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 200, body = PhoneCamera), (status = 404, body = Problem)))]
pub async fn show(
    State(side): State<MediaSide>,
    OwnPhone(whose): OwnPhone,
) -> ApiResult<Json<PhoneCamera>> {
    let stands = match side.stages().phones().stands(whose, side.ctx().clock.now()) {
        None => PhoneStands::None,
        Some((Stands::Offered, _)) => PhoneStands::Offered,
        Some((Stands::Taken, number)) => {
            let sends = side.stages().sends_by(whose.0, Right::Phone(whose.1, number));
            if sends { PhoneStands::Sending } else { PhoneStands::Taken }
        }
    };
    Ok(Json(PhoneCamera { stands }))
}
