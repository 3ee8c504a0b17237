//! Headers that every answer carries, and the checks that every request passes first.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::problem::answer;
use super::rate::Rates;
use super::{address, origin};

/// What the front of the HTTP layer needs to know.
#[derive(Debug)]
pub struct Front {
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Host (and port) under which the world knows this server.
    pub public_host: Option<String>,
    /// Whether the world reaches it by https.
    pub is_https: bool,
    /// Other hosts that media and sockets may come from.
    pub media_hosts: Vec<String>,
    /// Requests per client and second.
    pub rates: Rates,
}

/// First middleware of all: marks the client's address, refuses floods and other sites, and sets
/// the security headers on whatever is answered.
pub async fn guard(State(front): State<Arc<Front>>, mut request: Request, next: Next) -> Response {
    address::mark(&mut request, &front.trusted_proxies);
    origin::name_host(&mut request);
    let host = host_of(request.headers());
    let checked = front.rates.check(&request).and_then(|()| {
        origin::check(request.method(), request.headers(), front.public_host.as_deref())
    });
    let mut response = match checked {
        Ok(()) => next.run(request).await,
        Err(problem) => answer(&problem),
    };
    set_headers(response.headers_mut(), &front, host.as_deref());
    response
}

/// The `Host` of a request, if it is made of the letters that a host may have.
fn host_of(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let is_plain = host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    is_plain.then(|| host.to_owned())
}

fn set_headers(headers: &mut HeaderMap, front: &Front, host: Option<&str>) {
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(front, host)) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        (
            "permissions-policy",
            "camera=(self), microphone=(self), display-capture=(self), geolocation=()",
        ),
    ] {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if front.is_https {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static("max-age=31536000"));
    }
}

/// The policy for our own pages. `'self'` does not cover sockets in Safari 15, so the host's
/// ws and wss addresses are named.
fn content_security_policy(front: &Front, host: Option<&str>) -> String {
    let mut connect = String::from("'self'");
    let hosts = host.into_iter().chain(front.public_host.as_deref());
    for host in hosts {
        connect.push_str(&format!(" ws://{host} wss://{host}"));
    }
    for host in &front.media_hosts {
        connect.push_str(&format!(" https://{host} wss://{host}"));
    }
    format!(
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
         media-src 'self' blob:; connect-src {connect}; worker-src 'self' blob:; \
         font-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; \
         form-action 'self'"
    )
}
