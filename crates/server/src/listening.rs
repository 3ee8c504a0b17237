//! Where pages are served: by http, by https, or by both beside each other.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use xingtan_platform::clock::Clock;
use xingtan_platform::config::{Config, Https};
use xingtan_platform::http::serve::Listener;
use xingtan_platform::tasks::Tasks;
use xingtan_platform::tls::acme::Acme;
use xingtan_platform::tls::own::Own;

/// The addresses, taken but not yet served.
pub struct Listening {
    pages: Listener,
    /// https, where it stands beside http.
    beside: Option<Listener>,
    certificate: Certificate,
}

/// What keeps the certificate good that is shown beside http.
enum Certificate {
    /// Nothing: there is none, or it is in files.
    Given,
    Own(Arc<Own>),
    Acme(Arc<Acme>),
}

impl Listening {
    /// Takes the addresses, and sees to a certificate where one is wanted.
    ///
    /// # Errors
    /// When an address is taken or a certificate cannot be used, naming it.
    pub async fn bind(config: &Config, clock: &Clock) -> anyhow::Result<Self> {
        let pages = Listener::bind(config.listen).await?;
        match config.https()? {
            Https::No => Ok(Self { pages, beside: None, certificate: Certificate::Given }),
            Https::Files { certificate, key } => {
                let pages = pages.with_tls(certificate, key)?;
                Ok(Self { pages, beside: None, certificate: Certificate::Given })
            }
            Https::Own(address) => {
                let beside = Listener::bind(address).await?;
                let own = Arc::new(Own::open(config, address.ip(), clock.now())?);
                let beside = Some(beside.with_certificates(own.shown())?);
                Ok(Self { pages, beside, certificate: Certificate::Own(own) })
            }
            Https::Acme(address) => {
                let beside = Listener::bind(address).await?;
                let acme = Arc::new(Acme::open(config)?);
                let beside = Some(beside.with_certificates(acme.shown())?);
                Ok(Self { pages, beside, certificate: Certificate::Acme(acme) })
            }
        }
    }

    /// Where pages are served; by http, unless https is all there is.
    ///
    /// # Errors
    /// When the system cannot tell.
    pub fn address(&self) -> std::io::Result<SocketAddr> {
        self.pages.address()
    }

    /// Where https is served beside http.
    ///
    /// # Errors
    /// When the system cannot tell.
    pub fn beside(&self) -> std::io::Result<Option<SocketAddr>> {
        self.beside.as_ref().map(Listener::address).transpose()
    }

    /// This server's own authority.
    pub const fn own(&self) -> Option<&Arc<Own>> {
        match &self.certificate {
            Certificate::Own(own) => Some(own),
            Certificate::Given | Certificate::Acme(_) => None,
        }
    }

    /// Serves, and keeps the certificate good, until the tasks are told to stop.
    pub fn serve(self, router: &Router, tasks: &Tasks, clock: &Clock) {
        let (clock, stopping) = (clock.clone(), tasks.stopping());
        match self.certificate {
            Certificate::Given => {}
            Certificate::Own(own) => drop(tasks.spawn("tls.keep", own.keep(clock, stopping))),
            Certificate::Acme(acme) => drop(tasks.spawn("tls.keep", acme.keep(clock, stopping))),
        }
        if let Some(beside) = self.beside {
            tasks.spawn("https.listener", beside.serve(router.clone(), tasks.clone()));
        }
        tasks.spawn("http.listener", self.pages.serve(router.clone(), tasks.clone()));
    }
}
