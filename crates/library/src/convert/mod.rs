//! Documents to pages: pictures, words, links, clips and notes.
//!
//! [`document`] is the door. It recognises what it is given by its content, has Poppler and
//! LibreOffice read it in a cage of their own, and leaves the pages' files in a folder.

mod converted;
mod document;
mod images;
mod limits;
mod office;
pub mod package;
mod pdf;
mod pictures;
pub mod pptx;
mod problem;
mod programs;
mod recognise;
pub mod xml;

pub use converted::{
    Area, Clip, ClipFile, Converted, Link, Lost, LostKind, Page, Progress, TextLayer, Word,
};
pub use document::{Job, OUT, Source, document};
pub use images::{Redrawn, redrawn};
pub use limits::{Limits, PAGE_UNITS, WIDTHS};
pub use pdf::links::links;
pub use pdf::words::words;
pub use problem::ConvertProblem;
pub use programs::{Cage, Ended, Programs, Run, Stopped, Walls, run};
pub use recognise::{Kind, recognise};
