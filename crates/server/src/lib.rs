//! The xingtan server as a library, so that tests can start it.
#![expect(clippy::print_stdout, reason = "commands answer on standard output")]

pub mod commands;
pub mod demo;
pub mod health;
pub mod listening;
pub mod openapi;
pub mod pages;
pub mod router;
pub mod start;
pub mod trust;
