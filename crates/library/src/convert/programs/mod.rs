//! The programs that read documents for us, and the cage they run in.

mod cage;
mod find;
mod run;

pub use cage::{Cage, Walls};
pub use find::Programs;
pub use run::{Ended, Run, Stopped, run};
