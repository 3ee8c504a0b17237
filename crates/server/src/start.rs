//! Starting a server and stopping it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use xingtan_identity::Identity;
use xingtan_identity::setup::link;
use xingtan_library::Library;
use xingtan_live::Live;
use xingtan_live::pack::Packs;
use xingtan_platform::clock::Clock;
use xingtan_platform::config::{Config, Tls};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Db, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::files::Files;
use xingtan_platform::ids::Ids;
use xingtan_platform::keys::Keys;
use xingtan_platform::tasks::Tasks;
use xingtan_platform::telemetry;
use xingtan_teaching::Teaching;

use crate::listening::Listening;
use crate::trust::Trust;
use crate::{pages, router};

/// The domains' states, over one outside world.
#[derive(Clone)]
pub struct Domains {
    /// The outside world.
    pub ctx: Ctx,
    /// People and sign-in.
    pub identity: Identity,
    /// Uploads and decks.
    pub library: Library,
    /// Courses and lessons.
    pub teaching: Teaching,
    /// Rooms and media.
    pub live: Live,
    /// Lesson packs.
    pub packs: Packs,
}

/// A running server.
pub struct Server {
    /// The domains, for the demonstration and for tests.
    pub domains: Domains,
    /// Where pages and the interface are served.
    pub http: SocketAddr,
    /// Where https is served beside http.
    pub https: Option<SocketAddr>,
    /// Where encoders connect.
    pub rtmp: SocketAddr,
    /// Where people send and watch by WebRTC.
    pub stage: SocketAddr,
}

/// Opens the outside world: database brought up to date, files, secrets.
///
/// # Errors
/// When a part cannot be opened, naming it and what to do.
pub async fn open_world(config: Config, clock: Clock) -> anyhow::Result<Ctx> {
    let files = Files::open(&config.files_url()).context("cannot open the file store")?;
    open_world_on(config, clock, files).await
}

/// As [`open_world`], on a file store that is open already.
///
/// # Errors
/// When a part cannot be opened, naming it and what to do.
pub async fn open_world_on(config: Config, clock: Clock, files: Files) -> anyhow::Result<Ctx> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("cannot make the data folder {}", config.data.display()))?;
    let db = Db::open(&config.database_url()).await.context("cannot open the database")?;
    db.migrate().await.context("cannot bring the database up to date")?;
    let ids = Ids::system(clock.clone());
    let keys = Keys::load(&db, &ids, &clock).await.context("cannot read the server's secrets")?;
    let tasks = Tasks::new();
    Ok(Ctx { db, files, clock, ids, tasks, config: Arc::new(config), keys })
}

impl Server {
    /// Starts everything and returns once requests are answered.
    ///
    /// # Errors
    /// When a part cannot be started, naming it.
    pub async fn start(config: Config) -> anyhow::Result<Self> {
        // The address first: when it is taken, nothing else is touched.
        let listening = Listening::bind(&config, &Clock::system()).await?;
        let ctx = open_world(config, Clock::system()).await?;
        let identity = Identity::new(ctx);
        Self::serve(listening, identity).await
    }

    /// Starts a server over an outside world that a test has made.
    ///
    /// # Errors
    /// When a part cannot be started, naming it.
    pub async fn start_over(identity: Identity) -> anyhow::Result<Self> {
        let listening = Listening::bind(&identity.ctx.config, &identity.ctx.clock).await?;
        Self::serve(listening, identity).await
    }

    async fn serve(listening: Listening, identity: Identity) -> anyhow::Result<Self> {
        let (http, https) = (listening.address()?, listening.beside()?);
        let ctx = identity.ctx.clone();
        telemetry::start_metrics(&ctx.tasks);
        facts_log::start_relay(&ctx.tasks, ctx.db.clone(), &ctx.ids);
        let library = Library::start(ctx.clone(), identity.clone());
        let teaching = Teaching::new(ctx.clone(), identity.clone());
        let live = Live::start(ctx.clone(), identity.clone(), teaching.clone()).await?;
        let rtmp = live.media.rtmp_address();
        let stage = live.media.stages().address();
        let packs = Packs::start(&live, pages::pack_player());
        let domains = Domains { ctx: ctx.clone(), identity, library, teaching, live, packs };
        let trust = Trust::new(&ctx.config, https, listening.own());
        let router = router::build(&domains, trust, https);
        listening.serve(&router, &ctx.tasks, &ctx.clock);
        Ok(Self { domains, http, https, rtmp, stage })
    }

    /// The one-time address for the first administrator, when there is none yet.
    ///
    /// # Errors
    /// When the database cannot be used.
    pub async fn setup_url(&self) -> anyhow::Result<Option<String>> {
        let ctx = &self.domains.ctx;
        let (token, now) = (ctx.ids.secret(24), ctx.clock.now());
        let asked = token.clone();
        let created: Result<bool, db::Error> = ctx
            .db
            .write("setup.create_link", async move |tx: &Tx| {
                link::create_link(tx, &asked, now).await
            })
            .await;
        Ok(created?.then(|| format!("{}/setup/{token}", self.url())))
    }

    /// The address people open.
    pub fn url(&self) -> String {
        let config = &self.domains.ctx.config;
        if let Some(url) = &config.public_url {
            return url.clone();
        }
        match (config.tls, config.tls_names.first()) {
            (Tls::Acme, Some(name)) => format!("https://{name}"),
            _ if config.tls_cert.is_some() => format!("https://{}", self.http),
            _ => format!("http://{}", self.http),
        }
    }

    /// Stops: no new connections, requests in progress end, then whatever is left is dropped.
    /// Answers the names of the tasks that did not end in time.
    pub async fn stop(self) -> Vec<&'static str> {
        let seconds = self.domains.ctx.config.limits.stop_seconds;
        let left = self.domains.ctx.tasks.stop(Duration::from_secs(seconds)).await;
        if !left.is_empty() {
            tracing::warn!(?left, "some tasks did not end in time");
        }
        left
    }
}
