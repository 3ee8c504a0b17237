//! Rooms driven by scripts, on made-up time.

mod attendance;
mod entries;
mod golden;
mod random;
mod rules;
mod world;
