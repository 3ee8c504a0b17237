//! Pictures that a teacher puts on a board or a slide. Ink names one by its file; the file itself
//! lies in the file store and is given out beneath the lesson's media address.

pub mod add;
pub mod deliver;
pub mod file;
pub mod rows;
