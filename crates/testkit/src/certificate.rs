//! A certificate of a server that ends TLS itself.

use std::fs;
use std::path::{Path, PathBuf};

/// A certificate for this machine that vouches for itself, as files the server is told of.
pub struct Certificate {
    /// The certificate (PEM).
    pub chain: PathBuf,
    /// Its private key (PEM).
    pub key: PathBuf,
    /// The certificate as a client trusts it (DER).
    pub trusted: Vec<u8>,
}

impl Certificate {
    /// Makes one and writes it into a folder.
    pub fn write(folder: &Path) -> Self {
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]);
        let made = made.expect("an address can be certified");
        let (chain, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
        fs::write(&chain, made.cert.pem()).expect("the folder can be written");
        fs::write(&key, made.signing_key.serialize_pem()).expect("the folder can be written");
        Self { chain, key, trusted: made.cert.der().to_vec() }
    }
}
