//! `POST /api/schools/{school}/classes`.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, SchoolId};
use xingtan_base::problems::{self, Problem};
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::create;
use crate::me::show::ClassName;
use crate::recorded::{self, Occasion};
use crate::signin_names::display_name_fault;
use crate::{Caller, Identity, access};

/// A class to be.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct NewClass {
    /// Its name, unique in the school.
    pub name: String,
}

/// Adds a class to a school.
#[utoipa::path(post, path = "/api/schools/{school}/classes", tag = "identity",
    params(("school" = SchoolId, Path)), request_body = NewClass,
    responses((status = 201, body = ClassName), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn add_class(
    State(identity): State<Identity>,
    caller: Caller,
    Path(school): Path<SchoolId>,
    Json(class): Json<NewClass>,
) -> ApiResult<(StatusCode, Json<ClassName>)> {
    let (now, ids, by) = (identity.ctx.clock.now(), identity.ctx.ids.clone(), caller.person);
    let id: ClassId = ids.next();
    let shown = ClassName { id, name: class.name.trim().to_owned() };
    identity
        .ctx
        .db
        .write("classes.add", async move |tx: &Tx| {
            let can = access::administer_school(tx, by, school, now).await?;
            if let Some(code) = display_name_fault(&class.name) {
                return Err(ApiError::from(problems::invalid().field("name", code)));
            }
            create::class(tx, can.school(), id, &class.name, now).await.map_err(taken)?;
            let on = Occasion::administering(by, school, now);
            recorded::class(tx, &ids, on, (school, id), &class.name).await?;
            Ok(())
        })
        .await?;
    Ok((StatusCode::CREATED, Json(shown)))
}

fn taken(error: db::Error) -> ApiError {
    if db::is_unique_violation(&error) {
        let title = "The school has a class of this name.";
        return Problem::new(409, "class.name_taken", title).into();
    }
    error.into()
}
