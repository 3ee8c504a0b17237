//! The database: one SQL text, two engines, chosen by configuration. See `docs/guides/sql.md`.

mod action;
mod database;
mod error;
mod insert;
mod limits;
mod migrations;
mod parameters;
mod postgres;
mod postgres_threads;
mod row;
mod sqlite;
mod sqlite_threads;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod tx;
mod value;

pub use database::Db;
pub use error::{Error, is_foreign_key_violation, is_unique_violation};
pub use row::{FromValue, Row};
pub use tx::Tx;
pub use value::Value;
