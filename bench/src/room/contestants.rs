//! The servers of the rows about rooms.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::client::SOCKETS_PER_PERSON;
use crate::stage::{Program, SERVER_CORE, Stage, nginx};
use crate::world;

/// A server that is up.
pub struct Standing {
    program: Program,
    url: String,
    kind: &'static str,
    world: Option<PathBuf>,
}

impl Standing {
    /// The words of a row's command that measures it.
    pub fn words(&self, row: &str, clients: u64, seconds: u64) -> Vec<String> {
        let pairs = [
            ("--url", self.url.clone()),
            ("--pid", self.program.pid().to_string()),
            ("--kind", self.kind.to_owned()),
            ("--clients", clients.to_string()),
            ("--seconds", seconds.to_string()),
        ];
        let mut words = vec![row.to_owned()];
        words.extend(pairs.into_iter().flat_map(|(flag, value)| [flag.to_owned(), value]));
        if let Some(world) = &self.world {
            words.extend(["--world".to_owned(), world.display().to_string()]);
        }
        words
    }
}

/// A certificate and its key.
#[derive(Debug, Clone)]
pub struct Tls {
    /// The certificate's file.
    pub certificate: String,
    /// The key's file.
    pub key: String,
}

/// Makes a certificate for this machine.
///
/// # Errors
/// When `openssl` fails.
pub fn certificate(stage: &Stage) -> anyhow::Result<Tls> {
    let path = |name: &str| stage.work.join(name).display().to_string();
    let tls = Tls { certificate: path("certificate.pem"), key: path("key.pem") };
    let words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 \
        -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1";
    let made = Command::new("openssl")
        .args(words.split_whitespace())
        .args(["-keyout", &tls.key, "-out", &tls.certificate])
        .stderr(Stdio::null())
        .status()?;
    anyhow::ensure!(made.success(), "openssl made no certificate");
    Ok(tls)
}

/// Starts one of them for so many clients.
///
/// # Errors
/// When it does not come up.
pub async fn start(
    stage: &Stage,
    name: &str,
    clients: u64,
    tls: Option<&Tls>,
) -> anyhow::Result<Standing> {
    let address = stage.address(0);
    let scheme = if tls.is_some() { "https" } else { "http" };
    let url = format!("{scheme}://{address}");
    let standing = |program, kind| Standing { program, url: url.clone(), kind, world: None };
    match name {
        "xingtan" => {
            let people = usize::try_from(clients.div_ceil(SOCKETS_PER_PERSON))?;
            let data = stage.work.join("data");
            world::open(stage, people, &data).await?;
            let more = tls.map(|tls| ["--tls-cert", &tls.certificate, "--tls-key", &tls.key]);
            let more = more.as_ref().map(<[&str; 4]>::as_slice).unwrap_or_default();
            let program = world::serve(stage, &data, more)?;
            let world = Some(data.join("world.json"));
            Ok(Standing { world, ..standing(program, "xingtan") })
        }
        "nchan" => {
            let encrypted = tls.map_or_else(String::new, |tls| {
                let (certificate, key) = (&tls.certificate, &tls.key);
                format!("ssl_certificate {certificate}; ssl_certificate_key {key};")
            });
            let listen = format!("{address}{}", if tls.is_some() { " ssl" } else { "" });
            let values = [("listen", listen.as_str()), ("tls", encrypted.as_str())];
            let mut program = nginx(stage, "nchan", &values)?;
            program.wait_listening(address)?;
            Ok(standing(program, "nchan"))
        }
        "socket.io" => {
            let script = stage.peers.join("socketio.mjs").display().to_string();
            let port = address.port().to_string();
            let mut words = vec!["node", &script, &port];
            if let Some(tls) = tls {
                words.extend([tls.certificate.as_str(), tls.key.as_str()]);
            }
            let mut program = Program::start(SERVER_CORE, &words, &stage.log("socketio"))?;
            program.wait_listening(address)?;
            Ok(standing(program, "socketio"))
        }
        _ => {
            let own = std::env::current_exe()?.display().to_string();
            let listen = address.to_string();
            let words = [&*own, "room-limit", "--listen", &listen];
            let mut program = Program::start(SERVER_CORE, &words, &stage.log("limit"))?;
            program.wait_listening(address)?;
            Ok(standing(program, "nchan"))
        }
    }
}
