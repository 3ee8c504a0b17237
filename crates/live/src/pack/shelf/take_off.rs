//! `DELETE /api/packs/{id}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::ShelvedId;
use xingtan_base::problems::Problem;
use xingtan_facts::{Actor, Fact, Happened, Object};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::facts_log;
use xingtan_platform::http::{ApiError, ApiResult, Path};

use super::erase::{self, Gone};
use super::rows;
use crate::pack::access;
use crate::pack::state::Packs;

/// Takes a pack off the shelf, with the answers given to it. A version of it that is on its way
/// comes all the same, unless its import is called off too. For the school's staff.
#[utoipa::path(delete, path = "/api/packs/{id}", tag = "packs",
    params(("id" = ShelvedId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn take_off(
    State(packs): State<Packs>,
    caller: Caller,
    Path(shelved): Path<ShelvedId>,
) -> ApiResult<StatusCode> {
    let (person, now, ids) = (caller.person, packs.ctx.clock.now(), packs.ctx.ids.clone());
    let write = async move |tx: &Tx| -> Result<(), ApiError> {
        let row = access::keep_shelf(tx, person, shelved, now).await?;
        rows::remove(tx, &row).await?;
        erase::ask(tx, &ids, Gone::Version(row.place())).await?;
        let happened = Happened::PackUnshelved { shelved, pack: row.pack };
        let mut fact = Fact::new(ids.next(), now, Object::new("shelved_pack", shelved), happened);
        fact.school = Some(row.school);
        fact.actor = Some(Actor { person, role: "teacher".into(), on_behalf_of: None });
        facts_log::record(tx, &fact).await?;
        Ok(())
    };
    packs.ctx.db.write("shelf.take_off", write).await?;
    Ok(StatusCode::NO_CONTENT)
}
