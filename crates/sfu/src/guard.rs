//! A fault in one peer's connection ends that peer and nobody else.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What became of a piece of work on one connection.
pub enum Fault {
    /// It answered with an error.
    Broken(String),
    /// It panicked.
    Panicked(String),
}

/// Does a piece of work on a connection. After a fault the connection must be dropped: `str0m`
/// holds nothing that others share, so that nothing else is harmed.
pub fn guard<T, E: ToString>(work: impl FnOnce() -> Result<T, E>) -> Result<T, Fault> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(error)) => Err(Fault::Broken(error.to_string())),
        Err(panic) => Err(Fault::Panicked(words(panic.as_ref()))),
    }
}

/// Drops what a panic may have left half done.
pub fn drop_safely<T>(broken: T) {
    let _ = catch_unwind(AssertUnwindSafe(|| drop(broken)));
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&'static str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("(no message)").to_owned()
}
