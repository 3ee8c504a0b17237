//! The outside world: database, files, facts relay, jobs, HTTP, sockets, tasks, telemetry.
//! Knows no school.

pub mod clock;
pub mod db;
pub mod ids;
pub mod tasks;
