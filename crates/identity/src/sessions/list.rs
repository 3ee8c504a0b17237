//! `GET /api/sessions`: one's own signed-in browsers.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::SessionId;
use xingtan_base::paging::{Page, PageQuery};
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Query};

use crate::{Caller, Identity};

/// A signed-in browser.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// When it signed in.
    pub created_at: UtcMs,
    /// When it was last seen, to the hour.
    pub last_seen_at: UtcMs,
    /// What the browser calls itself.
    pub user_agent: String,
    /// Whether it is the one asking.
    pub is_current: bool,
}

/// Lists one's own sessions, newest first.
#[utoipa::path(get, path = "/api/sessions", tag = "identity", params(PageQuery),
    responses((status = 200, body = Page<Session>)))]
pub async fn list(
    State(identity): State<Identity>,
    caller: Caller,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<Page<Session>>> {
    let (now, limit) = (identity.ctx.clock.now(), page.limit());
    // Ids are time-ordered, so the last one shown is the cursor.
    let before = page.cursor.unwrap_or_else(|| "g".to_owned());
    let sessions = identity
        .ctx
        .db
        .read("sessions.list", async move |tx: &Tx| {
            let rows = tx
                .rows(
                    "select id, created_ms, last_seen_ms, user_agent from session \
                     where person = $1 and expires_ms > $2 and id < $3 \
                     order by id desc limit $4",
                    &[
                        caller.person.into(),
                        now.into(),
                        before.as_str().into(),
                        (i64::from(limit) + 1).into(),
                    ],
                )
                .await?;
            let mut sessions = Vec::with_capacity(rows.len());
            for row in &rows {
                let id: SessionId = row.get("id")?;
                sessions.push(Session {
                    id,
                    created_at: row.get("created_ms")?,
                    last_seen_at: row.get("last_seen_ms")?,
                    user_agent: row.get("user_agent")?,
                    is_current: id == caller.session,
                });
            }
            Ok::<_, ApiError>(sessions)
        })
        .await?;
    Ok(Json(Page::from_overread(sessions, limit, |session| session.id.to_string())))
}
