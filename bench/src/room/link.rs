//! A client's connection, plain or encrypted.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, Error, SignatureScheme};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpSocket;
use tokio_rustls::TlsConnector;

use crate::http::Url;

/// Addresses that the load comes from, as a school's many machines would.
const SOURCES: u64 = 16;

/// Anything that bytes go through.
pub trait Bytes: AsyncRead + AsyncWrite + Unpin {}
impl<T: AsyncRead + AsyncWrite + Unpin> Bytes for T {}

/// A connection.
pub type Link = Box<dyn Bytes>;

/// Opens connections to one server.
#[derive(Clone)]
pub struct Dialer {
    server: SocketAddr,
    tls: Option<TlsConnector>,
}

impl Dialer {
    /// For the server of an address; encrypted when that says so.
    ///
    /// # Errors
    /// When TLS cannot be set up.
    pub fn new(url: &Url) -> anyhow::Result<Self> {
        let tls = (url.scheme == "https").then(tls).transpose()?;
        Ok(Self { server: url.address, tls })
    }

    /// Opens the connection of one client.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn open(&self, number: u64) -> anyhow::Result<Link> {
        let socket = TcpSocket::new_v4()?;
        let host = u8::try_from(2 + number % SOURCES).unwrap_or(2);
        socket.bind(SocketAddr::from(([127, 0, 0, host], 0)))?;
        let stream = socket.connect(self.server).await?;
        stream.set_nodelay(true)?;
        let Some(tls) = &self.tls else { return Ok(Box::new(stream)) };
        let name = ServerName::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
        Ok(Box::new(tls.connect(name, stream).await?))
    }
}

fn tls() -> anyhow::Result<TlsConnector> {
    let provider = Arc::new(ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anyone(provider)))
        .with_no_client_auth();
    config.resumption = rustls::client::Resumption::disabled();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// Trusts the certificates that runs are given; they lead nowhere but to this machine.
#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
