//! A seat on the stage, and that whoever sends from it sends what it allows and as long as it is
//! his.

use tokio_util::sync::CancellationToken;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_room::stage::{Kinds, StageId};
use xingtan_sfu::On;

use super::sessions::Session;
use super::stages::{Command, Stages};
use crate::rooms::{Publishing, Rooms, StageWatch};

/// Somebody's seat, and word of how it stands.
#[derive(Debug)]
pub struct Seat {
    person: PersonId,
    /// Since when he has it: one who stepped down and came again has another.
    since_ms: i64,
    on: On,
    watch: StageWatch,
}

impl Seat {
    /// The seat that somebody has on a lesson's main stage now.
    pub fn of(rooms: &Rooms, lesson: LessonId, person: PersonId) -> Option<Self> {
        let watch = rooms.watch_stages(lesson)?;
        let publishing = watch.borrow().get(StageId::MAIN, person)?;
        Some(Self { person, since_ms: publishing.since_ms, on: on(publishing), watch })
    }

    /// What of him is passed on.
    pub const fn on(&self) -> On {
        self.on
    }

    /// Passes on what the seat allows, until it is his no longer; then he goes.
    pub(super) async fn follow(
        mut self,
        stages: Stages,
        (name, session): (String, Session),
        stopping: CancellationToken,
    ) {
        loop {
            let publishing = self.watch.borrow_and_update().get(StageId::MAIN, self.person);
            let seat = publishing.filter(|seat| seat.since_ms == self.since_ms);
            let Some(peer) = stages.find(&name, &session) else { return };
            let told = match seat {
                Some(seat) => stages.tell(Command::SetOn(peer, on(seat))).await,
                None => stages.tell(Command::Leave(peer)).await,
            };
            if !told || seat.is_none() {
                return;
            }
            tokio::select! {
                changed = self.watch.changed() => if changed.is_err() {
                    // The room is no longer here.
                    stages.tell(Command::Leave(peer)).await;
                    return;
                },
                () = stopping.cancelled() => return,
            }
        }
    }
}

/// What a seat lets through: what he may send, of that what is on.
fn on(Publishing { may, on, .. }: Publishing) -> On {
    let Kinds { sound, picture, screen } = on;
    On { sound: sound && may.sound, picture: picture && may.picture, screen: screen && may.screen }
}
