//! Roster imports: a spreadsheet's rows become people and classes, previewed before anything is
//! written and accepted whole.

pub mod encoding;
pub mod headers;
pub mod read;

pub mod check;
mod known;
mod refusals;

pub mod access;
pub mod kept;
pub mod show;

mod sheet;
mod words;

pub mod accept;
pub mod discard;
pub mod errors;
pub mod passwords;
pub mod preview;
pub mod rows;
