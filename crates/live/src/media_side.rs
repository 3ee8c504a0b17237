//! The media side of the live plane: encoders come in, viewers and recordings are served.

use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context as _;
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRef};
use axum::routing::{delete, get, post, put};
use tokio::net::TcpListener;
use utoipa::OpenApi;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_identity::Identity;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::jobs::Worker;

use crate::delivery::{self, DeckDoor, Delivery};
use crate::hub::{Audience, Hubs};
use crate::ingest::{self, Gate, Notes};
use crate::media_access::{self, MediaSigner, Prefix};
use crate::media_limits::STAGE_OFFER_BYTES_MAX;
use crate::playback::{self, Shelves};
use crate::rooms::{OpenLesson, Rooms};
use crate::stage::{self, Stages};
use crate::voice::{self, Voices};
use crate::{media_news, recording, stream_keys};

/// Encoders, streams and recordings of this node. Clones share everything.
#[derive(Clone)]
pub struct MediaSide(Arc<Inner>);

struct Inner {
    ctx: Ctx,
    identity: Identity,
    gate: Gate,
    hubs: Hubs,
    signer: MediaSigner,
    shelves: Shelves,
    rtmp: SocketAddr,
    stages: Stages,
    rooms: Rooms,
}

/// Where encoders knock. They are let in once it is known which lessons are open: a picture that
/// came before would be taken for a preview, and be kept from its next key frame only.
pub struct Door {
    side: MediaSide,
    listener: TcpListener,
}

impl Door {
    /// Lets encoders in, once the lessons that were open are taken up.
    pub fn open(self, rooms: &Rooms) {
        let (gate, tasks) = (self.side.gate().clone(), self.side.ctx().tasks.clone());
        // Their events may still be on the way.
        for OpenLesson { lesson, clock, before } in rooms.open_lessons() {
            gate.recorded(lesson, before.last_run, 0);
            gate.opened(lesson, clock.opened);
        }
        let listen = ingest::listen(self.listener, gate, tasks.clone());
        tasks.spawn("ingest.listen", listen);
    }
}

impl FromRef<MediaSide> for Identity {
    fn from_ref(side: &MediaSide) -> Self {
        side.0.identity.clone()
    }
}

#[derive(OpenApi)]
#[openapi(paths(
    media_access::list::list,
    media_access::preview::show,
    stream_keys::show::show,
    stream_keys::renew::renew,
    playback::replay::replay,
    stage::whip::begin,
    stage::whip::end,
    stage::whep::begin,
    stage::whep::end,
    stage::lines::put,
    stage::phone::offer::offer,
    stage::phone::show::show,
    stage::phone::end::of_own,
    stage::phone::take::take,
    stage::phone::end::by_phone,
))]
struct Description;

/// The description of the JSON routes.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

impl MediaSide {
    /// Mends what a crash left of recordings, takes the address for encoders and follows the
    /// rooms. Encoders wait before the door until it is opened.
    ///
    /// # Errors
    /// When the database cannot be read, or the address for encoders is taken.
    pub async fn start(
        ctx: &Ctx,
        identity: &Identity,
        rooms: &Rooms,
    ) -> anyhow::Result<(Self, Door)> {
        let hubs = Hubs::default();
        let (notes, news) = Notes::new();
        let recordings = ctx.config.data.join("recordings");
        let keys = Some(ctx.db.clone());
        let gate = Gate::new(ctx.clock.clone(), hubs.clone(), recordings.clone(), notes, keys);
        let ffmpeg = voice::find_ffmpeg(std::env::var_os("PATH").as_deref());
        let gate = gate.with_voices(Voices::new(ctx.tasks.clone(), ffmpeg));
        media_news::recover(ctx, &gate, &recordings).await?;
        let listener = TcpListener::bind(ctx.config.rtmp)
            .await
            .with_context(|| format!("the address {} for encoders is taken", ctx.config.rtmp))?;
        let rtmp = listener.local_addr()?;
        let stages = Stages::start(&ctx.config, &ctx.ids, (&gate, &ctx.tasks))?;
        let side = Self(Arc::new(Inner {
            ctx: ctx.clone(),
            identity: identity.clone(),
            shelves: Shelves::new(gate.clone()).with_store(ctx.db.clone(), ctx.files.clone()),
            gate,
            hubs,
            signer: MediaSigner::new(ctx.keys.media()),
            rtmp,
            stages,
            rooms: rooms.clone(),
        }));
        let events = rooms.events();
        let follow = media_news::follow_rooms(events, rooms.clone(), side.clone());
        ctx.tasks.spawn("media.rooms", follow);
        let sweep = media_news::sweep(side.gate().clone(), ctx.tasks.stopping());
        ctx.tasks.spawn("media.sweep", sweep);
        let pass = media_news::pass_on(news, rooms.clone(), ctx.clone());
        ctx.tasks.spawn("media.news", pass);
        let worker = Worker::new(ctx.db.clone(), &ctx.ids, ctx.tasks.clone());
        recording::store::register(&worker, ctx, &recordings);
        ctx.tasks.spawn("recording.tidy", recording::tidy::keep(ctx.clone(), recordings));
        let door = Door { side: side.clone(), listener };
        Ok((side, door))
    }

    /// The address for encoders that is really listened on.
    pub fn rtmp_address(&self) -> SocketAddr {
        self.0.rtmp
    }

    /// The stage, where people send and watch by WebRTC.
    pub fn stages(&self) -> &Stages {
        &self.0.stages
    }

    /// The key with which an encoder publishes to a lesson; made when it has none. For those who
    /// may see it: the server's own commands and the demonstration.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn stream_key(&self, lesson: LessonId) -> Result<String, db::Error> {
        let (fresh, now) = (self.0.ctx.ids.secret(18), self.0.ctx.clock.now());
        let find = async move |tx: &Tx| stream_keys::rows::of(tx, lesson, &fresh, now).await;
        self.0.ctx.db.write("stream_keys.of", find).await
    }

    /// A signed prefix of a lesson's media addresses.
    pub fn prefix(&self, lesson: LessonId, until: UtcMs) -> Prefix {
        self.0.signer.prefix(lesson, Audience::Lesson, until)
    }

    /// A signed prefix of what arrives before a lesson opens. For its staff only.
    pub(crate) fn preview_prefix(&self, lesson: LessonId, until: UtcMs) -> Prefix {
        self.0.signer.prefix(lesson, Audience::Preview, until)
    }

    /// The door for encoders.
    pub fn gate(&self) -> &Gate {
        &self.0.gate
    }

    /// The rooms, which say who is on the stage.
    pub(crate) fn rooms(&self) -> &Rooms {
        &self.0.rooms
    }

    pub(crate) fn ctx(&self) -> &Ctx {
        &self.0.ctx
    }

    pub(crate) fn signer(&self) -> &MediaSigner {
        &self.0.signer
    }

    pub(crate) fn hubs(&self) -> &Hubs {
        &self.0.hubs
    }

    pub(crate) fn shelves(&self) -> &Shelves {
        &self.0.shelves
    }

    /// JSON routes and `/media`.
    pub fn routes(&self) -> Router {
        let inner = &self.0;
        let media = delivery::routes(Delivery {
            clock: inner.ctx.clock.clone(),
            signer: inner.signer.clone(),
            hubs: inner.hubs.clone(),
            gate: inner.gate.clone(),
            db: Some(inner.ctx.db.clone()),
            shelves: inner.shelves.clone(),
            decks: Some(DeckDoor::new(inner.ctx.db.clone(), inner.ctx.files.clone())),
        });
        Router::new()
            .route("/api/lessons/{id}/media", get(media_access::list::list))
            .route("/api/lessons/{id}/preview", get(media_access::preview::show))
            .route("/api/lessons/{id}/stream", get(stream_keys::show::show))
            .route("/api/lessons/{id}/stream-key", post(stream_keys::renew::renew))
            .route("/api/lessons/{id}/replay", get(playback::replay::replay))
            .merge(on_stage())
            .with_state(self.clone())
            .merge(media)
    }
}

fn on_stage() -> Router<MediaSide> {
    use stage::{phone, whep, whep_signed, whip};
    Router::new()
        .route("/api/lessons/{id}/whip", post(whip::begin).options(whip::options))
        .route("/api/lessons/{id}/whip/{session}", delete(whip::end))
        .route("/api/lessons/{id}/whep", post(whep::begin).options(whep::options))
        .route("/api/lessons/{id}/whep/{session}", delete(whep::end))
        .route("/api/lessons/{id}/whep/{session}/lines", put(stage::lines::put))
        .route(
            "/api/lessons/{id}/phone-camera",
            get(phone::show::show).post(phone::offer::offer).delete(phone::end::of_own),
        )
        .route("/api/phone-cameras", post(phone::take::take))
        .route("/api/phone-cameras/current", delete(phone::end::by_phone))
        .route(
            "/media/{token}/{scope}/whep",
            post(whep_signed::begin).options(whep_signed::options),
        )
        .route("/media/{token}/{scope}/whep/{session}", delete(whep_signed::end))
        .layer(DefaultBodyLimit::max(STAGE_OFFER_BYTES_MAX))
}
