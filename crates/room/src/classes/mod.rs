//! Classes that take a lesson somewhere else: each may stand behind the lesson for a while, and
//! says whether the teacher goes too fast for it. A hold is a cursor behind the tail of the log,
//! nothing else.

mod collect;
mod cursor;
mod decide;
mod entries;
mod now;

pub(crate) use collect::{collect, done_before, is_to_be_judged_again};
pub use cursor::Cursor;
pub(crate) use decide::{message, tick};
pub use entries::*;
pub(crate) use now::Classes;
