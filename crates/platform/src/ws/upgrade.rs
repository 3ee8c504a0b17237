//! From an HTTP/1.1 request to a bare connection.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Version, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use hyper_util::server::conn::auto::upgrade;
use sha1::{Digest, Sha1};
use xingtan_base::problems::Problem;

use crate::http::link::Link;

/// A connection that speaks frames from now on.
#[derive(Debug)]
pub struct Upgraded {
    /// The connection.
    pub link: Link,
    /// What the client sent right behind its request.
    pub early: Bytes,
}

/// A promise of the connection: it is there once the 101 answer has been written.
#[derive(Debug)]
pub struct Pending(OnUpgrade);

impl Pending {
    /// Waits for the connection.
    ///
    /// # Errors
    /// When the client went away before the upgrade was done.
    pub async fn upgraded(self) -> anyhow::Result<Upgraded> {
        let upgraded = self.0.await?;
        let parts = upgrade::downcast::<TokioIo<Link>>(upgraded)
            .map_err(|_| anyhow::anyhow!("an upgraded connection is not one of our links"))?;
        Ok(Upgraded { link: parts.io.into_inner(), early: parts.read_buf })
    }
}

/// The value that RFC 6455 section 4.2.2 adds to the client's key.
const ACCEPT_SUFFIX: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// Answers a request for a socket. Return the response and spawn a task on the promise.
///
/// # Errors
/// A 400 or 426 problem when the request is no proper upgrade.
pub fn accept(request: &mut Request) -> Result<(Response, Pending), Problem> {
    let headers = request.headers();
    let is_websocket = request.version() == Version::HTTP_11
        && has_token(headers, header::CONNECTION.as_str(), "upgrade")
        && has_token(headers, header::UPGRADE.as_str(), "websocket");
    if !is_websocket {
        return Err(Problem::new(426, "socket.required", "This address speaks WebSocket."));
    }
    if headers.get(header::SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
        return Err(Problem::new(400, "socket.version", "Only WebSocket version 13 is spoken."));
    }
    let key = headers
        .get(header::SEC_WEBSOCKET_KEY)
        .filter(|key| STANDARD.decode(key.as_bytes()).is_ok_and(|bytes| bytes.len() == 16))
        .ok_or_else(|| Problem::new(400, "socket.key", "Sec-WebSocket-Key is missing or wrong."))?;
    let digest = Sha1::new().chain_update(key.as_bytes()).chain_update(ACCEPT_SUFFIX).finalize();
    let accept = HeaderValue::from_str(&STANDARD.encode(digest))
        .map_err(|_| Problem::new(400, "socket.key", "Sec-WebSocket-Key is wrong."))?;
    let promise = request
        .extensions_mut()
        .remove::<OnUpgrade>()
        .ok_or_else(|| Problem::new(426, "socket.required", "This connection cannot upgrade."))?;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    Ok((response, Pending(promise)))
}

fn has_token(headers: &HeaderMap, name: &str, token: &str) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|part| part.trim().eq_ignore_ascii_case(token))
}
