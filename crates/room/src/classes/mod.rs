//! Classes that take a lesson somewhere else: each may stand behind the lesson for a while, and
//! says whether the teacher goes too fast for it. A hold is a cursor behind the tail of the log,
//! nothing else. A class that is called comes on a stage by its screen.

mod call;
mod collect;
mod cursor;
mod decide;
mod entries;
mod now;
mod standing;

pub use call::longest_uncalled;
pub(crate) use collect::{collect, done_before, is_to_be_judged_again};
pub use cursor::Cursor;
pub(crate) use decide::{message, tick};
pub use entries::*;
pub(crate) use now::Classes;
pub(crate) use standing::{call_due_ms, here, standing};
