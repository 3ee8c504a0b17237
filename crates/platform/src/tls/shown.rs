//! The certificate that is shown to who connects; it changes while the server runs.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

/// By this protocol an ACME server looks whether a name is ours (RFC 8737).
pub const ACME_TLS: &[u8] = b"acme-tls/1";

/// What is shown now. Until there is something, handshakes fail.
#[derive(Debug, Default)]
pub struct Shown {
    usual: RwLock<Option<Arc<CertifiedKey>>>,
    /// By name, for an ACME server that looks.
    proofs: RwLock<HashMap<String, Arc<CertifiedKey>>>,
}

impl Shown {
    /// From now on this is shown.
    pub fn show(&self, certificate: CertifiedKey) {
        let mut usual = self.usual.write().unwrap_or_else(PoisonError::into_inner);
        *usual = Some(Arc::new(certificate));
    }

    /// Shows a proof that a name is ours to the ACME server.
    pub fn prove(&self, name: &str, proof: CertifiedKey) {
        let mut proofs = self.proofs.write().unwrap_or_else(PoisonError::into_inner);
        proofs.insert(name.to_owned(), Arc::new(proof));
    }

    /// The proofs have been looked at.
    pub fn end_proofs(&self) {
        self.proofs.write().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl ResolvesServerCert for Shown {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let asks_for_proof = hello.alpn().is_some_and(|mut all| all.any(|one| one == ACME_TLS));
        if asks_for_proof {
            let proofs = self.proofs.read().unwrap_or_else(PoisonError::into_inner);
            return proofs.get(hello.server_name()?).cloned();
        }
        self.usual.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
