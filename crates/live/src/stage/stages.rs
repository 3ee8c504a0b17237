//! The handle by which the rest of the live plane reaches the stage.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Context as _;
use tokio::sync::{mpsc, oneshot};
use xingtan_base::ids::LessonId;
use xingtan_platform::config::Config;
use xingtan_platform::ids::Ids;
use xingtan_platform::tasks::Tasks;
use xingtan_sfu::{Engine, On, PeerId, Refusal, Setup, TrackId, Wish};

use super::addresses::{self, Sockets};
use super::driver::{self, Driver};
use super::phone::Phones;
use super::programmes::Programmes;
use super::sessions::{Right, Session, Sessions, Side};
use super::tcp;
use super::udp::Udp;
use crate::ingest::Gate;
use crate::media_limits::STAGE_COMMANDS;

/// The stage of this node. Clones share everything.
#[derive(Clone)]
pub struct Stages(Arc<Inner>);

struct Inner {
    commands: mpsc::Sender<Command>,
    sessions: Arc<Mutex<Sessions>>,
    address: SocketAddr,
    ids: Ids,
    phones: Phones,
}

/// Why somebody was not let on the stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotLet {
    /// His offer was refused.
    Offer(Refusal),
    /// Enough are sending to this lesson.
    Full,
    /// The server is stopping, or too busy.
    Busy,
}

/// What the driver is asked for.
pub enum Command {
    /// Somebody wants to come.
    Join(Box<Joining>),
    /// Somebody shall go.
    Leave(PeerId),
    /// Of somebody this is passed on, and nothing else.
    SetOn(PeerId, On),
    /// What somebody who watches wants on his lines, and the most bits a second of each.
    Wishes(PeerId, Vec<(Wish, Option<u64>)>),
    /// A picture's sender is to be asked for a key frame.
    KeyFrame(TrackId),
    /// The programme no longer needs this picture.
    Untap(TrackId),
}

/// Somebody who wants to come.
pub struct Joining {
    /// What he will be.
    pub session: Session,
    /// What of him is passed on at first.
    pub on: On,
    /// The name of his session.
    pub name: String,
    /// What he offers.
    pub offer: String,
    /// By what his datagrams name him, and what proves them his.
    pub credentials: (String, String),
    /// Where the answer goes.
    pub answer: oneshot::Sender<Result<String, NotLet>>,
}

impl Stages {
    /// Takes the stage's port and starts to drive it.
    ///
    /// # Errors
    /// When the port is taken, or the system gives no certificate's key.
    pub fn start(
        config: &Config,
        ids: &Ids,
        (gate, tasks): (&Gate, &Tasks),
    ) -> anyhow::Result<Self> {
        let Sockets { udp, tcp, address } = addresses::bind(config.stage, config.listen)?;
        udp.set_nonblocking(true)?;
        let told = addresses::told(&config.public_stage, address);
        let setup = Setup { addresses: told.clone(), tcp_addresses: told };
        let engine = Engine::new(setup).context("no certificate can be made for the stage")?;
        let (commands, asked) = mpsc::channel(STAGE_COMMANDS);
        let sessions = Arc::new(Mutex::new(Sessions::default()));
        let connections = tcp::Connections::default();
        let (came, framed) = tcp::queue();
        tasks.spawn("stage.listen", tcp::listen(tcp, connections.clone(), came, tasks.clone()));
        let udp = Udp::new(udp).context("the stage's socket cannot be used")?;
        let programmes = Programmes::new(gate.clone(), commands.clone(), tasks.clone());
        let driver = Driver::new(engine, sessions.clone(), (udp, connections), programmes);
        tasks.spawn("stage.driver", driver::drive(driver, asked, framed, tasks.stopping()));
        let phones = Phones::default();
        Ok(Self(Arc::new(Inner { commands, sessions, address, ids: ids.clone(), phones })))
    }

    /// Where the stage listens.
    pub fn address(&self) -> SocketAddr {
        self.0.address
    }

    /// Lets somebody come; answers the name of his session and what answers his offer.
    ///
    /// # Errors
    /// Why he may not.
    pub async fn join(
        &self,
        (session, on): (Session, On),
        offer: String,
    ) -> Result<(String, String), NotLet> {
        let name = self.0.ids.secret(18);
        let credentials = (ice_text(&self.0.ids.secret(6)), ice_text(&self.0.ids.secret(18)));
        let (answer, answered) = oneshot::channel();
        let joining = Joining { session, on, name: name.clone(), offer, credentials, answer };
        let sent = self.0.commands.try_send(Command::Join(Box::new(joining)));
        sent.map_err(|_| NotLet::Busy)?;
        let answer = answered.await.map_err(|_| NotLet::Busy)??;
        Ok((name, answer))
    }

    /// Asks the driver for something; whether it still works.
    pub(super) async fn tell(&self, command: Command) -> bool {
        self.0.commands.send(command).await.is_ok()
    }

    /// The peer of a session that this right may end.
    pub(super) fn find(&self, name: &str, session: &Session) -> Option<PeerId> {
        self.sessions().find(name, session)
    }

    /// What somebody who watches wants on his lines; whether there is such a session of his.
    pub async fn wish(
        &self,
        (name, session): (&str, &Session),
        wishes: Vec<(Wish, Option<u64>)>,
    ) -> bool {
        match self.find(name, session) {
            Some(peer) => self.tell(Command::Wishes(peer, wishes)).await,
            None => false,
        }
    }

    /// Ends a session; whether there was one that this right may end.
    pub async fn leave(&self, name: &str, session: &Session) -> bool {
        match self.find(name, session) {
            Some(peer) => self.tell(Command::Leave(peer)).await,
            None => false,
        }
    }

    /// The lesson is over: everybody goes.
    pub async fn close(&self, lesson: LessonId) {
        self.send_away(lesson, |_| true).await;
    }

    /// The lesson's key was changed: who sends by it goes.
    pub async fn key_changed(&self, lesson: LessonId) {
        self.send_away(lesson, |session| session.right == Right::Key).await;
    }

    /// Whether anybody sends to a lesson.
    pub fn is_sent_to(&self, lesson: LessonId) -> bool {
        !self.sessions().of(lesson, |session| session.side == Side::Sends).is_empty()
    }

    /// The phones that are second cameras.
    pub fn phones(&self) -> &Phones {
        &self.0.phones
    }

    /// Whether somebody sends to a lesson by a right.
    pub(super) fn sends_by(&self, lesson: LessonId, right: Right) -> bool {
        let is_meant = |session: &Session| session.side == Side::Sends && session.right == right;
        !self.sessions().of(lesson, is_meant).is_empty()
    }

    /// Sends those of a lesson away who are meant.
    pub(super) async fn send_away(&self, lesson: LessonId, is_meant: impl Fn(&Session) -> bool) {
        let meant = self.sessions().of(lesson, is_meant);
        for peer in meant {
            // The driver ends only with the server.
            let _ = self.0.commands.send(Command::Leave(peer)).await;
        }
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        lock(&self.0.sessions)
    }
}

/// The sessions, whatever happened to who held them before.
pub fn lock(sessions: &Mutex<Sessions>) -> MutexGuard<'_, Sessions> {
    // They are whole after every statement.
    sessions.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A secret in the letters that ICE allows (RFC 8839 section 5.4).
fn ice_text(secret: &str) -> String {
    secret.replace('-', "+").replace('_', "/")
}
