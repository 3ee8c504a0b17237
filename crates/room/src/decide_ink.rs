//! Pages, ink, and who may write.

use crate::decide::From;
use crate::entry::{Body, InkDrawn, PageTurned, See, WriterSet};
use crate::ink::{Fault, Operation, Packed};
use crate::input::Decision;
use crate::limits;
use crate::message::LetWrite;
use crate::page::{Page, is_surface};
use crate::refusal::Refusal;
use crate::state::State;

type Decided = Result<Decision, Refusal>;

pub(crate) fn turn_page(state: &State, from: From<'_>, surface: Page) -> Decided {
    if !surface.is_in_range() {
        return Err(Refusal::new("page.out_of_range"));
    }
    if state.writing.page == surface {
        return Ok(Decision { already: state.writing.page_seq, ..Decision::default() });
    }
    Ok(from.one(See::Everyone, Body::PageTurned(PageTurned { surface })))
}

pub(crate) fn let_write(state: &State, from: From<'_>, said: &LetWrite) -> Decided {
    state.roster.get(said.person).ok_or(Refusal::new("person.unknown"))?;
    if state.writing.is_let(said.person) == said.may {
        let already = state.writing.permit_seq(said.person);
        return Ok(Decision { already, ..Decision::default() });
    }
    let body = WriterSet { person: said.person, may: said.may };
    Ok(from.one(See::Everyone, Body::WriterSet(body)))
}

pub(crate) fn draw(state: &State, from: From<'_>, op: Packed) -> Decided {
    if !state.may_write(from.who.person) {
        return Err(Refusal::new("ink.not_allowed"));
    }
    let operation = Operation::decode(op.bytes()).map_err(|fault| Refusal::new(fault.code()))?;
    let surface = &*operation.surface;
    if !is_surface(surface) {
        return Err(Refusal::new(Fault::Name.code()).detail("no surface of a lesson"));
    }
    let writing = &state.writing;
    if writing.bytes.saturating_add(op.weight()) > limits::INK_BYTES_MAX {
        return Err(Refusal::new("ink.too_much"));
    }
    if !writing.has_ink_on(surface) && writing.surfaces() >= limits::SURFACES_MAX {
        return Err(Refusal::new("ink.too_many_surfaces"));
    }
    Ok(from.one(See::Everyone, Body::InkDrawn(InkDrawn { op })))
}
