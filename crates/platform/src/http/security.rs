//! Headers that every answer carries, and the checks that every request passes first.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

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

/// The styles that a page carries in itself, to be drawn before its files are there. Put on the
/// answer as an extension; the policy then allows these, to the letter, and no others.
#[derive(Debug, Clone)]
pub struct InlineStyles(Arc<str>);

impl InlineStyles {
    /// The styles of a page.
    pub fn of(page: &str) -> Self {
        let mut sources = String::new();
        for part in page.split("<style>").skip(1) {
            let style = part.split_once("</style>").map_or(part, |(style, _)| style);
            let hash = STANDARD.encode(Sha256::digest(style.as_bytes()));
            sources.push_str(&format!(" 'sha256-{hash}'"));
        }
        Self(sources.into())
    }
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
    set_headers(&mut response, &front, host.as_deref());
    response
}

/// The `Host` of a request, if it is made of the letters that a host may have.
fn host_of(headers: &HeaderMap) -> Option<String> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let is_plain = host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    is_plain.then(|| host.to_owned())
}

fn set_headers(response: &mut Response, front: &Front, host: Option<&str>) {
    let styles = response.extensions_mut().remove::<InlineStyles>();
    let styles = styles.as_ref().map_or("", |styles| &styles.0);
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(front, host, styles)) {
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
fn content_security_policy(front: &Front, host: Option<&str>, styles: &str) -> String {
    let mut connect = String::from("'self'");
    let hosts = host.into_iter().chain(front.public_host.as_deref());
    for host in hosts {
        connect.push_str(&format!(" ws://{host} wss://{host}"));
    }
    for host in &front.media_hosts {
        connect.push_str(&format!(" https://{host} wss://{host}"));
    }
    format!(
        "default-src 'self'; script-src 'self'; style-src 'self'{styles}; \
         img-src 'self' data: blob:; media-src 'self' blob:; connect-src {connect}; \
         worker-src 'self' blob:; font-src 'self'; object-src 'none'; base-uri 'none'; \
         frame-ancestors 'self'; form-action 'self'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_carry_its_own_styles_and_no_others() {
        let styles = InlineStyles::of("<style>a{}</style><p>x</p><style>b{}</style>").0;
        let expected = ["a{}", "b{}"].map(|style| {
            format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(style.as_bytes())))
        });
        assert_eq!(&*styles, expected.concat());
        assert_eq!(&*InlineStyles::of("<p>x</p>").0, "");
    }
}
