//! `DELETE /api/lessons/{id}/packs/{pack}`.

use axum::extract::State;
use axum::http::StatusCode;
use xingtan_base::ids::{LessonId, PackId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Actor, Context, Fact, Happened, Object};
use xingtan_identity::Caller;
use xingtan_platform::db::Tx;
use xingtan_platform::facts_log;
use xingtan_platform::http::{ApiError, ApiResult, Path};
use xingtan_platform::jobs;
use xingtan_teaching::access::staff_access;

use super::access;
use super::list::job;
use super::make::worker;
use super::rows;
use super::state::Packs;

/// Calls a pack's making off; one that is not being made is removed, and answers to it are no
/// longer taken.
#[utoipa::path(delete, path = "/api/lessons/{id}/packs/{pack}", tag = "packs",
    params(("id" = LessonId, Path), ("pack" = PackId, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn remove(
    State(packs): State<Packs>,
    caller: Caller,
    Path((lesson, pack)): Path<(LessonId, PackId)>,
) -> ApiResult<StatusCode> {
    let (person, id, now) = (caller.person, packs.ctx.ids.next(), packs.ctx.clock.now());
    let write = async move |tx: &Tx| -> Result<(), ApiError> {
        let can = staff_access(tx, person, lesson, now).await?;
        let row = rows::one(tx, lesson, pack).await?.ok_or_else(problems::not_found)?;
        access::of_class(&can, row.class)?;
        let is_on_its_way = job(tx, &row).await?.is_some_and(|status| {
            matches!(status.state, jobs::State::Waiting | jobs::State::Running)
        });
        worker::cancel(tx, &row).await?;
        if is_on_its_way && row.made > 0 {
            // What was there before stays.
            return Ok(());
        }
        rows::remove(tx, pack).await?;
        worker::ask_to_clear(tx, &row).await?;
        let happened = Happened::PackRemoved { pack, lesson };
        let mut fact = Fact::new(id, now, Object::new("pack", pack), happened);
        fact.school = Some(row.school);
        fact.actor =
            Some(Actor { person: can.person(), role: "teacher".into(), on_behalf_of: None });
        fact.context = Context {
            lesson: Some(lesson),
            course: Some(can.course()),
            class: Some(row.class),
            ..Context::default()
        };
        facts_log::record(tx, &fact).await?;
        Ok(())
    };
    packs.ctx.db.write("pack.remove", write).await?;
    Ok(StatusCode::NO_CONTENT)
}
