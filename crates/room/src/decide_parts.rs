//! Parts of an edition: which the class sees, and where its source stands.

use crate::decide::From;
use crate::entry::{Body, Entry, PartHeld, PartPlayed, See};
use crate::input::Decision;
use crate::limits;
use crate::message::{HoldPart, PartNow, PlayPart};
use crate::refusal::Refusal;
use crate::state::State;

type Decided = Result<Decision, Refusal>;

pub(crate) fn play(from: From<'_>, said: &PlayPart) -> Decided {
    if said.part == 0 || said.part > limits::PARTS_MAX {
        return Err(Refusal::new("part.out_of_range").detail("no part of an edition"));
    }
    let from_ms = believed(said.at_ms)?;
    let body = PartPlayed { edition: said.edition, part: said.part, from_ms };
    Ok(from.one(See::Everyone, Body::PartPlayed(body)))
}

pub(crate) fn hold(state: &State, from: From<'_>, said: &HoldPart) -> Decided {
    let Some(now) = state.part else { return Err(Refusal::new("part.none")) };
    let at_ms = believed(said.at_ms)?;
    if now.held {
        return Err(Refusal::new("part.held"));
    }
    let body = PartHeld { edition: now.edition, part: now.part, at_ms };
    Ok(from.one(See::Everyone, Body::PartHeld(body)))
}

fn believed(at_ms: i64) -> Result<i64, Refusal> {
    if (0..=limits::LESSON_MS_MAX).contains(&at_ms) {
        Ok(at_ms)
    } else {
        Err(Refusal::new("part.out_of_range").detail("no time of a lesson"))
    }
}

/// What is shown after an entry.
pub(crate) const fn folded(part: Option<PartNow>, entry: &Entry) -> Option<PartNow> {
    let since_ms = entry.at_ms;
    match &entry.body {
        Body::PartPlayed(said) => {
            let (edition, part, from_ms) = (said.edition, said.part, said.from_ms);
            Some(PartNow { edition, part, from_ms, since_ms, held: false })
        }
        Body::PartHeld(said) => {
            let (edition, part, from_ms) = (said.edition, said.part, said.at_ms);
            Some(PartNow { edition, part, from_ms, since_ms, held: true })
        }
        _ => part,
    }
}
