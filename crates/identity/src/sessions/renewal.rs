//! The cookie lives as long as its session: whenever the session's end moves, the browser is
//! given the cookie again, or it would forget it a month after signing in.

use std::sync::{Arc, OnceLock};

use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Where a request's [`crate::Caller`] leaves the cookie that its answer is to set.
#[derive(Debug, Clone, Default)]
pub(super) struct Renewal(Arc<OnceLock<HeaderValue>>);

impl Renewal {
    /// Leaves a cookie; the first one counts.
    pub(super) fn leave(&self, cookie: HeaderValue) {
        let _ = self.0.set(cookie);
    }
}

/// Middleware: sets the cookie again where it is due. An answer that sets or clears it by itself
/// knows better.
pub async fn renew(mut request: Request, next: Next) -> Response {
    let renewal = Renewal::default();
    request.extensions_mut().insert(renewal.clone());
    let mut response = next.run(request).await;
    if let Some(cookie) = renewal.0.get() {
        response.headers_mut().entry(header::SET_COOKIE).or_insert_with(|| cookie.clone());
    }
    response
}
