//! The cookies that carry a session's token: a person's, and a classroom screen's.

use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

use crate::limits::SESSION_MS;

/// The name of a person's.
pub const NAME: &str = "xt_session";
/// The name of a screen's. A person who signs in on it leaves it where it is.
pub const SCREEN_NAME: &str = "xt_classroom";

/// The token of a person in a request's cookies.
pub fn token_in(headers: &HeaderMap) -> Option<&str> {
    named(headers, NAME)
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
pub fn set(token: &str, is_https: bool) -> HeaderValue {
    set_named(NAME, token, is_https)
}

/// Sets a screen's cookie.
pub fn set_screen(token: &str, is_https: bool) -> HeaderValue {
    set_named(SCREEN_NAME, token, is_https)
}

fn set_named(name: &str, token: &str, is_https: bool) -> HeaderValue {
    let secure = if is_https { "; Secure" } else { "" };
    let age_s = SESSION_MS / 1000;
    let text = format!("{name}={token}; HttpOnly; SameSite=Lax; Path=/; Max-Age={age_s}{secure}");
    // Tokens are base64url, so the text is always a valid header.
    HeaderValue::from_str(&text).unwrap_or_else(|_| clear())
}

/// Removes a person's cookie.
pub fn clear() -> HeaderValue {
    HeaderValue::from_static("xt_session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0")
}

/// What is stored of a token.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
