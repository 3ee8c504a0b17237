//! What WHIP and WHEP have in common on the wire (RFC 9725 section 4).

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use xingtan_base::problems;
use xingtan_platform::http::ApiResult;
use xingtan_platform::http::extract::body_lost;
use xingtan_sfu::On;

use super::refusals::{not_let, not_sdp};
use super::seat::Seat;
use super::sessions::{Right, Session};
use super::turn;
use crate::media_side::MediaSide;

const SDP: &str = "application/sdp";

/// Lets somebody come with the offer in a request's body. His session lies below `place`.
pub async fn come(
    side: &MediaSide,
    (session, seat): (Session, Option<Seat>),
    (headers, body): (&HeaderMap, Result<Bytes, BytesRejection>),
    place: &str,
) -> ApiResult<Response> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next()).map(str::trim);
    if !kind.is_some_and(|kind| kind.eq_ignore_ascii_case(SDP)) {
        return Err(not_sdp().into());
    }
    let body = body.map_err(|error| body_lost(&error))?;
    let offer = std::str::from_utf8(&body).map_err(|_| not_sdp())?.to_owned();
    let on = match (&seat, session.right) {
        (Some(seat), _) => seat.on(),
        (None, Right::Phone(..)) => On::SCREEN,
        (None, _) => On::ALL,
    };
    let joined = side.stages().join((session, on), offer).await;
    let (name, answer) = joined.map_err(not_let)?;
    if let Some(seat) = seat {
        let tasks = &side.ctx().tasks;
        let (stages, come) = (side.stages().clone(), (name.clone(), session));
        tasks.spawn("stage.seat", seat.follow(stages, come, tasks.stopping()));
    }
    if let Right::Phone(person, _) = session.right {
        side.stages().phones().wake((session.lesson, person));
    }
    let headers = [
        (header::CONTENT_TYPE, SDP.to_owned()),
        (header::LOCATION, format!("{place}/{name}")),
        (header::ETAG, format!("\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let mut response = (StatusCode::CREATED, headers, answer).into_response();
    let ctx = side.ctx();
    turn::add_links(&ctx.config, &session, ctx.clock.now(), response.headers_mut());
    Ok(response)
}

/// Ends a session.
pub async fn go(side: &MediaSide, session: Session, name: &str) -> ApiResult<StatusCode> {
    if side.stages().leave(name, &session).await {
        Ok(StatusCode::OK)
    } else {
        Err(problems::not_found().into())
    }
}

/// What may be asked for here. Our answers carry every candidate, and none of ours changes: no
/// `PATCH` is needed and none is there.
///
/// Who may come is told the TURN server too, for clients that must know it before they make their
/// offer; the answer to an offer tells it as well.
pub fn options(side: &MediaSide, session: Option<Session>) -> Response {
    let headers =
        [(header::ALLOW, "POST, OPTIONS"), (header::HeaderName::from_static("accept-post"), SDP)];
    let mut response = (StatusCode::NO_CONTENT, headers).into_response();
    if let Some(session) = session {
        let (ctx, headers) = (side.ctx(), response.headers_mut());
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        turn::add_links(&ctx.config, &session, ctx.clock.now(), headers);
    }
    response
}
