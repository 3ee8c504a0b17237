//! `GET /ws/rooms/{lesson}`: from a request to a socket in the room.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::response::Response;
use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_identity::Caller;
use xingtan_platform::http::{ApiResult, Path};
use xingtan_platform::ws::upgrade;
use xingtan_room::message::{MediaToken, ServerMessage};

use super::frames;
use super::outbox::{Outbox, Own};
use super::socket::Socket;
use crate::hub::Audience as MediaAudience;
use crate::limits::MEDIA_TOKEN_MS;
use crate::rooms::wire::{Audience, ConnKey, Visitor};
use crate::state::{Live, role};

/// The room's socket; `docs/protocol/room.md` says what is spoken on it.
#[utoipa::path(get, path = "/ws/rooms/{lesson}", tag = "live",
    params(("lesson" = LessonId, Path)),
    responses((status = 101), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 426, body = Problem)))]
pub async fn connect(
    State(live): State<Live>,
    caller: Caller,
    Path(lesson): Path<LessonId>,
    mut request: Request,
) -> ApiResult<Response> {
    let can = live.attend(&caller, lesson).await?;
    let (response, pending) = upgrade::accept(&mut request)?;
    let door = live.door(lesson).await?;
    let visitor = Visitor {
        person: can.person(),
        role: role(can.role()),
        class: can.class(),
        name: can.name().to_owned(),
    };
    let conn = ConnKey(live.ctx.ids.random());
    let outbox = Arc::new(Outbox::new(conn, can.person(), caller.session));
    let audience = Audience::of(visitor.role, visitor.class);
    let rings = door.gateway.enter(audience, &outbox).map_err(|_| {
        Problem::new(429, "room.too_many_sockets", "Too many windows are in this room.")
    })?;
    outbox.push(Own::Frame { after: 0, seq: 0, bytes: media_frame(&live, lesson) });
    live.ctx.tasks.spawn("room.socket", async move {
        metrics::gauge!("live_sockets").increment(1);
        match pending.upgraded().await {
            Ok(upgraded) => {
                Socket::new(upgraded, outbox, rings, door.home.clone(), visitor).run().await;
            }
            Err(error) => tracing::debug!(%error, "a socket went away before it began"),
        }
        door.gateway.leave(conn);
        metrics::gauge!("live_sockets").decrement(1);
    });
    Ok(response)
}

/// The media addresses from now on.
pub(super) fn media_frame(live: &Live, lesson: LessonId) -> bytes::Bytes {
    let until = live.ctx.clock.now().plus_ms(MEDIA_TOKEN_MS);
    let prefix = live.signer.prefix(lesson, MediaAudience::Lesson, until);
    frames::text(&ServerMessage::Media(MediaToken { prefix: prefix.path, until: prefix.until }))
}
