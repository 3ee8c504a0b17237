//! The connection under a seat, plain or TLS.

use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// What a socket is spoken over.
pub(crate) trait Line: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Line for T {}

/// How a client trusts one certificate and nothing else, and which protocols it offers.
pub(crate) fn trusting(certificate: &[u8], protocols: &[&[u8]]) -> ClientConfig {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.to_vec().into()).expect("a certificate of ours is sound");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("ring knows the usual versions");
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    config
}

/// The line over a TCP connection to the host; TLS where there is a certificate to trust, and
/// offering only the protocol that sockets begin with, as browsers do.
pub(crate) async fn open(
    stream: TcpStream,
    host: &str,
    certificate: Option<&[u8]>,
) -> Box<dyn Line> {
    let Some(certificate) = certificate else { return Box::new(stream) };
    let config = trusting(certificate, &[b"http/1.1"]);
    let name = ServerName::try_from(host.to_owned()).expect("a host is a name or an address");
    let connected = TlsConnector::from(Arc::new(config)).connect(name, stream).await;
    Box::new(connected.unwrap_or_else(|error| panic!("no TLS with {host}: {error}")))
}
