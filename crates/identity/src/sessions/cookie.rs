//! The cookies that carry a session's token: a person's, and a classroom screen's.

use std::convert::Infallible;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, HeaderValue, header};
use axum::response::{AppendHeaders, IntoResponseParts};
use sha2::{Digest, Sha256};
use xingtan_platform::config::Config;
use xingtan_platform::http::address::IsTls;

use crate::Identity;
use crate::limits::SESSION_MS;

/// The name of a person's.
pub const NAME: &str = "xt_session";
/// The name of a screen's. A person who signs in on it leaves it where it is.
pub const SCREEN_NAME: &str = "xt_classroom";

/// The name of a person's by https where http stands beside that: a browser never sends this one by
/// http, and no page that came by http can set it.
pub const BESIDE_HTTP: &str = "__Host-xt_session";

/// How a request came, which says how its cookie is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By http.
    Http,
    /// By https, which is the only way.
    Https,
    /// By https, with http beside it.
    HttpsBesideHttp,
}

impl Way {
    /// How a request with these extensions came.
    pub fn of(config: &Config, extensions: &Extensions) -> Self {
        let is_tls = extensions.get::<IsTls>().is_some_and(|tls| tls.0);
        match (config.is_https(), is_tls && config.is_either()) {
            (true, _) => Self::Https,
            (false, true) => Self::HttpsBesideHttp,
            (false, false) => Self::Http,
        }
    }

    const fn cookie(self) -> (&'static str, &'static str) {
        match self {
            Self::Http => (NAME, ""),
            Self::Https => (NAME, "; Secure"),
            Self::HttpsBesideHttp => (BESIDE_HTTP, "; Secure"),
        }
    }
}

impl<S> FromRequestParts<S> for Way
where
    S: Send + Sync,
    Identity: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&Identity::from_ref(state).ctx.config, &parts.extensions))
    }
}

/// The token of a person in a request's cookies. Who signed in by http is known by https too.
pub fn token_in(headers: &HeaderMap) -> Option<&str> {
    named(headers, BESIDE_HTTP).or_else(|| named(headers, NAME))
}

/// The token of a screen in a request's cookies.
pub fn screen_token_in(headers: &HeaderMap) -> Option<&str> {
    named(headers, SCREEN_NAME)
}

fn named<'a>(headers: &'a HeaderMap, wanted: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == wanted)
        .map(|(_, token)| token)
}

/// Sets a person's cookie.
pub fn set(token: &str, way: Way) -> HeaderValue {
    set_named(way.cookie().0, token, way)
}

/// Sets a screen's cookie.
pub fn set_screen(token: &str, way: Way) -> HeaderValue {
    set_named(SCREEN_NAME, token, way)
}

fn set_named(name: &str, token: &str, way: Way) -> HeaderValue {
    let (secure, age_s) = (way.cookie().1, SESSION_MS / 1000);
    let text = format!("{name}={token}; HttpOnly; SameSite=Lax; Path=/; Max-Age={age_s}{secure}");
    // Tokens are base64url, so the text is always a valid header.
    HeaderValue::from_str(&text).unwrap_or(REMOVED)
}

const REMOVED: HeaderValue =
    HeaderValue::from_static("xt_session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0");
const REMOVED_BESIDE_HTTP: HeaderValue = HeaderValue::from_static(
    "__Host-xt_session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; Secure",
);

/// Removes a person's cookie. By https that of http goes too, by which one may have been known.
pub fn clear(way: Way) -> impl IntoResponseParts {
    let beside = (way == Way::HttpsBesideHttp).then_some(REMOVED_BESIDE_HTTP);
    let removed = beside.into_iter().chain([REMOVED]);
    AppendHeaders(removed.map(|removed| (header::SET_COOKIE, removed)).collect::<Vec<_>>())
}

/// What is stored of a token.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
