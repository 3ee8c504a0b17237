//! A lesson's interaction, pure: `decide(state, input, now) -> entries`,
//! `state = fold(apply, entries)`, and the room protocol.

pub mod entry;
pub mod message;
