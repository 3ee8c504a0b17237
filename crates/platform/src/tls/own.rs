//! https by an authority of this server's own: the certificate follows the machine's addresses.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use anyhow::Context as _;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use tokio_util::sync::CancellationToken;
use x509_parser::extensions::GeneralName;
use xingtan_base::clock::UtcMs;

use super::authority::Authority;
use super::machine::{self, Name};
use super::shown::Shown;
use super::{DAY_MS, certified, store};
use crate::clock::Clock;
use crate::config::Config;

/// A certificate that is good for less is made anew.
const RENEW_DAYS: i64 = 10;
/// So often it is looked whether the machine has other addresses.
const LOOK_EVERY: Duration = Duration::from_secs(30);

const CERTIFICATE: &str = "certificate.pem";
const KEY: &str = "key.pem";

/// The authority, and the certificate it signed last.
#[derive(Debug)]
pub struct Own {
    folder: PathBuf,
    listen: IpAddr,
    more: Vec<Name>,
    authority: Authority,
    shown: Arc<Shown>,
    stands: RwLock<Stands>,
}

/// For what the certificate stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stands {
    /// Names and addresses that it is good for.
    pub names: Vec<Name>,
    /// Those that the authority may not vouch for.
    pub left_out: Vec<Name>,
    /// Until when.
    pub until: Option<UtcMs>,
}

impl Own {
    /// Takes what is in the data folder, and makes what is missing.
    ///
    /// # Errors
    /// When a setting is no name, or the folder cannot be used.
    pub fn open(config: &Config, listen: IpAddr, now: UtcMs) -> anyhow::Result<Self> {
        let folder = folder(config);
        let more = asked_for(config)?;
        let names = machine::names(listen, &more);
        let found = Authority::find(&folder)?.filter(|found| found.until() > now);
        let authority = match found {
            Some(found) => found,
            None => Authority::make(&folder, &names, now)?,
        };
        let (shown, stands) = (Arc::default(), RwLock::default());
        let own = Self { folder, listen, more, authority, shown, stands };
        own.stand_for(names, now)?;
        Ok(own)
    }

    /// The authority.
    pub const fn authority(&self) -> &Authority {
        &self.authority
    }

    /// What handshakes are to show.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown)
    }

    /// For what the certificate stands now.
    pub fn stands(&self) -> Stands {
        self.stands.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Sees to it that the certificate is good for these names and long enough; whether it was
    /// made anew.
    ///
    /// # Errors
    /// When the folder cannot be written. The certificate that is shown stays.
    pub fn stand_for(&self, names: Vec<Name>, now: UtcMs) -> anyhow::Result<bool> {
        let (names, left_out): (Vec<_>, Vec<_>) =
            names.into_iter().partition(|name| self.authority.may_vouch_for(name));
        let is_enough = |until: UtcMs| until.since_ms(now) > RENEW_DAYS * DAY_MS;
        let stands = self.stands();
        let is_same = stands.names == names && stands.left_out == left_out;
        if is_same && stands.until.is_some_and(is_enough) {
            return Ok(false);
        }
        let kept = self.kept(&names).filter(|(_, _, until)| is_enough(*until));
        let is_made = kept.is_none();
        let (certificate, key, until) = match kept {
            Some(kept) => kept,
            None => self.make(&names, now)?,
        };
        self.shown.show(certified(&certificate, &key)?);
        if !left_out.is_empty() && left_out != stands.left_out {
            let names: Vec<String> = left_out.iter().map(ToString::to_string).collect();
            let folder = self.folder.display().to_string();
            tracing::warn!(?names, folder, "The authority was made when these were not known.");
        }
        let mut stands = self.stands.write().unwrap_or_else(PoisonError::into_inner);
        *stands = Stands { names, left_out, until: Some(until) };
        Ok(is_made)
    }

    /// Follows the machine's addresses until the server stops.
    pub async fn keep(self: Arc<Self>, clock: Clock, stopping: CancellationToken) {
        while tokio::time::timeout(LOOK_EVERY, stopping.cancelled()).await.is_err() {
            let own = Arc::clone(&self);
            let now = clock.now();
            let look = move || own.stand_for(machine::names(own.listen, &own.more), now);
            match tokio::task::spawn_blocking(look).await {
                Ok(Ok(true)) => tracing::info!("The certificate for https was made anew."),
                Ok(Ok(false)) | Err(_) => {}
                Ok(Err(error)) => {
                    let error = format!("{error:#}");
                    tracing::warn!(error, "The certificate for https cannot be made anew.");
                }
            }
        }
    }

    fn make(&self, names: &[Name], now: UtcMs) -> anyhow::Result<(String, String, UtcMs)> {
        let leaf = self.authority.sign(names, now)?;
        // With its authority behind it, so that it is known again as this one's.
        let chain = format!("{}{}", leaf.certificate, self.authority.pem());
        for (file, text) in [(KEY, &leaf.key), (CERTIFICATE, &chain)] {
            let path = self.folder.join(file);
            store::write(&path, text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok((leaf.certificate, leaf.key, leaf.until))
    }

    /// The certificate that was made before, if it is for these names and of this authority.
    fn kept(&self, names: &[Name]) -> Option<(String, String, UtcMs)> {
        let chain = store::read(&self.folder.join(CERTIFICATE)).ok()??;
        let key = store::read(&self.folder.join(KEY)).ok()??;
        let certificate = chain.strip_suffix(self.authority.pem())?;
        let der = CertificateDer::from_pem_slice(certificate.as_bytes()).ok()?;
        let (_, parsed) = x509_parser::parse_x509_certificate(&der).ok()?;
        let stated = parsed.subject_alternative_name().ok()??;
        let mut found: Vec<Name> = stated.value.general_names.iter().filter_map(name_of).collect();
        found.sort();
        certified(certificate, &key).ok()?;
        let until = UtcMs(parsed.validity().not_after.timestamp() * 1000);
        (found == names).then(|| (certificate.to_owned(), key, until))
    }
}

fn name_of(stated: &GeneralName<'_>) -> Option<Name> {
    match stated {
        GeneralName::DNSName(name) => Name::parse(name),
        GeneralName::IPAddress(bytes) => {
            let four = <[u8; 4]>::try_from(*bytes).map(IpAddr::from).ok();
            let ip = four.or_else(|| <[u8; 16]>::try_from(*bytes).map(IpAddr::from).ok());
            ip.map(Name::Address)
        }
        _ => None,
    }
}

/// Where the authority and its certificate lie.
pub fn folder(config: &Config) -> PathBuf {
    config.data.join("tls")
}

/// The names that the settings ask for.
///
/// # Errors
/// When one is no name.
pub fn asked_for(config: &Config) -> anyhow::Result<Vec<Name>> {
    let mut names = Vec::new();
    for text in &config.tls_names {
        let name = Name::parse(text);
        names.push(name.with_context(|| format!("`tls_names`: {text} is no name or address"))?);
    }
    names.extend(config.public_host().and_then(|host| Name::of_host(&host)));
    names.sort();
    names.dedup();
    Ok(names)
}

/// How things stand, for `xingtan doctor`, without changing anything.
///
/// # Errors
/// What is wrong, and what to do about it.
pub fn examine(config: &Config, listen: IpAddr, now: UtcMs) -> Result<String, String> {
    let folder = folder(config);
    let words = |error: anyhow::Error| format!("{error:#}");
    let names = machine::names(listen, &asked_for(config).map_err(words)?);
    let Some(authority) = Authority::find(&folder).map_err(words)? else {
        return Ok("this server's own authority will be made when it starts".to_owned());
    };
    if authority.until() <= now {
        let name = authority.name();
        return Err(format!(
            "the authority {name} has run out; a new one is made when the server starts, and each \
             device has to be told to trust that"
        ));
    }
    for file in ["authority-key.pem", KEY] {
        check_rights(&folder.join(file))?;
    }
    let left_out: Vec<String> = names
        .iter()
        .filter(|name| !authority.may_vouch_for(name))
        .map(ToString::to_string)
        .collect();
    if !left_out.is_empty() {
        return Err(format!(
            "the authority {} was made before this machine had {}; who opens these is warned. To \
             have them in, delete {} and tell each device to trust the new authority",
            authority.name(),
            left_out.join(", "),
            folder.display()
        ));
    }
    Ok(format!(
        "the authority {} (SHA-256 {}) vouches for {}",
        authority.name(),
        authority.fingerprint(),
        names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    ))
}

fn check_rights(path: &Path) -> Result<(), String> {
    match store::is_open_to_others(path) {
        Ok(true) => {
            let path = path.display();
            Err(format!("others on this machine may read {path}; run `chmod 600 {path}`"))
        }
        // What is not there yet is made with the right rights.
        Ok(false) | Err(_) => Ok(()),
    }
}
