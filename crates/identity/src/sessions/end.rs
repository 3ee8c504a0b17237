//! Signing out: here, elsewhere, everywhere.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use xingtan_base::ids::{PersonId, SessionId};
use xingtan_base::problems::{self, Problem};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::cookie::{self, Way};
use crate::recorded::{self, Occasion};
use crate::{Caller, Identity};

/// Signs out this browser.
#[utoipa::path(delete, path = "/api/sessions/current", tag = "identity",
    responses((status = 204), (status = 401, body = Problem)))]
pub async fn current(
    State(identity): State<Identity>,
    caller: Caller,
    way: Way,
) -> ApiResult<Response> {
    end(&identity, caller.person, Some(caller.session)).await?;
    Ok((StatusCode::NO_CONTENT, cookie::clear(way), ()).into_response())
}

/// Signs out one of one's own browsers.
#[utoipa::path(delete, path = "/api/sessions/{id}", tag = "identity",
    params(("id" = SessionId, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
pub async fn one(
    State(identity): State<Identity>,
    caller: Caller,
    Path(id): Path<SessionId>,
) -> ApiResult<StatusCode> {
    if end(&identity, caller.person, Some(id)).await?.is_empty() {
        return Err(problems::not_found().into());
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Signs out everywhere, here too.
#[utoipa::path(delete, path = "/api/sessions", tag = "identity",
    responses((status = 204), (status = 401, body = Problem)))]
pub async fn everywhere(
    State(identity): State<Identity>,
    caller: Caller,
    way: Way,
) -> ApiResult<Response> {
    end(&identity, caller.person, None).await?;
    Ok((StatusCode::NO_CONTENT, cookie::clear(way), ()).into_response())
}

async fn end(
    identity: &Identity,
    person: PersonId,
    only: Option<SessionId>,
) -> ApiResult<Vec<SessionId>> {
    let (now, ids) = (identity.ctx.clock.now(), identity.ctx.ids.clone());
    let ended = identity
        .ctx
        .db
        .write("sessions.end", async move |tx: &Tx| {
            let ended = match only {
                Some(session) => one_of(tx, person, session).await?,
                None => all_of(tx, person, None).await?,
            };
            let on = Occasion::own(person, now);
            recorded::sessions_ended(tx, &ids, on, person, &ended).await?;
            Ok::<_, ApiError>(ended)
        })
        .await?;
    identity.tell_ended(&ended);
    Ok(ended)
}

async fn one_of(
    tx: &Tx,
    person: PersonId,
    session: SessionId,
) -> Result<Vec<SessionId>, db::Error> {
    let count = tx
        .execute(
            "delete from session where id = $1 and person = $2",
            &[session.into(), person.into()],
        )
        .await?;
    Ok(if count == 0 { Vec::new() } else { vec![session] })
}

/// Ends a person's sessions but one, and names those that ended.
pub(crate) async fn all_of(
    tx: &Tx,
    person: PersonId,
    but: Option<SessionId>,
) -> Result<Vec<SessionId>, db::Error> {
    let rows = tx.rows("select id from session where person = $1", &[person.into()]).await?;
    let mut ended = Vec::with_capacity(rows.len());
    for row in &rows {
        let id: SessionId = row.get("id")?;
        if Some(id) != but {
            tx.execute("delete from session where id = $1", &[id.into()]).await?;
            ended.push(id);
        }
    }
    Ok(ended)
}
