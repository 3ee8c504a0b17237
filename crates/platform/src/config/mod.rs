//! Configuration: one struct, read from a file, the environment and flags, in that order.

mod https;
mod load;
mod turn;

pub use https::{Https, Tls};
pub use load::{ConfigError, Sources, load};
pub use turn::Secret;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Everything that can be set. Each field is a key of the file (`xingtan.toml`), a variable
/// (`XINGTAN_LISTEN`) and, where people need it often, a flag (`--listen`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Folder for the embedded database, files and recordings.
    pub data: PathBuf,
    /// Address for pages, interface and sockets.
    pub listen: SocketAddr,
    /// Address for encoders (RTMP).
    pub rtmp: SocketAddr,
    /// Address for the stage, where people send and watch by WebRTC: UDP and TCP on one port. When
    /// absent that of `listen` with the port 7882, or any other when that is taken.
    pub stage: Option<SocketAddr>,
    /// `sqlite:PATH` or `postgres://…`; the file `xingtan.db` in `data` when absent.
    pub database: Option<String>,
    /// `file:DIR` or `s3://BUCKET?endpoint=URL&region=NAME`; the folder `files` in `data` when
    /// absent.
    pub files: Option<String>,
    /// Hours for which a recording that has arrived in the file store stays on this server's disk
    /// too, where it is read fastest.
    pub recordings_stay_hours: u32,
    /// Whether to fill an empty database with the demonstration school and to play its lesson.
    pub demo: bool,
    /// The address under which the world reaches this server, such as `https://class.example.edu`.
    pub public_url: Option<String>,
    /// The address encoders are told, such as `rtmp://class.example.edu:1935/live`.
    pub public_rtmp: Option<String>,
    /// The addresses of the stage that browsers are told, the best first, such as
    /// `203.0.113.7:7882` where a router passes that on to this machine; those of this machine when
    /// nothing is said.
    pub public_stage: Vec<SocketAddr>,
    /// Where the certificate for https comes from.
    pub tls: Tls,
    /// Certificate chain (PEM); with `tls_key` the server speaks https itself, at `listen`.
    pub tls_cert: Option<PathBuf>,
    /// Private key (PEM).
    pub tls_key: Option<PathBuf>,
    /// Address for https where `tls` is `own` or `acme`. When absent that of `listen` with the port
    /// 443 if its own is 80 or `tls` is `acme`, else with 8443.
    pub tls_listen: Option<SocketAddr>,
    /// Names and addresses for which the certificate is made. With `tls = "acme"` the server's
    /// domains; with `tls = "own"` those by which it is reached and that it cannot know itself.
    pub tls_names: Vec<String>,
    /// Directory of the ACME server; Let's Encrypt when absent.
    pub acme_directory: Option<String>,
    /// Mail address that the ACME server is told, for warnings.
    pub acme_contact: Option<String>,
    /// Certificate (PEM) of the authority that vouches for the ACME server itself, where it is one
    /// of the house.
    pub acme_trust: Option<PathBuf>,
    /// Addresses of a TURN server (coturn), such as `turn:turn.example.edu:3478` and
    /// `turns:turn.example.edu:443?transport=tcp`, for who reaches the stage in no other way.
    pub turn_urls: Vec<String>,
    /// The secret shared with the TURN server: coturn's `static-auth-secret`.
    pub turn_secret: Option<Secret>,
    /// Proxies whose X-Forwarded-For is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Addresses that may read the counters at `/metrics`; this machine when nothing is said. A
    /// proxy on this machine must then be in `trusted_proxies`, or say for whom it asks.
    pub metrics_from: Vec<IpAddr>,
    /// Other hosts that media and sockets may come from.
    pub media_hosts: Vec<String>,
    /// What to log: `info`, `debug`, or per module as in `xingtan_live=debug,info`.
    pub log: String,
    /// How to log.
    pub log_format: LogFormat,
    /// Bounds.
    pub limits: Limits,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// Bounds on what clients may ask for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// Longest request body in bytes, where a route says nothing else.
    pub body_bytes: usize,
    /// Requests a second of one browser.
    pub requests_per_browser: u32,
    /// Requests a second of one address; a whole school may share one.
    pub requests_per_address: u32,
    /// Seconds that requests in progress get when the server stops.
    pub stop_seconds: u64,
    /// Bytes of all lesson packs on one school's shelf.
    pub shelf_bytes: u64,
    /// Bytes that a lesson pack from elsewhere leaves free on this server's disk: lessons are
    /// recorded there.
    pub free_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1 << 20,
            requests_per_browser: 50,
            requests_per_address: 2000,
            stop_seconds: 10,
            shelf_bytes: 100 << 30,
            free_bytes: 1 << 30,
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: PathBuf::from("data"),
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            rtmp: SocketAddr::from(([127, 0, 0, 1], 1935)),
            stage: None,
            database: None,
            files: None,
            recordings_stay_hours: 24,
            demo: false,
            public_url: None,
            public_rtmp: None,
            public_stage: Vec::new(),
            tls: Tls::Files,
            tls_cert: None,
            tls_key: None,
            tls_listen: None,
            tls_names: Vec::new(),
            acme_directory: None,
            acme_contact: None,
            acme_trust: None,
            turn_urls: Vec::new(),
            turn_secret: None,
            trusted_proxies: Vec::new(),
            metrics_from: vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()],
            media_hosts: Vec::new(),
            log: "info".to_owned(),
            log_format: LogFormat::Text,
            limits: Limits::default(),
        }
    }
}

impl Config {
    /// The database's address, with the default filled in.
    pub fn database_url(&self) -> String {
        self.database
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", self.data.join("xingtan.db").display()))
    }

    /// The file store's address, with the default filled in.
    pub fn files_url(&self) -> String {
        self.files.clone().unwrap_or_else(|| format!("file:{}", self.data.join("files").display()))
    }

    /// Host (and port) of `public_url`.
    pub fn public_host(&self) -> Option<String> {
        let url: http::Uri = self.public_url.as_deref()?.parse().ok()?;
        url.authority().map(ToString::to_string)
    }

    /// The JSON Schema of the file, for editors and people.
    pub fn schema() -> String {
        serde_json::to_string_pretty(&schemars::schema_for!(Self)).unwrap_or_default()
    }
}
