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
    /// The port of https, where that stands beside http.
    pub beside: Option<u16>,
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

/// Marks an answer as a file that pages are made of and that is never one itself, nor a worker:
/// what is said of pages need not be said of it. Over 100 kbit/s that is a second for a room.
#[derive(Debug, Clone, Copy)]
pub struct PartOfPage;

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

/// What is said of every answer.
const OF_ALL: [(&str, &str); 2] =
    [("x-content-type-options", "nosniff"), ("cross-origin-resource-policy", "same-origin")];

/// What is said of pages and workers only.
const OF_PAGES: [(&str, &str); 3] = [
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(self), microphone=(self), display-capture=(self), geolocation=()",
    ),
];

/// Whether an answer is of a kind that browsers run nothing of.
fn is_data(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| {
        ["application/json", "application/problem+json", "image/webp", "video/", "audio/"]
            .iter()
            .any(|data| kind.starts_with(data))
    })
}

fn set_headers(response: &mut Response, front: &Front, host: Option<&str>) {
    let styles = response.extensions_mut().remove::<InlineStyles>();
    let is_part = response.extensions_mut().remove::<PartOfPage>().is_some();
    let styles = styles.as_ref().map_or("", |styles| &styles.0);
    let headers = response.headers_mut();
    for (name, value) in OF_ALL {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if !is_part && !is_data(headers) {
        let policy = content_security_policy(front, host, styles);
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
        }
        for (name, value) in OF_PAGES {
            headers.entry(name).or_insert(HeaderValue::from_static(value));
        }
    } else if !is_part {
        // Nothing in it runs, wherever it is opened.
        let nothing = HeaderValue::from_static("default-src 'none'");
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(nothing);
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
    for host in host.into_iter().chain(front.public_host.as_deref()) {
        connect.push_str(&format!(" ws://{host} wss://{host}"));
    }
    // A page that came by http looks whether this device takes the certificate.
    if let (Some(host), Some(port)) = (host, front.beside) {
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|c| c.is_ascii_digit()) => name,
            _ => host,
        };
        connect.push_str(&format!(" https://{name}:{port}"));
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

    fn headers_of(kind: &'static str, is_part: bool) -> HeaderMap {
        let front = Front {
            trusted_proxies: Vec::new(),
            public_host: None,
            is_https: true,
            beside: None,
            media_hosts: Vec::new(),
            rates: Rates::new(1, 1),
        };
        let mut response = Response::new(axum::body::Body::empty());
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if is_part {
            response.extensions_mut().insert(PartOfPage);
        }
        set_headers(&mut response, &front, Some("school.example"));
        response.headers().clone()
    }

    #[test]
    fn pages_and_workers_carry_the_whole_policy_and_what_runs_nothing_a_short_one() {
        let policy = |headers: &HeaderMap| {
            let found = headers.get(header::CONTENT_SECURITY_POLICY)?;
            Some(found.to_str().expect("a policy is a text").to_owned())
        };
        for kind in ["text/html; charset=utf-8", "text/javascript; charset=utf-8", "image/svg+xml"]
        {
            let page = headers_of(kind, false);
            assert!(policy(&page).is_some_and(|policy| policy.contains("script-src 'self'")));
            assert!(page.contains_key("permissions-policy"));
        }
        for kind in ["application/json", "image/webp", "video/mp4"] {
            let data = headers_of(kind, false);
            assert_eq!(policy(&data).as_deref(), Some("default-src 'none'"));
            assert!(!data.contains_key("permissions-policy"));
        }
        let part = headers_of("text/javascript; charset=utf-8", true);
        assert_eq!(policy(&part), None);
        for kind in ["text/html", "application/json"] {
            let headers = headers_of(kind, false);
            for name in ["x-content-type-options", "cross-origin-resource-policy"] {
                assert!(headers.contains_key(name), "{kind}: {name}");
            }
            assert!(headers.contains_key(header::STRICT_TRANSPORT_SECURITY));
        }
    }
}
