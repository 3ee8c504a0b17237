//! Which classes are here by their screens, how each stands, and whether one should be called.

use std::collections::BTreeMap;

use xingtan_base::ids::ClassId;

use crate::limits::CALL_REMINDER_MS;
use crate::message::{ClassStanding, Role};
use crate::roster::RosterPerson;
use crate::state::State;

/// The classes whose screens are here, and of each the screen that came first.
pub(crate) fn here(state: &State) -> BTreeMap<ClassId, &RosterPerson> {
    let since = |one: &RosterPerson| (state.arrived_ms.get(&one.person).copied(), one.person);
    let mut found: BTreeMap<ClassId, &RosterPerson> = BTreeMap::new();
    let known = state.present.iter().filter_map(|person| state.roster.get(*person));
    for screen in known.filter(|known| known.role == Role::Classroom) {
        let Some(class) = screen.class else { continue };
        let first = found.entry(class).or_insert(screen);
        if since(screen) < since(first) {
            *first = screen;
        }
    }
    found
}

/// From when on a class should be called: so long after the last call, or after the first class
/// came, of those that are `here`. None while a class is on a stage, and while none is here.
pub(crate) fn call_due_ms(state: &State, here: &BTreeMap<ClassId, &RosterPerson>) -> Option<i64> {
    if state.stages.classes().next().is_some() {
        return None;
    }
    let came = |one: &RosterPerson| state.arrived_ms.get(&one.person).copied();
    let first_ms = here.values().copied().filter_map(came).min()?;
    let since_ms = state.classes.last_call_ms().map_or(first_ms, |last| last.max(first_ms));
    Some(since_ms.saturating_add(CALL_REMINDER_MS))
}

/// How some classes stand.
pub(crate) fn standing(state: &State, wanted: &[ClassId]) -> Vec<ClassStanding> {
    let here = here(state);
    let one = |class: &ClassId| ClassStanding {
        class: *class,
        is_here: here.contains_key(class),
        pace: state.classes.pace(*class),
        called_ms: state.classes.called_ms(*class),
    };
    wanted.iter().map(one).collect()
}
