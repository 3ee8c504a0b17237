//! Whether this server speaks https itself, where, and by which certificate.

use std::net::SocketAddr;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Config, ConfigError};

/// Where http is at its own port, so is https.
const USUAL: (u16, u16) = (80, 443);
/// Beside any other port, for no right is needed to take it.
const BESIDE: u16 = 8443;

/// Where the certificate for https comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tls {
    /// From `tls_cert` and `tls_key`; where they are absent this server speaks no https itself.
    #[default]
    Files,
    /// From an authority of this server's own, which each device is told to trust: for a network
    /// without a domain. http goes on beside it.
    Own,
    /// From Let's Encrypt or another authority that speaks ACME, for `tls_names`. Who comes by http
    /// is sent to https.
    Acme,
}

/// How this server speaks https itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Https<'a> {
    /// It does not.
    No,
    /// At `listen`, in place of http.
    Files {
        /// Certificate chain (PEM).
        certificate: &'a Path,
        /// Private key (PEM).
        key: &'a Path,
    },
    /// Beside http, by an authority of its own.
    Own(SocketAddr),
    /// Beside http, by a certificate from an ACME server.
    Acme(SocketAddr),
}

impl Config {
    /// How this server is to speak https itself.
    ///
    /// # Errors
    /// When settings contradict each other, or one that is needed is missing: the server would
    /// speak http and call it https.
    pub fn https(&self) -> Result<Https<'_>, ConfigError> {
        match (self.tls, &self.tls_cert, &self.tls_key) {
            (Tls::Files, None, None) => Ok(Https::No),
            (Tls::Files, Some(certificate), Some(key)) => Ok(Https::Files { certificate, key }),
            (_, Some(_), None) => {
                Err(ConfigError::HalfTls { given: "tls_cert", missing: "tls_key" })
            }
            (_, None, Some(_)) => {
                Err(ConfigError::HalfTls { given: "tls_key", missing: "tls_cert" })
            }
            (_, Some(_), Some(_)) => Err(ConfigError::TwoCertificates),
            (Tls::Own, None, None) => Ok(Https::Own(self.https_address(BESIDE))),
            (Tls::Acme, None, None) if self.tls_names.is_empty() => {
                Err(ConfigError::HalfTls { given: "tls = \"acme\"", missing: "tls_names" })
            }
            (Tls::Acme, None, None) => Ok(Https::Acme(self.https_address(USUAL.1))),
        }
    }

    fn https_address(&self, usual: u16) -> SocketAddr {
        let port = match self.listen.port() {
            0 => 0,
            port if port == USUAL.0 => USUAL.1,
            _ => usual,
        };
        self.tls_listen.unwrap_or_else(|| SocketAddr::new(self.listen.ip(), port))
    }

    /// Whether the world reaches this server by https alone, here or at a proxy.
    pub fn is_https(&self) -> bool {
        self.tls_cert.is_some()
            || self.tls == Tls::Acme
            || self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Whether http and https stand beside each other, both for everything.
    pub fn is_either(&self) -> bool {
        self.tls == Tls::Own && !self.is_https()
    }
}
