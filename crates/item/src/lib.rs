//! Questions, answers and judging: one pure engine for poll, quiz, preview, test and homework.

pub mod question;
pub mod answer;
pub mod limits;
pub mod normal;
pub mod validate;
pub mod judge;
