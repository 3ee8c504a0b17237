//! How a device comes to trust this server: browsers give camera and microphone to secure pages
//! only. All of it is for everybody, and comes by http too.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::problems::{self, Problem};
use xingtan_platform::config::{Config, Tls};
use xingtan_platform::http::{ApiResult, Json};
use xingtan_platform::tls::machine::Name;
use xingtan_platform::tls::own::Own;

/// What the routes below know.
#[derive(Clone)]
pub struct Trust {
    is_public: bool,
    url: Option<String>,
    beside: Option<SocketAddr>,
    own: Option<Arc<Own>>,
}

/// How https is had from this server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SecureWay {
    /// It is not; an administrator has to turn it on.
    None,
    /// By a certificate that every device trusts already.
    Public,
    /// By an authority of this server's own, which the device has to be told to trust.
    Own,
}

/// How a device gets a secure page from this server.
#[derive(Debug, Serialize, ToSchema)]
pub struct HowToTrust {
    /// How https is had.
    pub way: SecureWay,
    /// The address by https, where it is one.
    pub url: Option<String>,
    /// Port of https on the host by which this was asked.
    pub port: Option<u16>,
    /// Whether the certificate is good for that host.
    pub is_covered: bool,
    /// Names and addresses for which it is good, but for those that mean this machine to itself.
    pub names: Vec<String>,
    /// Whom the device has to be told to trust.
    pub authority: Option<TrustedAuthority>,
}

/// An authority of a server's own.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrustedAuthority {
    /// What devices call it.
    pub name: String,
    /// SHA-256 of its certificate, to compare.
    pub sha256: String,
    /// Until when it is good.
    pub until: UtcMs,
}

impl Trust {
    /// What a server with these settings has.
    pub fn new(config: &Config, beside: Option<SocketAddr>, own: Option<&Arc<Own>>) -> Self {
        let domain = config.tls_names.first().filter(|_| config.tls == Tls::Acme);
        let domain = domain.map(|name| format!("https://{name}"));
        let public = config.public_url.clone().filter(|_| config.is_https()).or(domain);
        Self { is_public: config.is_https(), url: public, beside, own: own.cloned() }
    }
}

/// The routes.
pub fn routes(trust: Trust) -> Router {
    Router::new()
        .route("/api/trust", get(show))
        .route("/api/trust/authority.crt", get(certificate))
        .route("/api/trust/authority.mobileconfig", get(profile))
        .with_state(trust)
}

/// How this device gets a secure page.
#[utoipa::path(get, path = "/api/trust", tag = "server",
    responses((status = 200, body = HowToTrust)))]
pub async fn show(State(trust): State<Trust>, headers: HeaderMap) -> Response {
    // A page that came by http asks it by https, to see whether the device trusts the server.
    let by_others = (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    ([by_others], Json(trust.explain(&headers))).into_response()
}

/// The authority's certificate (DER).
#[utoipa::path(get, path = "/api/trust/authority.crt", tag = "server",
    responses((status = 200), (status = 404, body = Problem)))]
pub async fn certificate(State(trust): State<Trust>) -> ApiResult<Response> {
    let own = trust.own.ok_or_else(problems::not_found)?;
    let kind = "application/x-x509-ca-cert";
    Ok(file(kind, "attachment; filename=\"xingtan.crt\"", own.authority().der().to_vec()))
}

/// The same as iPhones and iPads install it.
#[utoipa::path(get, path = "/api/trust/authority.mobileconfig", tag = "server",
    responses((status = 200), (status = 404, body = Problem)))]
pub async fn profile(State(trust): State<Trust>) -> ApiResult<Response> {
    let own = trust.own.ok_or_else(problems::not_found)?;
    let kind = "application/x-apple-aspen-config";
    // As an attachment it would be put away among the files.
    Ok(file(kind, "inline; filename=\"xingtan.mobileconfig\"", mobile_config(&own).into_bytes()))
}

fn file(kind: &'static str, disposition: &'static str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static(disposition)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}

impl Trust {
    fn explain(&self, headers: &HeaderMap) -> HowToTrust {
        let Some(own) = &self.own else {
            return HowToTrust {
                way: if self.is_public { SecureWay::Public } else { SecureWay::None },
                url: self.url.clone(),
                port: None,
                is_covered: self.is_public,
                names: Vec::new(),
                authority: None,
            };
        };
        let names = own.stands().names;
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let asked = host.and_then(Name::of_host);
        let is_local = |name: &Name| match name {
            Name::Dns(name) => name == "localhost",
            Name::Address(address) => address.is_loopback(),
        };
        let authority = own.authority();
        HowToTrust {
            way: SecureWay::Own,
            url: None,
            port: self.beside.map(|address| address.port()),
            is_covered: asked.is_some_and(|asked| names.contains(&asked)),
            names: names.iter().filter(|name| !is_local(name)).map(ToString::to_string).collect(),
            authority: Some(TrustedAuthority {
                name: authority.name().to_owned(),
                sha256: authority.fingerprint(),
                until: authority.until(),
            }),
        }
    }
}

/// A profile that has the certificate in it. What identifies it is made of the certificate, so that
/// installing it again replaces it.
fn mobile_config(own: &Own) -> String {
    let authority = own.authority();
    // Letters, digits, blanks and hyphens: what a machine may be called.
    let name = authority.name();
    let certificate = STANDARD.encode(authority.der());
    let hex: String = authority.fingerprint().split(':').collect();
    let id = |from: usize| {
        let part = &hex[from..from + 32];
        let groups = [&part[..8], &part[8..12], &part[12..16], &part[16..20], &part[20..]];
        groups.join("-")
    };
    let (inner, outer) = (id(0), id(32));
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN"
  "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key><string>xingtan.crt</string>
      <key>PayloadContent</key><data>{certificate}</data>
      <key>PayloadDisplayName</key><string>{name}</string>
      <key>PayloadIdentifier</key><string>xingtan.authority.{inner}</string>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadUUID</key><string>{inner}</string>
      <key>PayloadVersion</key><integer>1</integer>
    </dict>
  </array>
  <key>PayloadDescription</key>
  <string>信任本校的课堂服务器，以便使用摄像头和麦克风。
Trusts this school's classroom server, so that its pages may use camera and microphone.</string>
  <key>PayloadDisplayName</key><string>杏坛云课堂 · {name}</string>
  <key>PayloadIdentifier</key><string>xingtan.trust.{outer}</string>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadUUID</key><string>{outer}</string>
  <key>PayloadVersion</key><integer>1</integer>
</dict>
</plist>
"#
    )
}
