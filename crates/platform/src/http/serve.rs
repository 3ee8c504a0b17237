//! Listens and serves: HTTP/1.1 and HTTP/2, plain or TLS, with upgrades for sockets.

use std::fs::File;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::ResolvesServerCert;
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::address::{IsTls, PeerAddr};
use super::link::Link;
use super::tcp::Tcp;
use crate::tasks::Tasks;
use crate::tls::shown::ACME_TLS;

/// The most connections held at once; more wait in the kernel.
const CONNECTIONS_MAX: usize = 100_000;
/// How long a client may take over the TLS handshake or a request's head.
const HEAD_TIMEOUT: Duration = Duration::from_secs(15);
/// How long a client may take nothing of what it asked for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A bound listener, not yet serving.
#[derive(Debug)]
pub struct Listener {
    tcp: TcpListener,
    tls: Option<TlsAcceptorDebug>,
    patience: Duration,
}

/// [`TlsAcceptor`] has no `Debug`.
struct TlsAcceptorDebug(TlsAcceptor);

impl std::fmt::Debug for TlsAcceptorDebug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TlsAcceptor")
    }
}

impl Listener {
    /// Binds an address. Port 0 picks a free one.
    ///
    /// # Errors
    /// When the address cannot be bound, naming it.
    pub async fn bind(address: SocketAddr) -> anyhow::Result<Self> {
        let tcp = TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {address}; is another program there?"))?;
        Ok(Self { tcp, tls: None, patience: PATIENCE })
    }

    /// Ends TLS here, with a certificate chain and key from PEM files.
    ///
    /// # Errors
    /// When a file cannot be read or holds no usable certificate or key, naming it.
    pub fn with_tls(self, certificate: &Path, key: &Path) -> anyhow::Result<Self> {
        let certified = Arc::new(from_files(certificate, key)?);
        self.with_certificates(Arc::new(SingleCertAndKey::from(certified)))
    }

    /// Ends TLS here, with whatever certificate is to be shown at the moment.
    ///
    /// # Errors
    /// When the library knows no version of TLS.
    pub fn with_certificates(mut self, shown: Arc<dyn ResolvesServerCert>) -> anyhow::Result<Self> {
        let acceptor = TlsAcceptor::from(Arc::new(tls_config(shown)?));
        self.tls = Some(TlsAcceptorDebug(acceptor));
        Ok(self)
    }

    /// Closes clients that take nothing for so long, in place of a minute.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// The bound address.
    ///
    /// # Errors
    /// When the system cannot tell.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.tcp.local_addr()
    }

    /// Serves until the tasks are told to stop; then lets requests in progress end.
    pub async fn serve(self, router: Router, tasks: Tasks) {
        let slots = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let stopping = tasks.stopping();
        let (tls, patience) = (self.tls.map(|tls| tls.0), self.patience);
        loop {
            let accepted = tokio::select! {
                () = stopping.cancelled() => return,
                accepted = self.tcp.accept() => accepted,
            };
            let (stream, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    // Out of file descriptors, most likely: wait for some to come free.
                    tracing::warn!(%error, "cannot accept a connection");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                }
            };
            let Ok(slot) = Arc::clone(&slots).acquire_owned().await else { return };
            let (router, tls, stopping) = (router.clone(), tls.clone(), stopping.clone());
            tasks.spawn("http.connection", async move {
                if let Some(link) = open_link(Tcp::new(stream, patience), tls).await {
                    serve_connection(link, peer, router, (patience, stopping)).await;
                }
                drop(slot);
            });
        }
    }
}

async fn open_link(tcp: Tcp, tls: Option<TlsAcceptor>) -> Option<Link> {
    if let Err(error) = tcp.stream().set_nodelay(true) {
        tracing::debug!(%error, "cannot set TCP_NODELAY");
    }
    let Some(tls) = tls else { return Some(Link::Plain(tcp)) };
    match tokio::time::timeout(HEAD_TIMEOUT, tls.accept(tcp)).await {
        // Whoever looks for a proof has seen it in the handshake.
        Ok(Ok(stream)) if stream.get_ref().1.alpn_protocol() == Some(ACME_TLS) => None,
        Ok(Ok(stream)) => Some(Link::Tls(Box::new(stream))),
        Ok(Err(error)) => {
            tracing::debug!(%error, "a TLS handshake failed");
            None
        }
        Err(_) => None,
    }
}

async fn serve_connection(
    link: Link,
    peer: SocketAddr,
    router: Router,
    (patience, stopping): (Duration, CancellationToken),
) {
    let is_tls = link.is_tls();
    let service = router.map_request(move |mut request: http::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(PeerAddr(peer));
        request.extensions_mut().insert(IsTls(is_tls));
        request.map(axum::body::Body::new)
    });
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIMEOUT);
    // The flow control of HTTP/2 keeps bytes back before a write could wait, so that a client that
    // is gone is known by its silence.
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(128)
        .keep_alive_interval(patience * 2 / 3)
        .keep_alive_timeout(patience / 3);
    let connection = builder
        .serve_connection_with_upgrades(TokioIo::new(link), TowerToHyperService::new(service));
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopping.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, %peer, "a connection ended early");
    }
}

fn from_files(certificate: &Path, key: &Path) -> anyhow::Result<CertifiedKey> {
    let open = |path: &Path| -> anyhow::Result<BufReader<File>> {
        let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(BufReader::new(file))
    };
    let chain = CertificateDer::pem_reader_iter(open(certificate)?)
        .collect::<Result<Vec<_>, _>>()
        .with_context(|| format!("{} is no PEM certificate", certificate.display()))?;
    let private = PrivateKeyDer::from_pem_reader(open(key)?)
        .with_context(|| format!("{} is no PEM private key", key.display()))?;
    CertifiedKey::from_der(chain, private, &rustls::crypto::ring::default_provider())
        .context("the certificate and the key do not fit together")
}

fn tls_config(shown: Arc<dyn ResolvesServerCert>) -> anyhow::Result<rustls::ServerConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(shown);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec(), ACME_TLS.to_vec()];
    Ok(config)
}
