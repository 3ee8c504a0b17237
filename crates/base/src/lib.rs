//! The words every other crate shares: ids, clock readings, paging, problems and languages.
//!
//! Nothing here touches the outside world. Ids are made by `platform::Ids`, times are read from
//! `platform::Clock`; this crate only gives them types.

pub mod clock;
pub mod ids;
pub mod languages;
pub mod paging;
pub mod problems;
