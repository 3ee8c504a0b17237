//! Work for later that survives a restart: asked for in the transaction that needs it, done once
//! or more often, one at a time of each kind on each server.
//!
//! Whoever does a job holds a lease on it. Should its server die, another takes the job after the
//! lease's end and begins anew, so that a handler must bear to be run twice, even at once.

mod attempt;
mod limits;
mod queue;
mod worker;

pub use queue::{State, Status, cancel, enqueue, status};
pub use worker::{Job, Worker};
