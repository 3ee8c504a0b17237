//! The outside world: database, files, facts relay, jobs, HTTP, sockets, tasks, telemetry.
//!
//! It knows no school. Every domain is given a [`ctx::Ctx`] and reaches the world only through it.

pub mod clock;
pub mod config;
pub mod ctx;
pub mod db;
pub mod facts_log;
pub mod files;
pub mod http;
pub mod ids;
pub mod jobs;
pub mod keys;
pub mod leases;
pub mod spreadsheets;
pub mod tasks;
pub mod telemetry;
pub mod tls;
pub mod ws;
