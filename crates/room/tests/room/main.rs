//! Rooms driven by scripts, on made-up time.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected shall stop there")]

mod attendance;
mod calls;
mod classes;
mod entries;
mod golden;
mod ink;
mod random;
mod rules;
mod stage;
mod world;
