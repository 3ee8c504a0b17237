//! `POST /api/phone-cameras`: a phone gives the code it was shown for its key.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_platform::http::{ApiResult, Json};

use crate::media_side::MediaSide;
use crate::stage::refusals::phone_code_unknown;

/// What a phone was shown.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenCode {
    /// The code; upper and lower case are the same, and spaces say nothing.
    pub code: String,
}

/// What a phone may do from now on: send one picture to one lesson by WHIP.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PhoneKey {
    /// The lesson.
    pub lesson: LessonId,
    /// The bearer token of its requests. Shown to nobody.
    pub key: String,
}

/// Becomes somebody's second camera.
#[utoipa::path(post, path = "/api/phone-cameras", tag = "live", request_body = TakenCode,
    responses((status = 201, body = PhoneKey), (status = 404, body = Problem)))]
pub async fn take(
    State(side): State<MediaSide>,
    Json(taken): Json<TakenCode>,
) -> ApiResult<(StatusCode, Json<PhoneKey>)> {
    let ctx = side.ctx();
    let key = ctx.ids.secret(32);
    let whose = side.stages().phones().take(&plain(&taken.code), &key, ctx.clock.now());
    let (lesson, _) = whose.ok_or_else(phone_code_unknown)?;
    Ok((StatusCode::CREATED, Json(PhoneKey { lesson, key })))
}

/// A code as it was made, however it was typed.
fn plain(typed: &str) -> String {
    let letters = typed.chars().filter(|c| !c.is_whitespace() && *c != '-');
    let plain = letters.map(|c| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        letter => letter,
    });
    plain.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        for typed in ["k0m1 2xd9", "K0M1-2XD9", " kOmI2xd9", "kom l2xd9"] {
            assert_eq!(plain(typed), "k0m12xd9", "{typed}");
        }
    }
}
