//! Who is seen and heard. A lesson may have several stages: the main one, and later one for each
//! group. A stage has seats; a teacher takes one, a learner is invited to one.

mod decide;
mod entries;
mod kinds;
mod minutes;
mod seats;

pub(crate) use decide::{gone, known, message, put_down, tick};
pub use entries::*;
pub use kinds::{Kinds, StageId, StageRole};
pub(crate) use minutes::Minutes;
pub use seats::Member;
pub(crate) use seats::{Invited, Stage, Stages};
