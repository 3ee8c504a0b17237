//! Sign-in: opening, checking, listing and ending sessions.

pub mod caller;
pub mod cookie;
pub mod end;
pub mod list;
pub mod living;
pub mod open;
pub mod renewal;
pub mod sightings;
pub mod start;
pub mod tries;
