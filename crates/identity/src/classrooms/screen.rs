//! The screen of a request.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use xingtan_base::ids::{ClassId, ClassroomId, PersonId, SchoolId};
use xingtan_base::problems;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult};

use crate::Identity;
use crate::sessions::cookie;

/// The classroom that a request comes from. An extractor: from anywhere else the answer is 401,
/// whoever is signed in there.
#[derive(Debug, Clone)]
pub struct Screen {
    /// The classroom.
    pub id: ClassroomId,
    /// Its school.
    pub school: SchoolId,
    /// The class it stands for.
    pub class: ClassId,
    /// What it is called.
    pub name: String,
    /// Who it is to a lesson's log.
    pub person: PersonId,
}

impl<S> FromRequestParts<S> for Screen
where
    S: Send + Sync,
    Identity: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let identity = Identity::from_ref(state);
        let token = cookie::screen_token_in(&parts.headers).ok_or_else(problems::not_signed_in)?;
        let (caller, _) = identity.check(token).await?;
        let found = identity
            .ctx
            .db
            .read("classrooms.screen", async move |tx: &Tx| {
                Ok::<_, ApiError>(find(tx, caller.person).await?)
            })
            .await?;
        Ok(found.ok_or_else(problems::not_signed_in)?)
    }
}

async fn find(tx: &Tx, person: PersonId) -> Result<Option<Screen>, db::Error> {
    let row = tx
        .row(
            "select id, school, class, name from classroom \
             where person = $1 and ended_ms is null",
            &[person.into()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Screen {
        id: row.get("id")?,
        school: row.get("school")?,
        class: row.get("class")?,
        name: row.get("name")?,
        person,
    }))
}
