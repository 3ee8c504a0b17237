//! Files too large for the database: in a folder, or in an S3 bucket, chosen by configuration.
//!
//! A file is written whole and never changed: readers see all of it or nothing.

mod address;
mod error;
mod limits;
mod store;
#[cfg(any(test, feature = "testing"))]
pub mod testing;

pub use error::Error;
pub use store::{ByteStream, Files};
