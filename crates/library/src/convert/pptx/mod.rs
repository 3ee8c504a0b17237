//! PPTX before LibreOffice sees it: pure reading and rewriting of its parts, without a program.

mod builds;
mod expand;
mod facts;
mod presentation;
mod relink;
mod shapes;
mod state;
mod write;

pub use expand::{Expansion, Plan, PlannedPage, expand};
pub use relink::{is_followed, jump_of};
