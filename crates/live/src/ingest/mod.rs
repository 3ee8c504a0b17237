//! Takes encoders in: RTMP connections, their tags, their frames on the lesson's clock.

mod connection;
mod gate;
mod intake;
mod listener;
mod run;

pub use connection::Ended;
pub use gate::{Claim, Gate, Refusal};
pub use intake::{Fault, Intake, Step};
pub use listener::listen;
pub use run::Run;
