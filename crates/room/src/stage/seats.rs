//! The fold of what happens on stages.

use std::collections::BTreeMap;

use xingtan_base::ids::{ClassId, PersonId};

use super::entries::StageJoined;
use super::kinds::{Kinds, StageId, StageRole};
use crate::entry::{Body, Entry};
use crate::limits;

/// Somebody on a stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: StageRole,
    /// The class for which it stands, where it is the screen of one.
    pub class: Option<ClassId>,
    /// The seat, from 1.
    pub seat: u32,
    /// What he may send.
    pub may: Kinds,
    /// What he says that he sends; what is not among it is not to be passed on.
    pub on: Kinds,
    /// Since when he is there, lesson time.
    pub since_ms: i64,
    /// The entry that brought him to where he stands.
    pub(crate) seq: u32,
    /// Since when he is out of the room.
    pub(crate) away_ms: Option<i64>,
}

/// Somebody who was invited and has said nothing yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Invited {
    pub(crate) person: PersonId,
    pub(crate) may: Kinds,
    pub(crate) until_ms: i64,
    pub(crate) seq: u32,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stage {
    pub(crate) seats: u32,
    /// In the order of seats.
    pub(crate) members: Vec<Member>,
    /// In the order of inviting.
    pub(crate) invited: Vec<Invited>,
}

impl Default for Stage {
    fn default() -> Self {
        Self { seats: limits::STAGE_SEATS, members: Vec::new(), invited: Vec::new() }
    }
}

impl Stage {
    pub(crate) fn member(&self, person: PersonId) -> Option<&Member> {
        self.members.iter().find(|member| member.person == person)
    }

    /// The class's screen that is here.
    pub(crate) fn of_class(&self, class: ClassId) -> Option<&Member> {
        self.members.iter().find(|member| member.class == Some(class))
    }

    pub(crate) fn invited(&self, person: PersonId) -> Option<&Invited> {
        self.invited.iter().find(|invited| invited.person == person)
    }

    /// The lowest free seat; none when all are taken.
    pub(crate) fn free_seat(&self) -> Option<u32> {
        (1..=self.seats).find(|seat| !self.members.iter().any(|member| member.seat == *seat))
    }

    fn join(&mut self, said: &StageJoined, at_ms: i64, seq: u32) {
        self.invited.retain(|invited| invited.person != said.person);
        self.members.retain(|member| member.person != said.person);
        let StageJoined { person, role, class, seat, may, on, .. } = *said;
        let (since_ms, away_ms) = (at_ms, None);
        let member = Member { person, role, class, seat, may, on, since_ms, seq, away_ms };
        let place = self.members.partition_point(|other| other.seat < seat);
        self.members.insert(place, member);
    }

    fn change(&mut self, person: PersonId, on: Kinds, seq: u32) {
        if let Some(member) = self.members.iter_mut().find(|member| member.person == person) {
            (member.on, member.seq) = (on, seq);
        }
    }

    fn mute(&mut self, seq: u32) {
        for member in &mut self.members {
            if member.role != StageRole::Teacher && member.on.sound {
                (member.on, member.seq) = (member.on.muted(), seq);
            }
        }
    }

    fn clear(&mut self) {
        self.members.retain(|member| member.role == StageRole::Teacher);
        self.invited.clear();
    }
}

/// All stages of a lesson; one that was never spoken of is as [`Stage::default`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Stages(BTreeMap<StageId, Stage>);

impl Stages {
    pub(crate) fn all(&self) -> impl Iterator<Item = (StageId, &Stage)> {
        self.0.iter().map(|(id, stage)| (*id, stage))
    }

    pub(crate) fn get(&self, id: StageId) -> Stage {
        self.0.get(&id).cloned().unwrap_or_default()
    }

    /// The classes that are on any stage.
    pub(crate) fn classes(&self) -> impl Iterator<Item = ClassId> {
        self.0.values().flat_map(|stage| &stage.members).filter_map(|member| member.class)
    }

    /// When [`super::tick`] has something to do next.
    pub(crate) fn due_ms(&self) -> Option<i64> {
        let of = |stage: &Stage| {
            let invited = stage.invited.iter().map(|invited| invited.until_ms);
            let members = stage.members.iter().filter_map(Member::lost_ms);
            invited.chain(members).min()
        };
        self.0.values().filter_map(of).min()
    }

    pub(crate) fn fold(&mut self, entry: &Entry) {
        let (at_ms, seq) = (entry.at_ms, entry.seq);
        match &entry.body {
            Body::StageSet(said) => self.of(said.stage).seats = said.seats,
            Body::StageInvited(said) => {
                let stage = self.of(said.stage);
                stage.invited.retain(|invited| invited.person != said.person);
                let (person, may, until_ms) = (said.person, said.may, said.until_ms);
                stage.invited.push(Invited { person, may, until_ms, seq });
            }
            Body::StageInvitationEnded(said) => {
                self.of(said.stage).invited.retain(|invited| invited.person != said.person);
            }
            Body::StageJoined(said) => self.of(said.stage).join(said, at_ms, seq),
            Body::StageChanged(said) => self.of(said.stage).change(said.person, said.on, seq),
            Body::StageLeft(said) => {
                self.of(said.stage).members.retain(|member| member.person != said.person);
            }
            Body::StageMuted(said) => self.of(said.stage).mute(seq),
            Body::StageCleared(said) => self.of(said.stage).clear(),
            Body::PersonLeft(_) => self.away(entry.by, Some(at_ms)),
            Body::PersonArrived(_) => self.away(entry.by, None),
            Body::LessonClosed(_) => self.0.clear(),
            _ => {}
        }
    }

    fn of(&mut self, id: StageId) -> &mut Stage {
        self.0.entry(id).or_default()
    }

    fn away(&mut self, person: Option<PersonId>, away_ms: Option<i64>) {
        let members = self.0.values_mut().flat_map(|stage| &mut stage.members);
        for member in members.filter(|member| Some(member.person) == person) {
            member.away_ms = away_ms;
        }
    }
}

impl Member {
    /// When he loses his seat unless he comes back.
    pub(crate) fn lost_ms(&self) -> Option<i64> {
        Some(self.away_ms?.saturating_add(limits::SEAT_KEPT_MS))
    }
}
