//! Takes encoders in: RTMP connections, their tags, their frames on the lesson's clock.

mod intake;
mod run;

pub use intake::{Fault, Intake, Step};
pub use run::Run;
