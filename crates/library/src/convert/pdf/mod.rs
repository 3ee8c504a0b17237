//! PDF to pages, by Poppler and QPDF.

mod info;
pub mod links;
mod pages;
pub mod words;

pub use links::Leads;
pub use pages::{Pages, pages};
