//! `POST /api/lessons/{id}/phone-camera`: who is on the stage asks for a phone as his second
//! camera.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_platform::http::{ApiResult, Json};

use super::access::CanShow;
use super::follow::follow;
use crate::media_limits::PHONE_CODE_MS;
use crate::media_side::MediaSide;
use crate::stage::refusals::too_many_phones;

/// The letters of a code; none is taken for another (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How many: with 40 bits that are good for minutes nobody guesses one.
const LENGTH: usize = 8;

/// By what a phone comes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PhoneCode {
    /// Eight letters and digits, good once.
    pub code: String,
    /// Until when.
    pub expires_at: UtcMs,
}

/// Gives a code by which a phone becomes one's second camera. One that was there before ends.
#[utoipa::path(post, path = "/api/lessons/{id}/phone-camera", tag = "live",
    params(("id" = LessonId, Path)),
    responses((status = 201, body = PhoneCode), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn offer(
    State(side): State<MediaSide>,
    can: CanShow,
) -> ApiResult<(StatusCode, Json<PhoneCode>)> {
    let ctx = side.ctx();
    let (code, expires_at) = (code(ctx.ids.random()), ctx.clock.now().plus_ms(PHONE_CODE_MS));
    let asked = side.stages().phones().offer(can.whose, &code, expires_at);
    let asked = asked.ok_or_else(too_many_phones)?;
    let seat = (can.since_ms, can.watch);
    ctx.tasks.spawn("stage.phone", follow(side.clone(), asked, seat, expires_at));
    Ok((StatusCode::CREATED, Json(PhoneCode { code, expires_at })))
}

fn code(mut random: u64) -> String {
    let mut letters = || {
        let letter = LETTERS[usize::try_from(random % 32).unwrap_or(0)];
        random /= 32;
        char::from(letter)
    };
    (0..LENGTH).map(|_| letters()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_uses_all_its_letters() {
        assert_eq!(code(0), "00000000");
        assert_eq!(code(u64::MAX), "zzzzzzzz");
        assert_eq!(code(1 + 32 * 10), "1a000000");
    }
}
