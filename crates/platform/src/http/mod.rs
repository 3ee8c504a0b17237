//! Serving HTTP: connections, problems, extractors, security headers, limits.

pub mod address;
pub mod extract;
pub mod link;
pub mod observe;
pub mod origin;
pub mod problem;
pub mod ranges;
pub mod rate;
pub mod security;
pub mod serve;
pub mod tcp;
pub mod to_https;

pub use extract::{Json, Path, Query};
pub use problem::{ApiError, ApiResult};
