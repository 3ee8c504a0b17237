//! A certificate from Let's Encrypt or another authority that speaks ACME (RFC 8555).
//!
//! That a name is ours is proven in the handshake (`tls-alpn-01`, RFC 8737), so that the port of
//! https is the only one that has to be reached from outside.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use instant_acme::{
    Account, AccountCredentials, AuthorizationStatus, ChallengeType, Identifier, KeyAuthorization,
    LetsEncrypt, NewAccount, NewOrder, OrderStatus, RetryPolicy,
};
use rcgen::{CertificateParams, CustomExtension, KeyPair};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer};
use rustls::sign::CertifiedKey;
use tokio_util::sync::CancellationToken;
use x509_parser::extensions::GeneralName;
use xingtan_base::clock::UtcMs;

use super::machine::Name;
use super::shown::Shown;
use super::{certified, own, store};
use crate::clock::Clock;
use crate::config::Config;

/// Such a part of a certificate's time is left when it is asked for anew.
const RENEW_AT: i64 = 3;
/// So often it is looked whether it is time.
const LOOK_EVERY: Duration = Duration::from_secs(3600);
/// After a failure it is tried again so soon, then after twice as long each time: authorities count
/// failures by the hour.
const AGAIN_FIRST: Duration = Duration::from_secs(120);
const AGAIN_MOST: Duration = Duration::from_secs(6 * 3600);
/// So long an authority may take over one order.
const PATIENCE: Duration = Duration::from_secs(120);

const ACCOUNT: &str = "acme-account.json";
const CERTIFICATE: &str = "acme-certificate.pem";
const KEY: &str = "acme-key.pem";

/// The names, and the certificate that is shown for them.
#[derive(Debug)]
pub struct Acme {
    folder: PathBuf,
    names: Vec<String>,
    directory: String,
    contact: Option<String>,
    trust: Option<PathBuf>,
    shown: Arc<Shown>,
}

/// From when until when a certificate is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// From when.
    pub from: UtcMs,
    /// Until when.
    pub until: UtcMs,
}

impl Span {
    /// Whether it is time to ask for a new one.
    pub const fn is_due(self, now: UtcMs) -> bool {
        self.until.since_ms(now) < self.until.since_ms(self.from) / RENEW_AT
    }
}

impl Acme {
    /// Takes the settings, and shows the certificate that was had before, if there is one.
    ///
    /// # Errors
    /// When a name is none that an authority could vouch for.
    pub fn open(config: &Config) -> anyhow::Result<Self> {
        let mut names = Vec::new();
        for name in own::asked_for(config)? {
            match name {
                Name::Dns(name) if name.contains('.') => names.push(name),
                other => anyhow::bail!("`tls_names`: no authority vouches for {other} by ACME"),
            }
        }
        let directory = config.acme_directory.clone();
        let acme = Self {
            folder: own::folder(config),
            names,
            directory: directory.unwrap_or_else(|| LetsEncrypt::Production.url().to_owned()),
            contact: config.acme_contact.clone(),
            trust: config.acme_trust.clone(),
            shown: Arc::default(),
        };
        if let Some((chain, key, _)) = acme.kept() {
            acme.shown.show(certified(&chain, &key)?);
        }
        Ok(acme)
    }

    /// What handshakes are to show.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown)
    }

    /// The names that it is for.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// From when until when the certificate is good that is there, if it is for these names.
    pub fn span(&self) -> Option<Span> {
        self.kept().map(|(_, _, span)| span)
    }

    /// Asks for a certificate whenever it is time, until the server stops.
    pub async fn keep(self: Arc<Self>, clock: Clock, stopping: CancellationToken) {
        let mut again = AGAIN_FIRST;
        loop {
            let mut wait = LOOK_EVERY;
            if self.span().is_none_or(|span| span.is_due(clock.now())) {
                let asked = tokio::select! {
                    asked = self.renew() => asked,
                    () = stopping.cancelled() => return,
                };
                match asked {
                    Ok(()) => {
                        tracing::info!(names = ?self.names, "A certificate for https was got.");
                        again = AGAIN_FIRST;
                    }
                    Err(error) => {
                        let (error, seconds) = (format!("{error:#}"), again.as_secs());
                        tracing::warn!(error, seconds, "No certificate for https; trying again.");
                        wait = again;
                        again = AGAIN_MOST.min(again * 2);
                    }
                }
            }
            if tokio::time::timeout(wait, stopping.cancelled()).await.is_ok() {
                return;
            }
        }
    }

    /// Gets a certificate, keeps it and shows it.
    ///
    /// # Errors
    /// Why the authority gives none.
    pub async fn renew(&self) -> anyhow::Result<()> {
        let asked = tokio::time::timeout(PATIENCE, self.order()).await;
        self.shown.end_proofs();
        let (chain, key) = asked.context("the authority took too long")??;
        let shown = certified(&chain, &key).context("the authority sent no usable certificate")?;
        for (file, text) in [(KEY, &key), (CERTIFICATE, &chain)] {
            let path = self.folder.join(file);
            store::write(&path, text)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        self.shown.show(shown);
        Ok(())
    }

    async fn order(&self) -> anyhow::Result<(String, String)> {
        let account = self.account().await?;
        let names: Vec<Identifier> = self.names.iter().cloned().map(Identifier::Dns).collect();
        let order = account.new_order(&NewOrder::new(&names)).await;
        let mut order = order.context("the authority takes no order")?;
        let mut authorizations = order.authorizations();
        while let Some(authorization) = authorizations.next().await {
            let mut authorization = authorization?;
            if authorization.status == AuthorizationStatus::Valid {
                continue;
            }
            let challenge = authorization.challenge(ChallengeType::TlsAlpn01);
            let mut challenge = challenge.context("the authority does not do tls-alpn-01")?;
            let name = challenge.identifier().to_string();
            self.shown.prove(&name, proof(&name, &challenge.key_authorization())?);
            challenge.set_ready().await?;
        }
        let retries = RetryPolicy::new().timeout(PATIENCE);
        match order.poll_ready(&retries).await {
            Ok(OrderStatus::Ready) => {}
            ended => {
                let why = refusal(&mut order).await;
                let why = why.or_else(|| Some(ended.err()?.to_string())).unwrap_or_default();
                anyhow::bail!("the authority could not see that the names are ours: {why}");
            }
        }
        let key = order.finalize().await?;
        Ok((order.poll_certificate(&retries).await?, key))
    }

    /// The account at the authority; made when there is none yet.
    async fn account(&self) -> anyhow::Result<Account> {
        // The library takes the process's provider; a second call is in vain.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = match &self.trust {
            Some(path) => Account::builder_with_root(path)
                .with_context(|| format!("`acme_trust`: {} cannot be used", path.display()))?,
            None => Account::builder()?,
        };
        store::folder(&self.folder)?;
        let path = self.folder.join(ACCOUNT);
        let kept = store::read(&path)?.and_then(|text| serde_json::from_str::<Kept>(&text).ok());
        if let Some(kept) = kept.filter(|kept| kept.directory == self.directory) {
            let account = builder.from_credentials(kept.credentials).await;
            return account.context("the authority cannot be reached");
        }
        let contact = self.contact.as_ref().map(|mail| format!("mailto:{mail}"));
        let contact: Vec<&str> = contact.as_deref().into_iter().collect();
        let account = NewAccount {
            contact: &contact,
            terms_of_service_agreed: true,
            only_return_existing: false,
        };
        let made = builder.create(&account, self.directory.clone(), None).await;
        let (account, credentials) =
            made.with_context(|| format!("the authority at {} makes no account", self.directory))?;
        let kept = Kept { directory: self.directory.clone(), credentials };
        store::write(&path, &serde_json::to_string(&kept)?)?;
        Ok(account)
    }

    fn kept(&self) -> Option<(String, String, Span)> {
        let chain = store::read(&self.folder.join(CERTIFICATE)).ok()??;
        let key = store::read(&self.folder.join(KEY)).ok()??;
        let der = CertificateDer::from_pem_slice(chain.as_bytes()).ok()?;
        let (_, parsed) = x509_parser::parse_x509_certificate(&der).ok()?;
        let stated = parsed.subject_alternative_name().ok()??;
        let is_stated = |name: &String| {
            let mut all = stated.value.general_names.iter();
            all.any(|one| matches!(one, GeneralName::DNSName(found) if found == name))
        };
        let moment = |time: x509_parser::time::ASN1Time| UtcMs(time.timestamp() * 1000);
        let validity = parsed.validity();
        let span = Span { from: moment(validity.not_before), until: moment(validity.not_after) };
        certified(&chain, &key).ok()?;
        self.names.iter().all(is_stated).then_some((chain, key, span))
    }
}

/// The account, and at which authority it is.
#[derive(serde::Serialize, serde::Deserialize)]
struct Kept {
    directory: String,
    credentials: AccountCredentials,
}

/// The certificate that proves a name to be ours, and is good for nothing else.
fn proof(name: &str, words: &KeyAuthorization) -> anyhow::Result<CertifiedKey> {
    let key = KeyPair::generate()?;
    let mut params = CertificateParams::new([name.to_owned()])?;
    params.custom_extensions = vec![CustomExtension::new_acme_identifier(words.digest().as_ref())];
    let certificate = params.self_signed(&key)?;
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    // Whether the two fit together cannot be asked of a certificate that is good for nothing else.
    let signs = rustls::crypto::ring::sign::any_supported_type(&key.into())?;
    Ok(CertifiedKey::new(vec![certificate.into()], signs))
}

/// Why the authority does not believe that a name is ours, in its own words.
async fn refusal(order: &mut instant_acme::Order) -> Option<String> {
    let mut words = Vec::new();
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        let Ok(state) = authorization.refresh().await else { continue };
        let said = state.challenges.iter().filter_map(|challenge| challenge.error.as_ref());
        words.extend(said.map(ToString::to_string));
    }
    (!words.is_empty()).then(|| words.join("; "))
}

/// How things stand, for `xingtan doctor`, without changing anything.
///
/// # Errors
/// What is wrong, and what to do about it.
pub fn examine(config: &Config, now: UtcMs) -> Result<String, String> {
    let acme = Acme::open(config).map_err(|error| format!("{error:#}"))?;
    let names = acme.names.join(", ");
    match acme.span() {
        None => Ok(format!(
            "{} will be asked for a certificate for {names} when the server starts; it has to \
             reach port 443 of these names",
            acme.directory
        )),
        Some(span) if span.until <= now => Err(format!(
            "the certificate for {names} has run out; the log says why it got no other"
        )),
        Some(span) => {
            let days = span.until.since_ms(now) / super::DAY_MS;
            Ok(format!("the certificate for {names} is good for {days} days"))
        }
    }
}
