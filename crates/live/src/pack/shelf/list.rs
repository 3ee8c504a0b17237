//! `GET /api/schools/{school}/packs` and `GET /api/packs/{id}`.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PackId, SchoolId, ShelvedId};
use xingtan_base::problems::{self, Problem};
use xingtan_identity::Caller;
use xingtan_identity::access::standing;
use xingtan_platform::db::Tx;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::imports::{self, show::PackImport};
use super::room;
use super::rows::{self, ShelvedRow};
use crate::pack::limits::{PACK_BYTES_MAX, SHELF_ADDRESS_MS, SHELF_MAX};
use crate::pack::state::Packs;

/// A pack on a school's shelf.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ShelvedPack {
    /// Its name on the shelf.
    pub id: ShelvedId,
    /// Its name where it was made.
    pub pack: PackId,
    /// The lesson, which its maker knows.
    pub lesson: LessonId,
    /// The lesson's title.
    pub title: String,
    /// The class it was made for.
    pub class_name: String,
    /// When it was made.
    pub made_at: UtcMs,
    /// When it was put here.
    pub put_at: UtcMs,
    /// Bytes of its files.
    pub size_bytes: u64,
    /// Answers given to it here; absent for learners.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<u32>,
    /// The address of its player on this server.
    pub player: String,
    /// Until when the address is good.
    pub until: UtcMs,
}

/// A school's shelf.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Shelf {
    /// Its packs, what came last first.
    pub items: Vec<ShelvedPack>,
    /// Whether the caller may put packs here.
    pub may_put: bool,
    /// Packs on their way here, and those that came to nothing; none for learners.
    pub imports: Vec<PackImport>,
    /// Bytes that a pack may have at most to find room now; absent for learners.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room_bytes: Option<u64>,
}

pub(super) fn shown(packs: &Packs, row: &ShelvedRow, answers: u32, is_staff: bool) -> ShelvedPack {
    let until = packs.ctx.clock.now().plus_ms(SHELF_ADDRESS_MS);
    let prefix = packs.signer.shelf_prefix(row.id, until);
    ShelvedPack {
        id: row.id,
        pack: row.pack,
        lesson: row.lesson,
        title: row.title.clone(),
        class_name: row.class_name.clone(),
        made_at: row.made_at,
        put_at: row.put_at,
        size_bytes: row.size_bytes,
        answers: is_staff.then_some(answers),
        player: format!("{}/index.html", prefix.path),
        until: prefix.until,
    }
}

/// A school's shelf, for its members.
#[utoipa::path(get, path = "/api/schools/{school}/packs", tag = "packs",
    params(("school" = SchoolId, Path)),
    responses((status = 200, body = Shelf), (status = 401, body = Problem),
        (status = 404, body = Problem)))]
pub async fn list(
    State(packs): State<Packs>,
    caller: Caller,
    Path(school): Path<SchoolId>,
) -> ApiResult<Json<Shelf>> {
    let (person, now) = (caller.person, packs.ctx.clock.now());
    let read = async move |tx: &Tx| -> Result<_, ApiError> {
        let standing = standing(tx, person, school, now).await?;
        if !standing.is_staff() && !standing.learns {
            return Err(problems::not_found().into());
        }
        let rows = rows::of_school(tx, school, SHELF_MAX).await?;
        let counts = rows::counts(tx, school).await?;
        let mut coming = Vec::new();
        if standing.is_staff() {
            for row in imports::rows::of_school(tx, school).await? {
                coming.push(imports::show::shown(tx, &row).await?);
            }
        }
        Ok((standing.is_staff(), (rows, counts), (coming, room::used(tx, school).await?)))
    };
    let found = packs.ctx.db.read("shelf.list", read).await?;
    let (may_put, (rows, counts), (imports, used)) = found;
    let config = &packs.ctx.config;
    let room = || {
        let there = used.room_bytes(config.limits.shelf_bytes);
        there.min(room::on_disk(config)).min(PACK_BYTES_MAX)
    };
    let room_bytes = may_put.then(room);
    let answers = |row: &ShelvedRow| {
        counts.iter().find(|(id, _)| *id == row.id).map_or(0, |(_, count)| *count)
    };
    let items = rows.iter().map(|row| shown(&packs, row, answers(row), may_put)).collect();
    Ok(Json(Shelf { items, may_put, imports, room_bytes }))
}
