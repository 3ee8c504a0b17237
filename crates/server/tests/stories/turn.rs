//! Leave to use a TURN server: who gets it, and whether a real coturn takes it.

use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};

use hmac::{Hmac, KeyInit as _, Mac as _};
use md5::{Digest as _, Md5};
use reqwest::Method;
use serde_json::json;
use sha1::Sha1;
use tokio::net::UdpSocket;
use tokio::time::{Duration, timeout};
use xingtan_testkit::{Answer, Browser, DatabaseKind, FilesKind, PATIENCE, Place, World, until};

const SECRET: &str = "shared-by-two";
const REALM: &str = "xingtan.test";

/// A coturn of the test's own. It ends with the test.
struct Coturn {
    child: Child,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Coturn {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Of two that ask at once each gets another port, and coturn takes it right after.
        let free = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = free.local_addr().unwrap();
        drop(free);
        let child = Command::new("turnserver")
            .args(["-n", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--no-tls"])
            .args(["--no-dtls", "--no-cli", "--use-auth-secret", "--allow-loopback-peers"])
            .arg(format!("--listening-port={}", address.port()))
            .arg(format!("--static-auth-secret={SECRET}"))
            .arg(format!("--realm={REALM}"))
            .arg(format!("--pidfile={}", folder.path().join("pid").display()))
            .arg(format!("--userdb={}", folder.path().join("users").display()))
            .arg("--log-file=stdout")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let child = child.expect("coturn is installed: `cargo xtask test` sees to it");
        let coturn = Self { child, address, _folder: folder };
        until("coturn answers", async || coturn.ask(&request(&[])).await).await;
        coturn
    }

    /// Its answer to one datagram, if it comes soon.
    async fn ask(&self, datagram: &[u8]) -> Option<Vec<u8>> {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        socket.connect(self.address).await.unwrap();
        exchange(&socket, datagram, Duration::from_millis(500)).await
    }

    /// Asks for a relayed address with a name and a password; the error's code, or 0.
    async fn allocate(&self, name: &str, password: &str) -> u16 {
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        socket.connect(self.address).await.unwrap();
        let refused = exchange(&socket, &request(&[]), PATIENCE).await.expect("coturn answers");
        assert_eq!(error_of(&refused), 401, "nobody is let in without a name");
        let nonce = attribute(&refused, NONCE).expect("a nonce to answer with");
        let with = [(USERNAME, name.as_bytes()), (NONCE, nonce), (STUN_REALM, REALM.as_bytes())];
        let key = Md5::digest(format!("{name}:{REALM}:{password}"));
        let signed = sign(request(&with), &key);
        let answer = exchange(&socket, &signed, PATIENCE).await.expect("coturn answers");
        let code = error_of(&answer);
        let is_relayed = attribute(&answer, RELAYED).is_some();
        assert_eq!(is_relayed, code == 0, "an address comes with success and only then");
        code
    }
}

impl Drop for Coturn {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn exchange(socket: &UdpSocket, datagram: &[u8], patience: Duration) -> Option<Vec<u8>> {
    // Before it listens the system says that nobody does.
    socket.send(datagram).await.ok()?;
    let mut buffer = vec![0; 1500];
    let length = timeout(patience, socket.recv(&mut buffer)).await.ok()?.ok()?;
    buffer.truncate(length);
    Some(buffer)
}

// As much of STUN (RFC 8489) and TURN (RFC 8656) as asks for a relayed address.
const ALLOCATE: u16 = 0x0003;
const USERNAME: u16 = 0x0006;
const INTEGRITY: u16 = 0x0008;
const ERROR: u16 = 0x0009;
const STUN_REALM: u16 = 0x0014;
const NONCE: u16 = 0x0015;
const RELAYED: u16 = 0x0016;
const TRANSPORT: u16 = 0x0019;
const COOKIE: [u8; 4] = [0x21, 0x12, 0xa4, 0x42];
const HEAD: usize = 20;

fn request(with: &[(u16, &[u8])]) -> Vec<u8> {
    let mut message = ALLOCATE.to_be_bytes().to_vec();
    message.extend([0, 0]);
    message.extend(COOKIE);
    message.extend(*b"one request.");
    append(&mut message, TRANSPORT, &[17, 0, 0, 0]);
    for (kind, value) in with {
        append(&mut message, *kind, value);
    }
    set_length(&mut message, 0);
    message
}

fn append(message: &mut Vec<u8>, kind: u16, value: &[u8]) {
    message.extend(kind.to_be_bytes());
    message.extend(u16::try_from(value.len()).unwrap().to_be_bytes());
    message.extend(value);
    message.resize(message.len().next_multiple_of(4), 0);
}

fn set_length(message: &mut [u8], more: usize) {
    let length = u16::try_from(message.len() - HEAD + more).unwrap();
    message[2..4].copy_from_slice(&length.to_be_bytes());
}

/// The proof covers a length that has the proof in it.
fn sign(mut message: Vec<u8>, key: &[u8]) -> Vec<u8> {
    set_length(&mut message, 24);
    let mut mac = Hmac::<Sha1>::new_from_slice(key).unwrap();
    mac.update(&message);
    append(&mut message, INTEGRITY, &mac.finalize().into_bytes());
    message
}

fn attribute(message: &[u8], wanted: u16) -> Option<&[u8]> {
    let mut rest = message.get(HEAD..)?;
    while let [a, b, c, d, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*c, *d]));
        if u16::from_be_bytes([*a, *b]) == wanted {
            return after.get(..length);
        }
        rest = after.get(length.next_multiple_of(4)..)?;
    }
    None
}

fn error_of(message: &[u8]) -> u16 {
    attribute(message, ERROR).map_or(0, |error| u16::from(error[2]) * 100 + u16::from(error[3]))
}

/// The links to TURN servers of an answer: address, name, password.
fn links(answer: &Answer) -> Vec<[String; 3]> {
    let links = answer.headers.get_all("link").iter().map(|link| link.to_str().unwrap());
    links
        .map(|link| {
            assert!(link.contains("rel=\"ice-server\""), "{link}");
            let of = |name: &str| {
                let (_, rest) = link.split_once(&format!("; {name}=\"")).unwrap();
                rest.split_once('"').unwrap().0.to_owned()
            };
            let url = link.strip_prefix('<').unwrap().split_once('>').unwrap().0.to_owned();
            [url, of("username"), of("credential")]
        })
        .collect()
}

async fn options(browser: &Browser, path: &str) -> Vec<[String; 3]> {
    let answer = browser.send(Method::OPTIONS, path, None).await.is(204);
    assert_eq!(answer.headers["accept-post"], "application/sdp");
    links(&answer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_be_on_the_stage_may_use_the_turn_server_and_nobody_else() {
    let coturn = Coturn::start().await;
    let address = coturn.address;
    let urls = [format!("turn:{address}"), format!("turns:{address}?transport=tcp")];
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    let mut world = World::open_set(place, |config| {
        config.turn_urls = urls.to_vec();
        config.turn_secret = Some(SECRET.into());
    })
    .await;
    let chen = world.browser("chen").await;
    let lesson = world.open_lesson(&chen, "隔着防火墙的课").await;
    let [whip, whep] = ["whip", "whep"].map(|way| format!("/api/lessons/{lesson}/{way}"));

    // To whom it is given, and to whom not.
    let zihan = world.browser("wang.zihan").await;
    let of_chen = options(&chen, &whip).await;
    let of_zihan = options(&zihan, &whep).await;
    for found in [&of_chen, &of_zihan] {
        let told: Vec<&String> = found.iter().map(|link| &link[0]).collect();
        assert_eq!(told, urls.iter().collect::<Vec<_>>());
    }
    assert_ne!(of_chen[0][1], of_zihan[0][1], "each has a name of his own");
    assert!(options(&zihan, &whip).await.is_empty(), "a learner does not send");
    for stranger in [world.stranger(), world.browser("far.teacher").await] {
        for path in [&whip, &whep] {
            assert!(options(&stranger, path).await.is_empty(), "{path}");
        }
    }
    let media = chen.get(&format!("/api/lessons/{lesson}/media")).await.is(200).text();
    assert!(!media.contains(SECRET));

    // What coturn says to it.
    for [_, name, password] in [&of_chen[0], &of_zihan[0]] {
        assert_eq!(coturn.allocate(name, password).await, 0, "{name}");
        assert_eq!(coturn.allocate(name, "x").await, 401, "a wrong password");
        let forged = name.replacen(':', "0:", 1);
        assert_eq!(coturn.allocate(&forged, password).await, 401, "a longer time");
    }
    // A day ago the same server gave leave that has run out by now.
    world.hand.advance_ms(-24 * 60 * 60 * 1000);
    let long_ago = world.browser("chen").await;
    let [_, name, password] = &options(&long_ago, &whip).await[0];
    assert_eq!(coturn.allocate(name, password).await, 401, "run out: {name}");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_turn_server_none_is_named() {
    let place = Place::of((DatabaseKind::Sqlite, FilesKind::Folder)).await.unwrap();
    let mut world = World::open(place).await;
    let chen = world.browser("chen").await;
    let lesson = world.open_lesson(&chen, "光的折射").await;
    assert!(options(&chen, &format!("/api/lessons/{lesson}/whip")).await.is_empty());
    let offered = chen.post(&format!("/api/lessons/{lesson}/whip"), json!({})).await;
    offered.refused(415, "stage.not_sdp");
    world.stop().await;
}
