//! Questions, answers and judging: one pure engine for poll, quiz, preview, test and homework.

pub mod answer;
pub mod judge;
pub mod limits;
pub mod normal;
pub mod question;
pub mod validate;
