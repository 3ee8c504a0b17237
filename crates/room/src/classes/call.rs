//! Classes that are called on a stage. Each comes by its screen, as one member; what of its camera
//! and microphone is let through says the class's own side.

use xingtan_base::ids::ClassId;

use super::decide::class_of;
use crate::decide::{At, From};
use crate::entry::{Body, See, StageChanged, StageJoined, StageLeft};
use crate::input::{Decision, Draft};
use crate::message::{CallClass, DismissClass, SpeakForClass};
use crate::refusal::Refusal;
use crate::stage::{Kinds, Member, StageId, StageLeave, StageRole, known};
use crate::state::State;

type Decided = Result<Decision, Refusal>;

/// A class may show and speak, and starts with neither.
const MAY: Kinds = Kinds { sound: true, picture: true, screen: false };

pub(super) fn call(state: &State, from: From<'_>, said: &CallClass, at: At) -> Decided {
    if from.who.class.is_some() {
        return Err(Refusal::new("class.anchor_calls"));
    }
    let id = said.stage;
    let stage = known(state, id)?;
    let class = match said.class {
        Some(class) => class_of(state, from, Some(class))?,
        None => fair(state, at.random).ok_or(Refusal::new("class.none_to_call"))?,
    };
    let screens = super::here(state);
    let person = screens.get(&class).ok_or(Refusal::new("class.away"))?.person;
    if state.classes.cursor(class).is_some() {
        return Err(Refusal::new("class.behind"));
    }
    if state.stages.classes().any(|on| on == class) {
        return Err(Refusal::new("stage.already_on"));
    }
    let seat = stage.free_seat().ok_or(Refusal::new("stage.full"))?;
    let (role, on) = (StageRole::Class, Kinds::default());
    let (stage, name, class, may) = (id, None, Some(class), MAY);
    let body = StageJoined { stage, person, name, role, class, seat, may, on };
    let draft = Draft { class, ..from.draft(See::Everyone, Body::StageJoined(body)) };
    Ok(Decision { entries: vec![draft], ..Decision::default() })
}

pub(super) fn dismiss(state: &State, from: From<'_>, said: &DismissClass) -> Decided {
    let class = class_of(state, from, said.class)?;
    let member = member(state, said.stage, class)?;
    let left = left(from, class, (said.stage, &member));
    Ok(Decision { entries: vec![left], ..Decision::default() })
}

pub(super) fn speak(state: &State, from: From<'_>, said: &SpeakForClass) -> Decided {
    // Nobody switches on what is heard of a class but its own side.
    let class = from.who.class.ok_or(Refusal::new("class.not_yours"))?;
    let class = class_of(state, from, Some(class))?;
    let Member { person, on, seq, .. } = member(state, said.stage, class)?;
    if on.sound == said.on {
        return Ok(Decision { already: Some(seq), ..Decision::default() });
    }
    let (stage, on) = (said.stage, Kinds { sound: said.on, ..on });
    let body = Body::StageChanged(StageChanged { stage, person, on });
    let draft = Draft { class: Some(class), ..from.draft(See::Everyone, body) };
    Ok(Decision { entries: vec![draft], ..Decision::default() })
}

/// A class that is no longer where the lesson is leaves all stages.
pub(super) fn put_down(state: &State, from: From<'_>, class: ClassId) -> Vec<Draft> {
    let on = state.stages.all().filter_map(|(id, stage)| Some((id, stage.of_class(class)?)));
    on.map(|on| left(from, class, on)).collect()
}

fn left(from: From<'_>, class: ClassId, (stage, member): (StageId, &Member)) -> Draft {
    let is_own = from.who.class.is_some();
    let why = if is_own { StageLeave::SteppedDown } else { StageLeave::Lowered };
    let body = Body::StageLeft(StageLeft { stage, person: member.person, why });
    Draft { class: Some(class), ..from.draft(See::Everyone, body) }
}

fn member(state: &State, id: StageId, class: ClassId) -> Result<Member, Refusal> {
    let stage = known(state, id)?;
    stage.of_class(class).cloned().ok_or(Refusal::new("stage.not_on"))
}

/// The class whose turn it is among those that can be called.
fn fair(state: &State, seed: u64) -> Option<ClassId> {
    let is_free = |class: &ClassId| {
        state.classes.cursor(*class).is_none() && !state.stages.classes().any(|on| on == *class)
    };
    let free = super::here(state).into_keys().filter(is_free);
    let waiting: Vec<_> = free.map(|class| (class, state.classes.called_ms(class))).collect();
    longest_uncalled(&waiting, seed)
}

/// Of classes and when each was called last, the one that was not called for longest: one that
/// never was comes first, and of several the seed chooses.
pub fn longest_uncalled(waiting: &[(ClassId, Option<i64>)], seed: u64) -> Option<ClassId> {
    let first = waiting.iter().map(|(_, called_ms)| *called_ms).min()?;
    let equal: Vec<_> = waiting.iter().filter(|(_, called_ms)| *called_ms == first).collect();
    let turn = seed % u64::try_from(equal.len()).ok()?;
    equal.get(usize::try_from(turn).ok()?).map(|(class, _)| *class)
}
