//! Takes encoders in: RTMP connections, their tags, their frames on the lesson's clock.

mod claim;
mod connection;
mod gate;
mod intake;
mod listener;
mod meter;
mod notes;
mod run;

pub use claim::Claim;
pub use connection::Ended;
pub use gate::{EncoderState, Gate, Refusal, StreamProblem};
pub use intake::{Anchor, Fault, Intake, Step};
pub use listener::listen;
pub use meter::StreamStats;
pub use notes::{News, Note, Notes};
pub use run::Run;
