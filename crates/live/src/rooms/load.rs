//! Taking a room up: its lease, and its state folded from the journal.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use tokio::sync::watch;
use tokio::time::Instant;
use xingtan_base::ids::LessonId;
use xingtan_platform::clock::Clock;
use xingtan_platform::db::{self, Db, Tx};
use xingtan_platform::ids::Ids;
use xingtan_room::entry::{Body, Entry};
use xingtan_room::input::Ballot;
use xingtan_room::message::{LessonState, Paces, Presence};
use xingtan_room::roster::Roster;
use xingtan_room::state::State;
use xingtan_room::view;

use super::drawn::Drawn;
use super::home::Home;
use super::on_stage::OnStage;
use super::pending::Pending;
use super::points::Points;
use super::seam::{MediaBefore, RoomEvent};
use super::tail::{Framed, Tail};
use crate::gateway::room::GatewayRoom;
use crate::journal::lease::{self, LeaseError};
use crate::journal::read::{self, Pages};
use crate::limits::{LEAVE_GRACE_AFTER_RESTART, TAIL_BYTES_MAX, TAIL_ENTRIES_MAX};

/// What a home needs of the world around it.
pub struct Around {
    pub db: Db,
    pub ids: Ids,
    pub clock: Clock,
    pub holder: Arc<str>,
    pub gateway: Arc<GatewayRoom>,
    pub tell: Box<dyn Fn(RoomEvent) + Send>,
    pub on_stage: watch::Sender<Arc<OnStage>>,
}

/// Takes the lease and folds the journal.
pub async fn load(lesson: LessonId, roster: Roster, around: Around) -> Result<Home, LeaseError> {
    let holder = Arc::clone(&around.holder);
    let epoch: i64 = around
        .db
        .write("room.take_up", async move |tx: &Tx| lease::take(tx, lesson, &holder).await)
        .await?;
    // Under the lease nobody else appends, so that the journal is read outside of the writer.
    let (state, drawn, tail) = fold(&around.db, lesson, roster).await?;
    if let (LessonState::Open, Some(utc)) = (state.stands(), state.opened_utc()) {
        let running = state.media().map(|media| media.run);
        let before = MediaBefore { last_run: state.media_run(), running };
        (around.tell)(RoomEvent::Opened { lesson, utc, before });
    }
    around.on_stage.send_replace(Arc::new(OnStage::of(&state)));
    let now = Instant::now();
    let leaving = state.present().map(|person| (person, now + LEAVE_GRACE_AFTER_RESTART)).collect();
    Ok(Home {
        db: around.db,
        ids: around.ids,
        clock: around.clock,
        lesson,
        epoch,
        front: state.clone(),
        shown: state,
        drawn,
        points: Points::new(now),
        gateway: around.gateway,
        tell: around.tell,
        on_stage: around.on_stage,
        tail,
        visitors: HashMap::new(),
        conns: HashMap::new(),
        leaving,
        pending: Pending::default(),
        flying: None,
        acks: VecDeque::new(),
        settling: Vec::new(),
        durable: true,
        retry_at: None,
        crowd: Vec::new(),
        crowd_due: None,
        crowd_last: now,
        dirty: HashSet::new(),
        tallied: now,
        presence: (now, Presence::default()),
        paces: (now, Paces::default()),
        confirmed: now,
        empty_since: now,
    })
}

/// Folds the journal page by page, and frames its end for those who come back.
async fn fold(
    db: &Db,
    lesson: LessonId,
    roster: Roster,
) -> Result<(State, Drawn, Tail), LeaseError> {
    let mut state = State::new(lesson, roster);
    let (mut drawn, mut last, mut bytes) = (Drawn::default(), VecDeque::new(), 0);
    let mut pages = Pages::new(db, "room.take_up", lesson, u32::MAX);
    while let Some(page) = pages.next().await? {
        for entry in page {
            state.apply(&entry).map_err(|error| broken(lesson, &error.to_string()))?;
            drawn.take(&entry);
            bytes += ink_bytes(&entry);
            last.push_back(entry);
            while last.len() > TAIL_ENTRIES_MAX || bytes > TAIL_BYTES_MAX {
                let Some(old) = last.pop_front() else { break };
                bytes -= ink_bytes(&old);
            }
        }
    }
    let ballots: Vec<_> = db
        .read("room.take_up", async move |tx: &Tx| -> Result<_, db::Error> {
            read::ballots(tx, lesson).await
        })
        .await?;
    for (activity, choices) in ballots {
        state.apply_ballot(&Ballot { activity, choices });
    }
    let mut tail = Tail::default();
    let named = |entry| view::named(state.roster(), entry);
    last.iter().for_each(|entry| tail.push(Framed::new(&named(entry))));
    Ok((state, drawn, tail))
}

/// What may make an entry large.
fn ink_bytes(entry: &Entry) -> usize {
    match &entry.body {
        Body::InkDrawn(said) => said.op.bytes().len(),
        _ => 0,
    }
}

fn broken(lesson: LessonId, message: &str) -> LeaseError {
    LeaseError::Db(db::Error::Column {
        action: "room.take_up",
        column: "seq".to_owned(),
        row: lesson.to_string(),
        message: message.to_owned(),
    })
}
