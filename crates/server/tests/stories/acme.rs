//! A certificate from an ACME server: Pebble, the one by which Let's Encrypt tests its clients.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::json;
use tokio::net::TcpListener;
use xingtan_platform::config::{Config, Tls};
use xingtan_platform::tls::acme::Acme;
use xingtan_testkit::{Browser, Certificate, DatabaseKind, FilesKind, Place, World, until};

const NAME: &str = "class.xingtan.test";

/// Pebble, and the names under which it finds this machine. Both end with the test.
struct Pebble {
    programs: [Child; 2],
    directory: String,
    roots: String,
    trust: PathBuf,
    trusted: Vec<u8>,
    _folder: tempfile::TempDir,
}

impl Pebble {
    /// Starts one that looks for proofs at this port of this machine.
    async fn start(looks_at: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let certificate = Certificate::write(folder.path());
        let [listen, manage, names, unused] =
            [free().await, free().await, free().await, free().await];
        let config = json!({"pebble": {
            "listenAddress": listen, "managementListenAddress": manage,
            "certificate": certificate.chain, "privateKey": certificate.key,
            "httpPort": unused.port(), "tlsPort": looks_at,
            "ocspResponderURL": "", "externalAccountBindingRequired": false,
        }});
        let path = folder.path().join("pebble.json");
        std::fs::write(&path, config.to_string()).unwrap();
        let found = quiet("pebble-challtestsrv")
            .args(["-defaultIPv4", "127.0.0.1", "-defaultIPv6", "", "-http01", ""])
            .args(["-https01", "", "-tlsalpn01", "", "-dns01", &names.to_string()])
            .args(["-management", &unused.to_string()])
            .spawn();
        let found = found.expect("pebble is installed: `cargo xtask test` sees to it");
        let pebble = quiet("pebble")
            .args(["-config".as_ref(), path.as_os_str()])
            .args(["-dnsserver", &names.to_string()])
            .env("PEBBLE_VA_NOSLEEP", "1")
            .spawn();
        let pebble = Self {
            programs: [pebble.unwrap(), found],
            directory: format!("https://{listen}/dir"),
            roots: format!("https://{manage}"),
            trust: certificate.chain,
            trusted: certificate.trusted,
            _folder: folder,
        };
        for address in [listen, manage, names] {
            let connect = async || tokio::net::TcpStream::connect(address).await.ok();
            drop(until("pebble listens", connect).await);
        }
        pebble
    }

    fn set(&self, config: &mut Config, at: SocketAddr) {
        config.tls = Tls::Acme;
        config.tls_listen = Some(at);
        config.tls_names = vec![NAME.to_owned()];
        config.acme_directory = Some(self.directory.clone());
        config.acme_trust = Some(self.trust.clone());
        config.acme_contact = Some("technician@xingtan.test".to_owned());
    }

    /// A browser that trusts what Pebble vouches for, and finds the name at this address.
    async fn browser(&self, at: SocketAddr) -> Browser {
        let manager = Browser::trusting(&self.roots, &self.trusted);
        let root = manager.get("/roots/0").await.is(200).text();
        let root = CertificateDer::from_pem_slice(root.as_bytes()).unwrap();
        Browser::trusting_at(&format!("https://{NAME}:{}", at.port()), &root, Some((NAME, at)))
    }
}

impl Drop for Pebble {
    fn drop(&mut self) {
        for program in &mut self.programs {
            let _ = program.kill();
            let _ = program.wait();
        }
    }
}

fn quiet(program: &str) -> Command {
    let mut command = Command::new(program);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// An address that nobody listens at, but for who is told of it.
async fn free() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap()
}

async fn certificate_other_than(data: &Path, before: &str) -> String {
    let path = data.join("tls/acme-certificate.pem");
    let read = async || std::fs::read_to_string(&path).ok().filter(|found| found != before);
    until("a certificate comes", read).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_with_a_domain_gets_its_certificate_by_itself() {
    let at = free().await;
    let pebble = Pebble::start(at.port()).await;
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    let mut world = World::open_set(place, |config| pebble.set(config, at)).await;
    let first = certificate_other_than(world.place().data(), "").await;
    let browser = pebble.browser(at).await;
    let page = browser.get("/").await.is(200);
    assert!(page.headers.contains_key("strict-transport-security"));
    let told = browser.get("/api/trust").await.is(200).json();
    let url = format!("https://{NAME}");
    assert_eq!((&told["way"], &told["url"]), (&"public".into(), &url.into()));

    // Who comes by http is sent on; what a program on the machine asks is answered.
    let http = format!("http://{}", world.server().http);
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let client = client.no_proxy().build().unwrap();
    let sent = client.get(format!("{http}/room/1?t=2")).send().await.unwrap();
    assert_eq!(sent.status(), 308);
    assert_eq!(sent.headers()["location"], format!("https://{NAME}/room/1?t=2"));
    let alive = client.get(format!("{http}/health/live")).send().await.unwrap();
    assert_eq!(alive.status(), 200);

    // The next one comes before the first runs out, by the same account.
    let account = world.place().data().join("tls/acme-account.json");
    let before = std::fs::read_to_string(&account).unwrap();
    world.stop().await;
    world.start().await;
    let _ = browser.get("/").await.is(200);
    let config = &world.server().domains.ctx.config;
    let until_ms = Acme::open(config).unwrap().span().unwrap().until.since_ms(world.now());
    world.stop().await;
    world.hand.advance_ms(until_ms - until_ms / 4);
    world.start().await;
    let second = certificate_other_than(world.place().data(), &first).await;
    assert_ne!(first, second);
    let _ = pebble.browser(at).await.get("/").await.is(200);
    assert_eq!(std::fs::read_to_string(&account).unwrap(), before);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_that_is_not_ours_gets_no_certificate_and_the_reason_is_told() {
    let at = free().await;
    // Nobody listens where it looks for the proof.
    let pebble = Pebble::start(free().await.port()).await;
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config { data: folder.path().to_owned(), ..Config::default() };
    pebble.set(&mut config, at);
    let acme = Acme::open(&config).unwrap();
    let words = format!("{:#}", acme.renew().await.unwrap_err());
    assert!(words.contains("could not see that the names are ours"), "{words}");
    assert!(words.contains("Failed to connect"), "the authority's own words: {words}");
    assert!(acme.span().is_none());
    config.tls_names = vec!["192.168.1.5".to_owned()];
    let words = Acme::open(&config).unwrap_err().to_string();
    assert!(words.contains("no authority vouches for 192.168.1.5"), "{words}");
}
