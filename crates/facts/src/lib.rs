//! Everything that can have happened, in the past tense; data only.
//!
//! A fact is stored in the transaction in which it happened and never changed. Records, webhooks
//! and other consumers learn of the world only through facts, so each carries what it made
//! (`after`) completely. Golden files in `tests/golden` hold every kind's JSON.

mod envelope;
mod happened;
mod kinds;

pub use envelope::{Actor, Context, Fact, Object, Stored};
pub use happened::Happened;
