//! What the handlers of this crate share, and how it starts.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use axum::extract::FromRef;
use tokio::sync::Semaphore;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_identity::{Caller, Identity};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult};
use xingtan_platform::ids::Ids;
use xingtan_room::message::Role;
use xingtan_room::roster::{Roster, RosterPerson};
use xingtan_teaching::Teaching;
use xingtan_teaching::access::{self, CanAttend, CanTeach};
use xingtan_teaching::lessons::{LessonRole, LessonRow, roster_during, stands};

use crate::classes::stills::Stills;
use crate::lessons::opening::room_problem;
use crate::media_access::MediaSigner;
use crate::media_side::MediaSide;
use crate::report::kept::Kept;
use crate::rooms::{Door, Rooms};
use crate::{gateway, lessons};

/// The live plane of this node. Clones share everything.
#[derive(Clone)]
pub struct Live {
    /// The outside world.
    pub ctx: Ctx,
    /// Who is signed in.
    pub identity: Identity,
    /// The rooms of this node.
    pub rooms: Rooms,
    /// Signs media addresses.
    pub signer: MediaSigner,
    /// Encoders, streams and recordings.
    pub media: MediaSide,
    /// The newest still picture of each class.
    pub(crate) stills: Stills,
    /// Reports asked for a moment ago.
    pub(crate) reports: Kept,
    /// Whose turn it is to have a picture drawn anew.
    pub(crate) drawing: Arc<Semaphore>,
}

impl FromRef<Live> for Identity {
    fn from_ref(live: &Live) -> Self {
        live.identity.clone()
    }
}

impl Live {
    /// Starts the rooms: takes up the lessons that are open and keeps the sockets in order.
    ///
    /// # Errors
    /// When the data folder cannot be written, the database cannot be used, or the address for
    /// encoders is taken.
    pub async fn start(ctx: Ctx, identity: Identity, _teaching: Teaching) -> anyhow::Result<Self> {
        let holder = node_name(&ctx.config.data, &ctx.ids)?;
        let (db, ids) = (ctx.db.clone(), ctx.ids.clone());
        let rooms = Rooms::new(db, ids, ctx.clock.clone(), ctx.tasks.clone(), &holder);
        let signer = MediaSigner::new(ctx.keys.media());
        // Before any room is taken up, so that it hears of each.
        let (media, door) = MediaSide::start(&ctx, &identity, &rooms).await?;
        let drawing = Arc::new(Semaphore::new(1));
        let (reports, stills) = (Kept::default(), Stills::default());
        let live = Self { ctx, identity, rooms, signer, media, stills, reports, drawing };
        gateway::keep::start(&live);
        lessons::take_up::all(&live).await?;
        door.open(&live.rooms);
        Ok(live)
    }

    /// Proof that the caller may attend, or 404.
    pub(crate) async fn attend(&self, caller: &Caller, lesson: LessonId) -> ApiResult<CanAttend> {
        let (person, now) = (caller.person, self.ctx.clock.now());
        self.ctx
            .db
            .read("live.attend", async move |tx: &Tx| {
                access::attend_access(tx, person, lesson, now).await.map_err(ApiError::from)
            })
            .await
    }

    /// The way into a lesson's room, which is taken up if need be.
    pub(crate) async fn door(&self, lesson: LessonId) -> ApiResult<Door> {
        if let Some(door) = self.rooms.here(lesson) {
            return Ok(door);
        }
        let roster = self.roster(lesson).await?;
        self.rooms.door(lesson, roster).await.map_err(room_problem)
    }

    /// Proof that the caller leads the lesson, or 403 or 404.
    pub(crate) async fn teach(&self, caller: &Caller, lesson: LessonId) -> ApiResult<CanTeach> {
        let (person, now) = (caller.person, self.ctx.clock.now());
        self.ctx
            .db
            .read("live.teach", async move |tx: &Tx| {
                access::staff_access(tx, person, lesson, now).await.map_err(ApiError::from)
            })
            .await
    }

    /// The lesson's roster now, as the room wants it.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn roster(&self, lesson: LessonId) -> Result<Roster, db::Error> {
        let now = self.ctx.clock.now();
        self.roster_during(lesson, now..=now).await
    }

    /// Everyone who belonged to the lesson while it went on: whom its log may name.
    pub(crate) async fn roster_of(&self, row: &LessonRow) -> Result<Roster, db::Error> {
        let now = self.ctx.clock.now();
        let opened_at = row.opened_at.unwrap_or(now);
        self.roster_during(row.id, opened_at..=row.closed_at.unwrap_or(now)).await
    }

    async fn roster_during(
        &self,
        lesson: LessonId,
        time: RangeInclusive<UtcMs>,
    ) -> Result<Roster, db::Error> {
        let people = self
            .ctx
            .db
            .read("live.roster", async move |tx: &Tx| -> Result<_, db::Error> {
                roster_during(tx, lesson, time.clone()).await
            })
            .await?;
        Ok(Roster::new(people.into_iter().map(|person| RosterPerson {
            person: person.person,
            name: person.name,
            role: role(person.role),
            class: person.class,
        })))
    }

    /// How the lesson stands in the calendar.
    pub(crate) async fn stands(&self, lesson: LessonId) -> ApiResult<LessonRow> {
        let row: Result<Option<LessonRow>, db::Error> =
            self.ctx.db.read("live.stands", async move |tx: &Tx| stands(tx, lesson).await).await;
        row?.ok_or_else(|| xingtan_base::problems::not_found().into())
    }
}

/// A part in a lesson as the room calls it.
pub(crate) const fn role(role: LessonRole) -> Role {
    match role {
        LessonRole::Learner => Role::Learner,
        LessonRole::Staff => Role::Staff,
        LessonRole::Classroom => Role::Classroom,
    }
}

/// The name under which this data folder's server holds leases: made once, kept beside the data.
fn node_name(data: &Path, ids: &Ids) -> anyhow::Result<String> {
    let path = data.join("node-name");
    if let Ok(name) = std::fs::read_to_string(&path) {
        return Ok(name.trim().to_owned());
    }
    let name = ids.secret(12);
    std::fs::write(&path, &name).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(name)
}
