//! A certificate authority of this server's own.
//!
//! Each device has to be told once to trust it, so it lives long. What it may vouch for is written
//! into it: this machine's names and addresses, and what no public site has. Who stole its key
//! could therefore not pass for a bank to the school's devices.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::path::Path;

use anyhow::Context as _;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    NameConstraints, PublicKeyData as _, date_time_ymd,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use sha2::{Digest as _, Sha256};
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::X509Certificate;
use xingtan_base::clock::UtcMs;

use super::machine::{self, Name};
use super::{DAY_MS, moment, store};

/// It is good for so long.
const AUTHORITY_DAYS: i64 = 3650;
/// What it signs is good for so long.
const LEAF_DAYS: i64 = 30;
/// Clocks of devices that are so much behind take a fresh certificate all the same.
const BEHIND_DAYS: i64 = 2;

const CERTIFICATE: &str = "authority.pem";
const KEY: &str = "authority-key.pem";

/// Names that no public site has, with all that is below them.
const PRIVATE_NAMES: [&str; 5] = ["localhost", "local", "lan", "internal", "home.arpa"];

/// Addresses that no public site has.
const PRIVATE_ADDRESSES: [(IpAddr, u8); 9] = [
    (IpAddr::V4(Ipv4Addr::new(10, 0, 0, 0)), 8),
    (IpAddr::V4(Ipv4Addr::new(172, 16, 0, 0)), 12),
    (IpAddr::V4(Ipv4Addr::new(192, 168, 0, 0)), 16),
    (IpAddr::V4(Ipv4Addr::new(100, 64, 0, 0)), 10),
    (IpAddr::V4(Ipv4Addr::new(169, 254, 0, 0)), 16),
    (IpAddr::V4(Ipv4Addr::new(127, 0, 0, 0)), 8),
    (IpAddr::V6(Ipv6Addr::LOCALHOST), 128),
    (IpAddr::V6(Ipv6Addr::new(0xfc00, 0, 0, 0, 0, 0, 0, 0)), 7),
    (IpAddr::V6(Ipv6Addr::new(0xfe80, 0, 0, 0, 0, 0, 0, 0)), 10),
];

/// The authority and its key.
pub struct Authority {
    certificate: CertificateDer<'static>,
    pem: String,
    issuer: Issuer<'static, KeyPair>,
    name: String,
    until: UtcMs,
    allowed: Vec<Allowed>,
}

/// What an authority may vouch for.
enum Allowed {
    /// A name and all below it.
    Below(String),
    /// Addresses: the bits of the first under those of the second.
    Within(Vec<u8>, Vec<u8>),
}

/// A certificate that the authority signed, with its key.
pub struct Leaf {
    /// The certificate (PEM).
    pub certificate: String,
    /// Its key (PEM).
    pub key: String,
    /// Until when it is good.
    pub until: UtcMs,
}

impl std::fmt::Debug for Authority {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Authority").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Authority {
    /// Takes the authority that is in a folder, if there is one.
    ///
    /// # Errors
    /// When its files cannot be read, or one is missing.
    pub fn find(folder: &Path) -> anyhow::Result<Option<Self>> {
        let (certificate, key) = (folder.join(CERTIFICATE), folder.join(KEY));
        let pem = store::read(&certificate)
            .with_context(|| format!("cannot read {}", certificate.display()))?;
        // A key alone is what a crash left of making both.
        let Some(pem) = pem else { return Ok(None) };
        let key = store::read(&key)
            .with_context(|| format!("cannot read {}", key.display()))?
            .with_context(|| {
                let (key, certificate) = (key.display(), certificate.display());
                format!(
                    "{key} is not there; put it back from a copy, or delete {certificate}, and \
                     have each device trust the new authority"
                )
            })?;
        let read = Self::read(pem, &key);
        read.map(Some).with_context(|| format!("{} is no authority's", certificate.display()))
    }

    /// Makes an authority for these names and writes it into a folder.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn make(folder: &Path, names: &[Name], now: UtcMs) -> anyhow::Result<Self> {
        let key = KeyPair::generate().context("no key can be made")?;
        let certificate = params(names, &key, now).self_signed(&key)?;
        let (pem, key) = (certificate.pem(), key.serialize_pem());
        store::folder(folder).with_context(|| format!("cannot make {}", folder.display()))?;
        for (file, text) in [(KEY, &key), (CERTIFICATE, &pem)] {
            let path = folder.join(file);
            store::write(&path, text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Self::read(pem, &key)
    }

    fn read(pem: String, key: &str) -> anyhow::Result<Self> {
        let certificate = CertificateDer::from_pem_slice(pem.as_bytes())?;
        let (_, parsed) = x509_parser::parse_x509_certificate(&certificate)?;
        let key = KeyPair::from_pem(key)?;
        if parsed.public_key().subject_public_key.data != key.der_bytes() {
            anyhow::bail!("the certificate and the key do not fit together");
        }
        let name = parsed.subject().iter_common_name().next();
        let name = name.and_then(|name| name.as_str().ok()).unwrap_or_default().to_owned();
        let until = UtcMs(parsed.validity().not_after.timestamp() * 1000);
        let allowed = allowed(&parsed)?;
        let issuer = Issuer::from_ca_cert_der(&certificate, key)?;
        Ok(Self { certificate: certificate.clone(), pem, issuer, name, until, allowed })
    }

    /// The certificate that devices are told to trust (DER).
    pub fn der(&self) -> &[u8] {
        &self.certificate
    }

    /// The same as text.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// What devices call it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Until when it is good.
    pub const fn until(&self) -> UtcMs {
        self.until
    }

    /// By what people compare it: the SHA-256 of the certificate, as devices write it.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(&self.certificate);
        let pairs: Vec<String> = digest.iter().map(|byte| format!("{byte:02X}")).collect();
        pairs.join(":")
    }

    /// Whether it may vouch for a name. One that it may not would spoil a certificate whole.
    pub fn may_vouch_for(&self, name: &Name) -> bool {
        self.allowed.iter().any(|allowed| allowed.covers(name))
    }

    /// Signs a certificate for these names.
    ///
    /// # Errors
    /// When a name cannot stand in a certificate.
    pub fn sign(&self, names: &[Name], now: UtcMs) -> anyhow::Result<Leaf> {
        let key = KeyPair::generate().context("no key can be made")?;
        let texts: Vec<String> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(texts)?;
        let until = now.plus_ms(LEAF_DAYS * DAY_MS);
        params.not_before = date_time_ymd(1970, 1, 1) + moment(now.plus_ms(-BEHIND_DAYS * DAY_MS));
        params.not_after = date_time_ymd(1970, 1, 1) + moment(until);
        params.distinguished_name = called("Xingtan");
        params.is_ca = IsCa::ExplicitNoCa;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&key, &self.issuer)?;
        Ok(Leaf { certificate: certificate.pem(), key: key.serialize_pem(), until })
    }
}

fn called(name: &str) -> DistinguishedName {
    let mut called = DistinguishedName::new();
    called.push(DnType::CommonName, name);
    called
}

fn params(names: &[Name], key: &KeyPair, now: UtcMs) -> CertificateParams {
    let mut params = CertificateParams::default();
    // Two machines of one name, or one that got a new authority, are told apart.
    let mark = Sha256::digest(key.der_bytes());
    let host = machine::host_name().unwrap_or_else(|| "server".to_owned());
    let host: String = host.chars().take(40).collect();
    params.distinguished_name = called(&format!("Xingtan {host} {:02X}{:02X}", mark[0], mark[1]));
    params.not_before = date_time_ymd(1970, 1, 1) + moment(now.plus_ms(-BEHIND_DAYS * DAY_MS));
    params.not_after = date_time_ymd(1970, 1, 1) + moment(now.plus_ms(AUTHORITY_DAYS * DAY_MS));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let own = names.iter().map(|name| match name {
        Name::Dns(name) => GeneralSubtree::DnsName(name.clone()),
        Name::Address(ip) => {
            let bits = if ip.is_ipv4() { 32 } else { 128 };
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*ip, bits))
        }
    });
    let private = PRIVATE_NAMES.iter().map(|name| GeneralSubtree::DnsName((*name).to_owned()));
    let nets = PRIVATE_ADDRESSES
        .iter()
        .map(|(ip, bits)| GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(*ip, *bits)));
    params.name_constraints = Some(NameConstraints {
        permitted_subtrees: private.chain(nets).chain(own).collect(),
        excluded_subtrees: Vec::new(),
    });
    params
}

fn allowed(certificate: &X509Certificate<'_>) -> anyhow::Result<Vec<Allowed>> {
    let Some(constraints) = certificate.name_constraints()? else {
        anyhow::bail!("it may vouch for anything, which no authority of ours may");
    };
    let permitted = constraints.value.permitted_subtrees.iter().flatten();
    Ok(permitted
        .filter_map(|subtree| match &subtree.base {
            GeneralName::DNSName(name) => Some(Allowed::Below(name.to_ascii_lowercase())),
            GeneralName::IPAddress(bytes) => {
                let (address, mask) = bytes.split_at(bytes.len() / 2);
                Some(Allowed::Within(address.to_vec(), mask.to_vec()))
            }
            _ => None,
        })
        .collect())
}

impl Allowed {
    fn covers(&self, name: &Name) -> bool {
        match (self, name) {
            (Self::Below(above), Name::Dns(name)) => {
                let below = name.strip_suffix(above.as_str());
                below.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
            }
            (Self::Within(net, mask), Name::Address(address)) => {
                let bytes = match address {
                    IpAddr::V4(four) => four.octets().to_vec(),
                    IpAddr::V6(six) => six.octets().to_vec(),
                };
                let same = |((byte, net), mask): ((&u8, &u8), &u8)| byte & mask == net & mask;
                bytes.len() == net.len() && bytes.iter().zip(net).zip(mask).all(same)
            }
            _ => false,
        }
    }
}
