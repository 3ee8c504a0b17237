//! `PATCH /api/me`.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::languages::Language;
use xingtan_base::problems::Problem;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiResult, Json};

use super::show::{self, Me};
use crate::{Caller, Identity};

/// What one may change of oneself; what is absent stays.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct MeChange {
    /// The language of the pages.
    pub language: Option<Language>,
}

/// Changes one's own settings.
#[utoipa::path(patch, path = "/api/me", tag = "identity", request_body = MeChange,
    responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub async fn change(
    State(identity): State<Identity>,
    caller: Caller,
    Json(change): Json<MeChange>,
) -> ApiResult<Json<Me>> {
    let (person, now) = (caller.person, identity.ctx.clock.now());
    let me = identity
        .ctx
        .db
        .write("me.change", async move |tx: &Tx| {
            if let Some(language) = change.language {
                tx.execute(
                    "update person set language = $2 where id = $1",
                    &[person.into(), language.tag().into()],
                )
                .await?;
            }
            show::me(tx, person, now).await
        })
        .await?;
    Ok(Json(me))
}
