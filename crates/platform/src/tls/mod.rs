//! Certificates that this server gets by itself: from an authority of its own, for a network
//! without a domain, or from an ACME server for one with a domain.

pub mod acme;
pub mod authority;
pub mod machine;
pub mod own;
pub mod shown;

mod store;

#[cfg(test)]
mod tests;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use xingtan_base::clock::UtcMs;

/// A day in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A chain and its key, to be shown in handshakes.
fn certified(chain: &str, key: &str) -> anyhow::Result<CertifiedKey> {
    let chain = CertificateDer::pem_slice_iter(chain.as_bytes()).collect::<Result<Vec<_>, _>>()?;
    let key = PrivateKeyDer::from_pem_slice(key.as_bytes())?;
    Ok(CertifiedKey::from_der(chain, key, &rustls::crypto::ring::default_provider())?)
}

/// A time as certificates have it; to the second.
fn moment(time: UtcMs) -> std::time::Duration {
    std::time::Duration::from_secs(u64::try_from(time.0 / 1000).unwrap_or_default())
}
