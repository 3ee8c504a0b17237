//! The cookie that carries a session's token.

use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

use crate::limits::SESSION_MS;

/// Its name.
pub const NAME: &str = "xt_session";

/// The token in a request's cookies.
pub fn token_in(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == NAME)
        .map(|(_, token)| token)
}

/// Sets the cookie.
pub fn set(token: &str, is_https: bool) -> HeaderValue {
    let secure = if is_https { "; Secure" } else { "" };
    let age_s = SESSION_MS / 1000;
    let text = format!("{NAME}={token}; HttpOnly; SameSite=Lax; Path=/; Max-Age={age_s}{secure}");
    // Tokens are base64url, so the text is always a valid header.
    HeaderValue::from_str(&text).unwrap_or_else(|_| clear())
}

/// Removes the cookie.
pub fn clear() -> HeaderValue {
    HeaderValue::from_static("xt_session=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0")
}

/// What is stored of a token.
pub fn digest(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
