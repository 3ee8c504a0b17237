//! Either side ends a phone: `DELETE /api/lessons/{id}/phone-camera` where it was asked for,
//! `DELETE /api/phone-cameras/current` on the phone itself. Its key opens nothing any more.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;

use super::access::{IsPhone, OwnPhone};
use crate::media_side::MediaSide;

/// Ends one's own phone, or takes back its code.
#[utoipa::path(delete, path = "/api/lessons/{id}/phone-camera", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub async fn of_own(State(side): State<MediaSide>, OwnPhone(whose): OwnPhone) -> StatusCode {
    side.stages().phones().end(whose);
    StatusCode::NO_CONTENT
}

/// The phone that asks shows nothing any more.
#[utoipa::path(delete, path = "/api/phone-cameras/current", tag = "live",
    responses((status = 204), (status = 401, body = Problem)))]
pub async fn by_phone(State(side): State<MediaSide>, IsPhone(whose): IsPhone) -> StatusCode {
    side.stages().phones().end(whose);
    StatusCode::NO_CONTENT
}
