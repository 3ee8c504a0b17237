//! What comes of what is said for a class.

use xingtan_base::ids::ClassId;

use super::{ClassCaughtUp, ClassHeld, ClassResumed, Cursor, PaceSet};
use crate::decide::{At, From};
use crate::entry::{Body, See, SeeClass};
use crate::input::{Decision, Draft};
use crate::limits::CATCH_UP_PERCENT;
use crate::message::{ClientMessage, Role, SetPace};
use crate::refusal::Refusal;
use crate::state::State;

type Decided = Result<Decision, Refusal>;

pub(crate) fn message(state: &State, from: From<'_>, said: ClientMessage, at: At) -> Decided {
    match said {
        ClientMessage::HoldClass(said) => {
            hold(state, from, class_of(state, from, said.class)?, at.now_ms)
        }
        ClientMessage::CatchUp(said) => {
            resume(state, from, class_of(state, from, said.class)?, at.now_ms)
        }
        ClientMessage::GoLive(said) => {
            go_live(state, from, class_of(state, from, said.class)?, at.now_ms)
        }
        ClientMessage::SetPace(said) => set_pace(state, from, &said),
        ClientMessage::CallClass(said) => super::call::call(state, from, &said, at),
        ClientMessage::DismissClass(said) => super::call::dismiss(state, from, &said),
        ClientMessage::SpeakForClass(said) => super::call::speak(state, from, &said),
        ClientMessage::CollectAnswers(said) => super::collect(state, from, said, at.now_ms),
        other => crate::stage::message(state, from, other, at),
    }
}

/// The class for which somebody speaks: teachers of one class and its screen for their own alone.
pub(super) fn class_of(
    state: &State,
    from: From<'_>,
    named: Option<ClassId>,
) -> Result<ClassId, Refusal> {
    if from.who.role == Role::Learner {
        return Err(Refusal::new("role.staff_only"));
    }
    let class = named.or(from.who.class).ok_or(Refusal::new("class.unknown"))?;
    if from.who.class.is_some_and(|own| own != class) {
        return Err(Refusal::new("class.not_yours"));
    }
    let is_here = state.roster.people().iter().any(|known| known.class == Some(class));
    if is_here { Ok(class) } else { Err(Refusal::new("class.unknown")) }
}

fn see(class: ClassId) -> See {
    See::Class(SeeClass { class })
}

fn one(from: From<'_>, class: ClassId, see: See, body: Body) -> Decision {
    let mut decision = from.one(see, body);
    for draft in &mut decision.entries {
        draft.class = Some(class);
    }
    decision
}

fn hold(state: &State, from: From<'_>, class: ClassId, now_ms: i64) -> Decided {
    let at_ms = match state.classes.cursor(class) {
        Some(cursor) if cursor.is_held() => return Err(Refusal::new("class.held")),
        Some(cursor) => cursor.now(now_ms),
        None => now_ms,
    };
    let body = Body::ClassHeld(ClassHeld { class, at_ms });
    let mut decision = one(from, class, see(class), body);
    // Who is behind the lesson answers to what is long gone.
    decision.entries.extend(super::call::put_down(state, from, class));
    Ok(decision)
}

fn resume(state: &State, from: From<'_>, class: ClassId, now_ms: i64) -> Decided {
    let cursor = behind(state, class)?;
    if !cursor.is_held() {
        return Err(Refusal::new("class.catching_up"));
    }
    let (from_ms, percent) = (cursor.now(now_ms), CATCH_UP_PERCENT);
    let body = Body::ClassResumed(ClassResumed { class, from_ms, percent });
    Ok(one(from, class, see(class), body))
}

fn go_live(state: &State, from: From<'_>, class: ClassId, now_ms: i64) -> Decided {
    let skipped_ms = now_ms.saturating_sub(behind(state, class)?.now(now_ms)).max(0);
    let body = Body::ClassCaughtUp(ClassCaughtUp { class, skipped_ms });
    Ok(one(from, class, see(class), body))
}

fn behind(state: &State, class: ClassId) -> Result<Cursor, Refusal> {
    state.classes.cursor(class).ok_or(Refusal::new("class.not_held"))
}

fn set_pace(state: &State, from: From<'_>, said: &SetPace) -> Decided {
    let class = class_of(state, from, said.class)?;
    if state.classes.pace(class) == Some(said.pace) {
        return Ok(Decision::default());
    }
    let body = Body::PaceSet(PaceSet { class, pace: said.pace });
    Ok(one(from, class, See::Staff, body))
}

/// Classes that have caught up are in the lesson again.
pub(crate) fn tick(state: &State, now_ms: i64) -> Vec<Draft> {
    let caught_up = |(class, cursor): (ClassId, Cursor)| {
        let skipped_ms = now_ms.saturating_sub(cursor.now(now_ms)).max(0);
        let body = Body::ClassCaughtUp(ClassCaughtUp { class, skipped_ms });
        Draft { by: None, class: Some(class), client_id: None, see: see(class), body }
    };
    state.classes.met(now_ms).map(caught_up).collect()
}
