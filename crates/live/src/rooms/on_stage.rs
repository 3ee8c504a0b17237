//! Who is on the stages of a room, for whatever carries sound and pictures: what one may publish,
//! and word of every change.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::watch;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_room::stage::{Kinds, StageId, StageRole};
use xingtan_room::state::State;

use super::directory::Rooms;

/// What one may publish to a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Publishing {
    /// As what he is there.
    pub role: StageRole,
    /// His seat, from 1.
    pub seat: u32,
    /// Since when he has it, lesson time: one who stepped down and came again has another.
    pub since_ms: i64,
    /// What may be sent; a track of another kind is to be refused.
    pub may: Kinds,
    /// What is to be passed on now. A microphone that is off, or that a teacher switched off, is
    /// not to be heard whatever arrives.
    pub on: Kinds,
}

/// Who is on the stages of a room, by what is durable. A lesson that is over has nobody there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnStage(HashMap<(StageId, PersonId), Publishing>);

/// Tells who is on the stages of a room, as it changes. It ends with the room on this node.
pub type StageWatch = watch::Receiver<Arc<OnStage>>;

impl OnStage {
    /// As a room stands.
    pub fn of(state: &State) -> Self {
        let members = state.on_stages().map(|(stage, one)| {
            let (role, seat, since_ms) = (one.role, one.seat, one.since_ms);
            let publishing = Publishing { role, seat, since_ms, may: one.may, on: one.on };
            ((stage, one.person), publishing)
        });
        Self(members.collect())
    }

    /// What a person may publish to a stage; none when he is not on it.
    pub fn get(&self, stage: StageId, person: PersonId) -> Option<Publishing> {
        self.0.get(&(stage, person)).copied()
    }

    /// Everybody on a stage, in the order of seats.
    pub fn members(&self, stage: StageId) -> Vec<(PersonId, Publishing)> {
        let of = self.0.iter().filter(|((at, _), _)| *at == stage);
        let mut members: Vec<_> = of.map(|((_, person), one)| (*person, *one)).collect();
        members.sort_by_key(|(_, one)| one.seat);
        members
    }
}

impl Rooms {
    /// What a person may publish to a stage of a lesson now; none when he has no seat there, or the
    /// lesson is not open on this node.
    pub fn may_publish(
        &self,
        lesson: LessonId,
        stage: StageId,
        person: PersonId,
    ) -> Option<Publishing> {
        self.here(lesson)?.on_stage.borrow().get(stage, person)
    }

    /// Who is on the stages of a room on this node: look with `borrow`, then wait for `changed`.
    /// Whoever publishes ends when he is no longer there, or when the watch ends.
    pub fn watch_stages(&self, lesson: LessonId) -> Option<StageWatch> {
        let mut watch = self.here(lesson)?.on_stage;
        watch.mark_unchanged();
        Some(watch)
    }
}
