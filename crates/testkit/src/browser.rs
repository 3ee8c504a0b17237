//! A person's browser, without pages: it keeps the cookie and checks what a problem promises.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::Bytes;
use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, ORIGIN, SET_COOKIE};
use reqwest::{Method, Version};
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use xingtan_base::problems::Problem;

use crate::line;

/// A browser. Clones share nothing but the cookie they were made with.
#[derive(Clone)]
pub struct Browser {
    client: reqwest::Client,
    url: String,
    cookie: Option<String>,
    bearer: Option<String>,
    trusted: Option<Arc<[u8]>>,
    origin: String,
}

/// An answer, read to its end.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// The version of HTTP it came by.
    pub version: Version,
    asked: String,
}

impl Browser {
    /// A browser that is not signed in.
    pub fn new(url: &str) -> Self {
        // The client takes the process's provider; a second call is in vain.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build();
        let client = client.expect("a client without proxies is sound");
        let (url, origin) = (url.to_owned(), url.to_owned());
        Self { client, url, cookie: None, bearer: None, trusted: None, origin }
    }

    /// A browser that trusts this certificate (DER) and speaks HTTP/2 by preference.
    pub fn trusting(url: &str, certificate: &[u8]) -> Self {
        Self::trusting_at(url, certificate, None)
    }

    /// The same, where the name in the address is found at this address.
    pub fn trusting_at(url: &str, certificate: &[u8], found: Option<(&str, SocketAddr)>) -> Self {
        let config = line::trusting(certificate, &[b"h2", b"http/1.1"]);
        let mut client = reqwest::Client::builder().no_proxy().tls_backend_preconfigured(config);
        if let Some((name, address)) = found {
            client = client.resolve(name, address);
        }
        let client = client.build().expect("the library knows its own TLS");
        Self { client, trusted: Some(certificate.into()), ..Self::new(url) }
    }

    /// Another browser on the same machine, not signed in.
    #[must_use]
    pub fn another(&self) -> Self {
        Self { cookie: None, ..self.clone() }
    }

    /// The same browser with a cookie, as an answer set it.
    #[must_use]
    pub fn with_cookie(&self, set: &str) -> Self {
        Self { cookie: set.split(';').next().map(str::to_owned), ..self.clone() }
    }

    /// The same browser, asking on behalf of another site's page.
    #[must_use]
    pub fn by_a_page_of(&self, origin: &str) -> Self {
        Self { origin: origin.to_owned(), ..self.clone() }
    }

    /// The same browser, not signed in, with a token that proves what it may do.
    #[must_use]
    pub fn with_bearer(&self, token: &str) -> Self {
        Self { cookie: None, bearer: Some(token.to_owned()), ..self.clone() }
    }

    /// Signs in by name and password.
    ///
    /// # Errors
    /// The refusal.
    pub async fn sign_in(&mut self, name: &str, password: &str) -> Result<Json, Answer> {
        let form = json!({"name": name, "password": password});
        let answer = self.post("/api/sessions", form).await;
        if answer.status != 201 {
            return Err(answer);
        }
        let cookie = answer.headers[SET_COOKIE].to_str().expect("a cookie is ASCII");
        self.cookie = cookie.split(';').next().map(str::to_owned);
        Ok(answer.json())
    }

    /// The same browser with a cookie that an answer set.
    #[must_use]
    pub fn with_cookie_of(&self, answer: &Answer) -> Self {
        let cookie = answer.headers[SET_COOKIE].to_str().expect("a cookie is ASCII");
        Self { cookie: cookie.split(';').next().map(str::to_owned), ..self.clone() }
    }

    /// The cookie, as the browser would send it.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// The certificate it trusts, if it speaks TLS.
    pub(crate) fn trusted(&self) -> Option<&[u8]> {
        self.trusted.as_deref()
    }

    /// The server's address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Asks for something.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: Json) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    /// Sends a table.
    pub async fn upload(&self, path: &str, csv: &str) -> Answer {
        self.upload_bytes(path, "text/csv", csv.as_bytes().to_vec()).await
    }

    /// Sends bytes as what they are.
    pub async fn upload_bytes(&self, path: &str, kind: &str, bytes: Vec<u8>) -> Answer {
        self.send_bytes(Method::POST, path, (kind, bytes)).await
    }

    /// The same by any method.
    pub async fn send_bytes(
        &self,
        method: Method,
        path: &str,
        (kind, bytes): (&str, Vec<u8>),
    ) -> Answer {
        let asked = format!("{method} {path}");
        let request = self.request(&method, path).header(CONTENT_TYPE, kind);
        let response = request.body(bytes).send().await;
        let response = response.unwrap_or_else(|error| panic!("{asked}: {error:?}"));
        Self::read(asked, response).await
    }

    /// Sends a request with JSON or without a body.
    pub async fn send(&self, method: Method, path: &str, body: Option<Json>) -> Answer {
        let asked = format!("{method} {path}");
        let response = self.open(method, path, body).await;
        Self::read(asked, response).await
    }

    async fn read(asked: String, response: reqwest::Response) -> Answer {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let version = response.version();
        let body = response.bytes().await.unwrap_or_else(|error| panic!("{asked}: {error}"));
        Answer { status, headers, body, version, asked }
    }

    /// Sends a request and gives the response unread, for a body that may not end.
    pub async fn open(&self, method: Method, path: &str, body: Option<Json>) -> reqwest::Response {
        let asked = format!("{method} {path}");
        let mut request = self.request(&method, path);
        if let Some(body) = body {
            request = request.header(CONTENT_TYPE, "application/json").body(body.to_string());
        }
        request.send().await.unwrap_or_else(|error| panic!("{asked}: {error:?}"))
    }

    fn request(&self, method: &Method, path: &str) -> reqwest::RequestBuilder {
        let request = self.client.request(method.clone(), format!("{}{path}", self.url));
        let request = request.header(ORIGIN, &self.origin);
        let request = match &self.bearer {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        match &self.cookie {
            Some(cookie) => request.header(COOKIE, cookie),
            None => request,
        }
    }
}

impl Answer {
    /// An answer that came on another way.
    pub(crate) fn new(status: u16, headers: HeaderMap, body: Bytes, asked: String) -> Self {
        Self { status, headers, body, version: Version::HTTP_11, asked }
    }

    /// Claims a status and goes on.
    #[must_use]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text());
        self
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    pub fn json(&self) -> Json {
        self.read()
    }

    /// The body as what it should be.
    pub fn read<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{}: {error}: {}", self.asked, self.text()))
    }

    /// The problem, with all that every problem promises.
    pub fn problem(&self) -> Problem {
        let kind = self.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        assert_eq!(kind, Some("application/problem+json"), "{}: {}", self.asked, self.text());
        let problem: Problem = self.read();
        assert_eq!(problem.status, self.status, "{}", self.asked);
        assert!(!problem.title.is_empty() && !problem.code.is_empty(), "{}", self.asked);
        assert_eq!(self.headers["cache-control"], "no-store", "{}", self.asked);
        problem
    }

    /// Claims a refusal.
    pub fn refused(&self, status: u16, code: &str) -> Problem {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text());
        let problem = self.problem();
        assert_eq!(problem.code, code, "{}: {problem:?}", self.asked);
        problem
    }
}
