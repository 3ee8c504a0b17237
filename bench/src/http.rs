//! The little of HTTP/1.1 that measuring needs.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// The parts of an address such as `http://127.0.0.1:8080/live/a.flv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url {
    /// `http`, `https` or `rtmp`.
    pub scheme: String,
    /// Where to connect.
    pub address: SocketAddr,
    /// From the first slash on.
    pub path: String,
}

impl std::str::FromStr for Url {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (scheme, rest) = text.split_once("://").context("an address needs a scheme")?;
        let slash = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at(slash);
        let address = authority.parse().context("an address needs a number and a port")?;
        let path = if path.is_empty() { "/" } else { path };
        Ok(Self { scheme: scheme.to_owned(), address, path: path.to_owned() })
    }
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// The name and value of the cookie it sets.
    pub cookie: Option<String>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON, of an answer that succeeded.
    ///
    /// # Errors
    /// When the request failed, with what was answered.
    pub fn json(&self) -> anyhow::Result<Value> {
        if !(200..300).contains(&self.status) {
            bail!("answered {}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        if self.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&self.body).context("the answer is no JSON")
    }
}

/// What is sent.
#[derive(Debug, Clone, Copy)]
pub enum Body<'a> {
    /// Nothing.
    None,
    /// JSON.
    Json(&'a Value),
    /// A roster.
    Csv(&'a str),
    /// An offer of WebRTC.
    Sdp(&'a str),
}

/// Makes one request over a connection of its own.
///
/// # Errors
/// When the server cannot be reached or answers no HTTP.
pub async fn request(
    server: SocketAddr,
    (method, path): (&str, &str),
    cookie: Option<&str>,
    body: Body<'_>,
) -> anyhow::Result<Answer> {
    let (kind, text) = match body {
        Body::None => ("", String::new()),
        Body::Json(value) => ("Content-Type: application/json\r\n", value.to_string()),
        Body::Csv(text) => ("Content-Type: text/csv\r\n", text.to_owned()),
        Body::Sdp(text) => ("Content-Type: application/sdp\r\n", text.to_owned()),
    };
    let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n{cookie}{kind}\
         Content-Length: {}\r\n\r\n",
        text.len()
    );
    let mut stream = TcpStream::connect(server).await?;
    stream.write_all(format!("{head}{text}").as_bytes()).await?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await?;
    parse(&bytes).with_context(|| format!("{method} {path} was not answered"))
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = head_end(bytes)?;
    let head = std::str::from_utf8(bytes.get(..end)?).ok()?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let field = |name: &str| {
        head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    };
    let cookie = field("set-cookie").and_then(|value| value.split(';').next()).map(str::to_owned);
    let rest = bytes.get(end..)?;
    let is_chunked = field("transfer-encoding").is_some_and(|coding| coding == "chunked");
    let body = if is_chunked { unchunk(rest)? } else { rest.to_vec() };
    Some(Answer { status, cookie, body })
}

/// The length of a head with the empty line behind it.
pub fn head_end(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 4)
}

fn unchunk(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line = bytes.windows(2).position(|two| two == b"\r\n")?;
        let size = std::str::from_utf8(bytes.get(..line)?).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(bytes.get(line + 2..line + 2 + size)?);
        bytes = bytes.get(line + 4 + size..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_falls_apart() {
        let url: Url = "rtmp://127.0.0.1:1935/live/a?b=c".parse().unwrap();
        assert_eq!((url.scheme.as_str(), url.path.as_str()), ("rtmp", "/live/a?b=c"));
        assert_eq!("http://127.0.0.1:80".parse::<Url>().unwrap().path, "/");
        assert!("127.0.0.1:80/x".parse::<Url>().is_err());
    }

    #[test]
    fn bodies_come_whole_or_in_chunks() {
        let plain = parse(b"HTTP/1.1 201 Created\r\nSet-Cookie: a=b; Path=/\r\n\r\n{}").unwrap();
        assert_eq!((plain.status, plain.cookie.as_deref()), (201, Some("a=b")));
        assert_eq!(plain.body, b"{}");
        let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".as_slice();
        let chunked = [head, b"3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n"].concat();
        assert_eq!(parse(&chunked).unwrap().body, b"abcde");
        let cut = [head, b"3\r\nab"].concat();
        assert!(parse(&cut).is_none());
    }
}
