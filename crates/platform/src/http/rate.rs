//! How many requests one client may make.
//!
//! A whole school often shares one address, so the address alone has a high bound; a signed-in
//! browser is counted by its own cookie, and a flood from one browser locks nobody else out.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroU32;

use axum::extract::Request;
use axum::http::header;
use governor::{DefaultKeyedRateLimiter, Quota};
use xingtan_base::problems::Problem;

use super::address::ClientAddr;

/// The counters. Keys unused for a while are dropped, so memory stays bounded.
#[derive(Debug)]
pub struct Rates {
    by_browser: DefaultKeyedRateLimiter<u64>,
    by_address: DefaultKeyedRateLimiter<std::net::IpAddr>,
    calls: std::sync::atomic::AtomicU64,
}

/// Calls between two sweeps of unused keys.
const SWEEP_EVERY: u64 = 10_000;

impl Rates {
    /// Counters that allow so many requests a second, and four seconds' worth at once.
    pub fn new(per_browser: u32, per_address: u32) -> Self {
        Self {
            by_browser: DefaultKeyedRateLimiter::keyed(quota(per_browser)),
            by_address: DefaultKeyedRateLimiter::keyed(quota(per_address)),
            calls: std::sync::atomic::AtomicU64::new(0),
        }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// A 429 problem when the client has made too many.
    pub fn check(&self, request: &Request) -> Result<(), Problem> {
        let calls = self.calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        if calls % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.by_browser.retain_recent();
            self.by_address.retain_recent();
        }
        let allowed = match request.headers().get(header::COOKIE) {
            Some(cookie) => {
                let mut hasher = DefaultHasher::new();
                cookie.as_bytes().hash(&mut hasher);
                self.by_browser.check_key(&hasher.finish()).is_ok()
            }
            None => true,
        };
        let address = request.extensions().get::<ClientAddr>();
        let allowed =
            allowed && address.is_none_or(|client| self.by_address.check_key(&client.0).is_ok());
        if allowed { Ok(()) } else { Err(too_many_requests()) }
    }
}

fn quota(per_second: u32) -> Quota {
    let rate = NonZeroU32::new(per_second).unwrap_or(NonZeroU32::MIN);
    let burst = NonZeroU32::new(per_second.saturating_mul(4)).unwrap_or(NonZeroU32::MIN);
    Quota::per_second(rate).allow_burst(burst)
}

fn too_many_requests() -> Problem {
    Problem::new(429, "request.too_many", "Too many requests; wait a moment.").retry_after_s(1)
}
