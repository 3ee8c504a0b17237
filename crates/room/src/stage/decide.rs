//! Who comes on a stage, and who goes.

use xingtan_base::ids::PersonId;

use super::entries::*;
use super::kinds::{Kinds, StageId, StageRole};
use super::seats::{Member, Stage};
use crate::decide::{At, From};
use crate::entry::{Body, HandLowered, See, SeePerson};
use crate::input::{Decision, Draft};
use crate::limits;
use crate::message::{AcceptInvitation, ClientMessage, InviteToStage, JoinStage, SetOnStage};
use crate::refusal::Refusal;
use crate::state::State;

type Decided = Result<Decision, Refusal>;

/// What comes of a message about stages; others are for [`crate::decide_activities`].
pub(crate) fn message(state: &State, from: From<'_>, said: ClientMessage, at: At) -> Decided {
    use ClientMessage as M;
    let own = from.who.person;
    match said {
        M::SetStage(said) => {
            known(state, said.stage)?;
            if said.seats == 0 || said.seats > limits::STAGE_SEATS_MAX {
                return Err(Refusal::new("stage.seats_out_of_range"));
            }
            let body = StageSet { stage: said.stage, seats: said.seats };
            Ok(from.one(See::Everyone, Body::StageSet(body)))
        }
        M::InviteToStage(said) => invite(state, from, &said, at.now_ms),
        M::WithdrawInvitation(said) => {
            end(state, from, (said.stage, said.person), InvitationEnd::Withdrawn, at.now_ms)
        }
        M::AcceptInvitation(said) => accept(state, from, &said, at.now_ms),
        M::DeclineInvitation(said) => {
            end(state, from, (said.stage, own), InvitationEnd::Declined, at.now_ms)
        }
        M::JoinStage(said) => join(state, from, &said),
        M::LeaveStage(said) => leave(state, from, (said.stage, own), StageLeave::SteppedDown),
        M::LowerFromStage(said) => {
            leave(state, from, (said.stage, said.person), StageLeave::Lowered)
        }
        M::ClearStage(said) => {
            known(state, said.stage)?;
            let body = StageCleared { stage: said.stage };
            Ok(from.one(See::Everyone, Body::StageCleared(body)))
        }
        M::MuteOnStage(said) => {
            let member = member(&known(state, said.stage)?, said.person)?;
            change(from, said.stage, &member, member.on.muted())
        }
        M::MuteStage(said) => {
            known(state, said.stage)?;
            Ok(from.one(See::Everyone, Body::StageMuted(StageMuted { stage: said.stage })))
        }
        M::AskToUnmute(said) => {
            let member = member(&known(state, said.stage)?, said.person)?;
            if member.on.sound {
                return Ok(already(member.seq));
            }
            let body = StageUnmuteAsked { stage: said.stage, person: said.person };
            Ok(from.one(only(said.person), Body::StageUnmuteAsked(body)))
        }
        M::SetOnStage(said) => set(state, from, &said),
        other => crate::decide_activities::message(state, from, other, at),
    }
}

/// Ends invitations that nobody answered, and frees the seats of those who did not come back.
pub(crate) fn tick(state: &State, now_ms: i64) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (id, stage) in state.stages.all() {
        let over = stage.invited.iter().filter(|invited| invited.until_ms < now_ms);
        drafts.extend(over.map(|one| ended(id, one.person, InvitationEnd::Expired)));
        // Of one who is no longer on the roster nobody says that he left.
        let lost = |member: &&Member| {
            member.lost_ms().is_some_and(|lost| lost <= now_ms)
                || state.roster.get(member.person).is_none()
        };
        drafts.extend(stage.members.iter().filter(lost).map(|member| {
            let body = StageLeft { stage: id, person: member.person, why: StageLeave::Lost };
            told(See::Everyone, Body::StageLeft(body))
        }));
    }
    drafts
}

/// What becomes of the invitations of one who leaves the room. His seat is kept for a while.
pub(crate) fn gone(state: &State, person: PersonId) -> impl Iterator<Item = Draft> {
    invitations_of(state, person, InvitationEnd::Left)
}

/// What becomes of the invitations of one whose hand goes down.
pub(crate) fn put_down(state: &State, person: PersonId) -> impl Iterator<Item = Draft> {
    invitations_of(state, person, InvitationEnd::HandLowered)
}

fn invitations_of(
    state: &State,
    person: PersonId,
    why: InvitationEnd,
) -> impl Iterator<Item = Draft> {
    let stages = state.stages.all().filter(move |(_, stage)| stage.invited(person).is_some());
    stages.map(move |(id, _)| ended(id, person, why))
}

/// What the room itself says.
fn told(see: See, body: Body) -> Draft {
    Draft { by: None, class: None, client_id: None, see, body }
}

fn ended(stage: StageId, person: PersonId, why: InvitationEnd) -> Draft {
    let body = StageInvitationEnded { stage, person, why };
    told(only(person), Body::StageInvitationEnded(body))
}

const fn only(person: PersonId) -> See {
    See::Person(SeePerson { person })
}

/// It stands already as the message asks.
fn already(seq: u32) -> Decision {
    Decision { already: Some(seq), ..Decision::default() }
}

pub(crate) fn known(state: &State, id: StageId) -> Result<Stage, Refusal> {
    if id.is_in_range() { Ok(state.stages.get(id)) } else { Err(Refusal::new("stage.unknown")) }
}

fn member(stage: &Stage, person: PersonId) -> Result<Member, Refusal> {
    stage.member(person).cloned().ok_or(Refusal::new("stage.not_on"))
}

fn free_seat(stage: &Stage, person: PersonId) -> Result<u32, Refusal> {
    if stage.member(person).is_some() {
        return Err(Refusal::new("stage.already_on"));
    }
    stage.free_seat().ok_or(Refusal::new("stage.full"))
}

fn invite(state: &State, from: From<'_>, said: &InviteToStage, now_ms: i64) -> Decided {
    let stage = known(state, said.stage)?;
    state.roster.get(said.person).ok_or(Refusal::new("person.unknown"))?;
    if !state.present.contains(&said.person) {
        return Err(Refusal::new("person.away"));
    }
    free_seat(&stage, said.person)?;
    let may = Kinds { sound: true, picture: said.picture, screen: said.screen };
    match stage.invited(said.person) {
        Some(one) if one.may == may && one.until_ms >= now_ms => return Ok(already(one.seq)),
        None if stage.invited.len() >= limits::INVITATIONS_MAX => {
            return Err(Refusal::new("stage.too_many_invited"));
        }
        _ => {}
    }
    let (stage, person) = (said.stage, said.person);
    let until_ms = now_ms.saturating_add(limits::INVITATION_MS);
    let body = StageInvited { stage, person, may, until_ms };
    Ok(from.one(only(person), Body::StageInvited(body)))
}

fn end(
    state: &State,
    from: From<'_>,
    (id, person): (StageId, PersonId),
    why: InvitationEnd,
    now_ms: i64,
) -> Decided {
    open_invitation(&known(state, id)?, person, now_ms)?;
    let body = StageInvitationEnded { stage: id, person, why };
    Ok(from.one(only(person), Body::StageInvitationEnded(body)))
}

/// What the one who is invited may send.
fn open_invitation(stage: &Stage, person: PersonId, now_ms: i64) -> Result<Kinds, Refusal> {
    let invited = stage.invited(person).filter(|invited| invited.until_ms >= now_ms);
    Ok(invited.ok_or(Refusal::new("stage.not_invited"))?.may)
}

fn accept(state: &State, from: From<'_>, said: &AcceptInvitation, now_ms: i64) -> Decided {
    let (stage, person) = (known(state, said.stage)?, from.who.person);
    if stage.member(person).is_some() {
        return Err(Refusal::new("stage.already_on"));
    }
    let may = open_invitation(&stage, person, now_ms)?;
    let seat = free_seat(&stage, person)?;
    if said.picture && !may.picture {
        return Err(Refusal::new("stage.not_allowed"));
    }
    // Nobody's microphone is switched on but by himself.
    let on = Kinds { picture: said.picture, ..Kinds::default() };
    let mut decision = joined(state, from, said.stage, (seat, may, on));
    if state.hands.iter().any(|hand| hand.person == person) {
        let lowered = Body::HandLowered(HandLowered { person });
        decision.entries.push(from.draft(See::Everyone, lowered));
    }
    Ok(decision)
}

fn join(state: &State, from: From<'_>, said: &JoinStage) -> Decided {
    let seat = free_seat(&known(state, said.stage)?, from.who.person)?;
    let on = Kinds { sound: said.sound, picture: said.picture, screen: said.screen };
    Ok(joined(state, from, said.stage, (seat, Kinds::ALL, on)))
}

fn joined(
    state: &State,
    from: From<'_>,
    stage: StageId,
    (seat, may, on): (u32, Kinds, Kinds),
) -> Decision {
    let person = from.who.person;
    let role = StageRole::of(&state.roster, person);
    let body = StageJoined { stage, person, name: None, role, class: None, seat, may, on };
    from.one(See::Everyone, Body::StageJoined(body))
}

fn leave(
    state: &State,
    from: From<'_>,
    (stage, person): (StageId, PersonId),
    why: StageLeave,
) -> Decided {
    member(&known(state, stage)?, person)?;
    Ok(from.one(See::Everyone, Body::StageLeft(StageLeft { stage, person, why })))
}

fn set(state: &State, from: From<'_>, said: &SetOnStage) -> Decided {
    let member = member(&known(state, said.stage)?, from.who.person)?;
    let on = Kinds { sound: said.sound, picture: said.picture, screen: said.screen };
    if !on.is_within(member.may) {
        return Err(Refusal::new("stage.not_allowed"));
    }
    change(from, said.stage, &member, on)
}

fn change(from: From<'_>, stage: StageId, member: &Member, on: Kinds) -> Decided {
    if member.on == on {
        return Ok(already(member.seq));
    }
    let body = StageChanged { stage, person: member.person, on };
    Ok(from.one(See::Everyone, Body::StageChanged(body)))
}
