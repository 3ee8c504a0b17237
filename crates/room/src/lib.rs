//! A lesson's interaction, pure: `decide(state, input, now) -> entries`,
//! `state = fold(apply, entries)`, and the room protocol.

pub mod attendance;
pub mod classes;
pub mod decide;
mod decide_activities;
mod decide_ink;
mod decide_media;
mod decide_parts;
pub mod entry;
pub mod ink;
pub mod input;
pub mod limits;
mod memory;
pub mod message;
pub mod page;
mod part;
pub mod poll;
pub mod quiz;
pub mod refusal;
pub mod report;
pub mod roster;
pub mod stage;
pub mod state;
pub mod view;
mod writing;
