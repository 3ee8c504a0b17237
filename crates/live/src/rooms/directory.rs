//! Finding a lesson's room on this node, and taking it up when it is not there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PersonId};
use xingtan_platform::clock::Clock;
use xingtan_platform::db::{Db, Tx};
use xingtan_platform::ids::Ids;
use xingtan_platform::tasks::Tasks;
use xingtan_room::input::Input;
use xingtan_room::message::{ClassStanding, ClientMessage, SetOnStage};
use xingtan_room::refusal::Refusal;
use xingtan_room::roster::Roster;
use xingtan_room::stage::{Kinds, StageId};

use super::home::Ask;
use super::load::{Around, load};
use super::on_stage::StageWatch;
use super::seam::{LessonClock, MediaInput, OpenLesson, RoomEvent, RoomGone};
use super::wire::ToHome;
use crate::gateway::room::GatewayRoom;
use crate::journal::lease::{self, LeaseError};
use crate::limits::HOME_INBOX_MAX;

/// Why a room cannot be entered.
#[derive(Debug, Clone, thiserror::Error)]
pub enum EnterError {
    /// Its lease is held elsewhere, or the database failed.
    #[error(transparent)]
    Lease(#[from] LeaseError),
    /// The room refused.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The room ended meanwhile.
    #[error(transparent)]
    Gone(#[from] RoomGone),
}

/// The way into a room.
#[derive(Clone)]
pub struct Door {
    /// For sockets.
    pub home: mpsc::Sender<ToHome>,
    /// The room's rings and sockets here.
    pub gateway: Arc<GatewayRoom>,
    /// Who is on the room's stages.
    pub on_stage: StageWatch,
    asks: mpsc::Sender<Ask>,
}

/// The rooms of this node. Clones share everything.
#[derive(Clone)]
pub struct Rooms(Arc<Inner>);

struct Inner {
    db: Db,
    ids: Ids,
    clock: Clock,
    tasks: Tasks,
    holder: Arc<str>,
    doors: Mutex<HashMap<LessonId, Door>>,
    open: Mutex<HashMap<LessonId, OpenLesson>>,
    events: broadcast::Sender<RoomEvent>,
    /// One room is taken up at a time, so that none is taken up twice.
    taking_up: tokio::sync::Mutex<()>,
}

impl Rooms {
    /// No rooms yet. `holder` names this server's data, so that a restart on it may go on at once.
    pub fn new(db: Db, ids: Ids, clock: Clock, tasks: Tasks, holder: &str) -> Self {
        Self(Arc::new(Inner {
            db,
            ids,
            clock,
            tasks,
            holder: holder.into(),
            doors: Mutex::default(),
            open: Mutex::default(),
            events: broadcast::Sender::new(256),
            taking_up: tokio::sync::Mutex::default(),
        }))
    }

    /// The door of a lesson's room, taken up if need be with this roster.
    ///
    /// # Errors
    /// When the room is run elsewhere or the database fails.
    pub async fn door(&self, lesson: LessonId, roster: Roster) -> Result<Door, EnterError> {
        let _one = self.0.taking_up.lock().await;
        if let Some(door) = self.known(lesson) {
            return Ok(door);
        }
        let gateway = Arc::new(GatewayRoom::new(self.0.tasks.clone()));
        let (tell_stages, on_stage) = watch::channel(Arc::default());
        let rooms = self.clone();
        let around = Around {
            db: self.0.db.clone(),
            ids: self.0.ids.clone(),
            clock: self.0.clock.clone(),
            holder: Arc::clone(&self.0.holder),
            gateway: Arc::clone(&gateway),
            tell: Box::new(move |event| rooms.heard(event)),
            on_stage: tell_stages,
        };
        let home = load(lesson, roster, around).await?;
        let epoch = home.epoch;
        let (to_home, inbox) = mpsc::channel(HOME_INBOX_MAX);
        let (asks, asked) = mpsc::channel(64);
        let door = Door { home: to_home, gateway, on_stage, asks };
        lock(&self.0.doors).insert(lesson, door.clone());
        metrics::gauge!("live_rooms").increment(1);
        let (rooms, stopping) = (self.clone(), self.0.tasks.stopping());
        self.0.tasks.spawn("room.home", async move {
            let ended = home.run(inbox, asked, stopping.cancelled_owned()).await;
            rooms.ended(lesson, epoch).await;
            tracing::info!(%lesson, ?ended, "A room was put away.");
        });
        Ok(door)
    }

    /// Opens a lesson's room; returns when that is durable.
    ///
    /// # Errors
    /// When the room refuses or cannot be entered.
    pub async fn open(
        &self,
        lesson: LessonId,
        roster: Roster,
        utc: UtcMs,
    ) -> Result<(), EnterError> {
        let door = self.door(lesson, roster.clone()).await?;
        door.roster(roster).await?;
        door.input(Input::Open { utc }).await?;
        door.settle().await
    }

    /// Closes a lesson's room; returns when that is durable.
    ///
    /// # Errors
    /// When the room refuses or cannot be entered.
    pub async fn close(&self, lesson: LessonId, roster: Roster) -> Result<(), EnterError> {
        let door = self.door(lesson, roster).await?;
        door.input(Input::Close).await?;
        door.settle().await
    }

    /// Tells an open room about its media; returns when the room has taken it (not yet durable).
    ///
    /// # Errors
    /// When the lesson is not open on this node.
    pub async fn media(&self, lesson: LessonId, input: MediaInput) -> Result<(), RoomGone> {
        let door = self.known(lesson).ok_or(RoomGone)?;
        let input = match input {
            MediaInput::Started(started) => Input::MediaStarted(started),
            MediaInput::Anchor(anchor) => Input::MediaAnchor(anchor),
            MediaInput::Stopped(stopped) => Input::MediaStopped(stopped),
            MediaInput::Recording(state) => Input::Recording { state },
        };
        door.input(input).await.map_err(|_| RoomGone)
    }

    /// Says for somebody on a stage whether his second picture is on, as he would himself.
    ///
    /// # Errors
    /// When he is not on it, or may not.
    pub async fn set_screen(
        &self,
        (lesson, stage): (LessonId, StageId),
        person: PersonId,
        is_on: bool,
    ) -> Result<(), EnterError> {
        let door = self.known(lesson).ok_or(RoomGone)?;
        let seat = door.on_stage.borrow().get(stage, person);
        let Kinds { sound, picture, .. } = seat.ok_or(Refusal::new("stage.not_on"))?.on;
        let client_id = self.0.ids.next();
        let said = SetOnStage { client_id, stage, sound, picture, screen: is_on };
        door.input(Input::Message { person, message: ClientMessage::SetOnStage(said) }).await
    }

    /// The clock of a lesson that is open on this node.
    pub fn clock(&self, lesson: LessonId) -> Option<LessonClock> {
        lock(&self.0.open).get(&lesson).map(|open| open.clock)
    }

    /// Openings and closings from now on. A receiver that lags asks [`Rooms::open_lessons`].
    pub fn events(&self) -> broadcast::Receiver<RoomEvent> {
        self.0.events.subscribe()
    }

    /// The lessons open on this node now.
    pub fn open_lessons(&self) -> Vec<OpenLesson> {
        lock(&self.0.open).values().copied().collect()
    }

    /// Calls a function with every room's sockets: to sweep, or to end a sign-in.
    pub fn each_gateway(&self, mut act: impl FnMut(LessonId, &GatewayRoom)) {
        let gateways: Vec<_> = lock(&self.0.doors)
            .iter()
            .map(|(lesson, door)| (*lesson, Arc::clone(&door.gateway)))
            .collect();
        gateways.iter().for_each(|(lesson, gateway)| act(*lesson, gateway));
    }

    /// The door of a room that is already taken up here.
    pub fn here(&self, lesson: LessonId) -> Option<Door> {
        self.known(lesson)
    }

    fn known(&self, lesson: LessonId) -> Option<Door> {
        lock(&self.0.doors).get(&lesson).filter(|door| !door.home.is_closed()).cloned()
    }

    fn heard(&self, event: RoomEvent) {
        match event {
            RoomEvent::Opened { lesson, utc, before } => {
                let clock = LessonClock { opened: utc };
                lock(&self.0.open).insert(lesson, OpenLesson { lesson, clock, before });
            }
            RoomEvent::Closed { lesson } => {
                lock(&self.0.open).remove(&lesson);
            }
        }
        // Nobody listening is fine.
        let _ = self.0.events.send(event);
    }

    async fn ended(&self, lesson: LessonId, epoch: i64) {
        let _one = self.0.taking_up.lock().await;
        self.0.forget(lesson);
        metrics::gauge!("live_rooms").decrement(1);
        let given: Result<(), LeaseError> = self
            .0
            .db
            .write("room.give_back", async move |tx: &Tx| lease::give_back(tx, lesson, epoch).await)
            .await;
        if let Err(error) = given {
            tracing::warn!(%lesson, %error, "A lease was not given back; it runs out by itself.");
        }
    }
}

impl Inner {
    /// Forgets a room that ended, unless it was taken up again meanwhile.
    fn forget(&self, lesson: LessonId) {
        let mut doors = lock(&self.doors);
        if doors.get(&lesson).is_some_and(|door| door.home.is_closed()) {
            doors.remove(&lesson);
            lock(&self.open).remove(&lesson);
        }
    }
}

impl Door {
    async fn input(&self, input: Input) -> Result<(), EnterError> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(Ask::Input(input, reply)).await.map_err(|_| RoomGone)?;
        answer.await.map_err(|_| RoomGone)?.map_err(EnterError::from)
    }

    /// Tells the room who the calendar says its people are now.
    ///
    /// # Errors
    /// When the room has ended.
    pub async fn roster(&self, roster: Roster) -> Result<(), RoomGone> {
        self.asks.send(Ask::Roster(roster)).await.map_err(|_| RoomGone)
    }

    /// A surface's snapshot by what is durable, and the entry up to which it goes.
    ///
    /// # Errors
    /// When the room has ended.
    pub async fn ink(&self, surface: &str) -> Result<(u32, Bytes), EnterError> {
        let (reply, answer) = oneshot::channel();
        let ask = Ask::Ink(surface.to_owned(), reply);
        self.asks.send(ask).await.map_err(|_| RoomGone)?;
        answer.await.map_err(|_| EnterError::from(RoomGone))
    }

    /// How some classes stand by what is durable.
    ///
    /// # Errors
    /// When the room has ended.
    pub async fn standing(&self, classes: Vec<ClassId>) -> Result<Vec<ClassStanding>, EnterError> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(Ask::Standing(classes, reply)).await.map_err(|_| RoomGone)?;
        answer.await.map_err(|_| EnterError::from(RoomGone))
    }

    async fn settle(&self) -> Result<(), EnterError> {
        let (reply, answer) = oneshot::channel();
        self.asks.send(Ask::Settle(reply)).await.map_err(|_| RoomGone)?;
        answer.await.map_err(|_| EnterError::from(RoomGone))
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // The maps are valid after every statement.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
