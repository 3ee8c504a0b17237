//! `xingtan doctor`: what would keep this server from working well, in words.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;

use tokio::net::{TcpListener, UdpSocket};
use xingtan_platform::clock::Clock;
use xingtan_platform::config::{Config, Https};
use xingtan_platform::http::serve::Listener;
use xingtan_platform::tls::{acme, own};

use crate::start::open_world;

/// File descriptors below which a full school cannot connect.
const DESCRIPTORS_MIN: u64 = 8192;

/// Looks at everything and says what to do about what is wrong.
pub async fn examine(config: Config) -> anyhow::Result<()> {
    let mut faults = 0;
    let mut report = |name: &str, found: Result<String, String>| match found {
        Ok(words) => println!("  ok    {name}: {words}"),
        Err(words) => {
            faults += 1;
            println!("  WRONG {name}: {words}");
        }
    };
    report("data folder", data_folder(&config.data));
    for (name, address) in [("pages", config.listen), ("encoders", config.rtmp)] {
        let bound = TcpListener::bind(address).await;
        let words = bound.map(|_| format!("{address} is free"));
        report(name, words.map_err(|error| format!("{address}: {error}; is it running already?")));
    }
    if let Some(address) = config.stage {
        let bound = UdpSocket::bind(address).await;
        let words = bound.map(|_| format!("{address} is free"));
        report(
            "stage",
            words.map_err(|error| format!("{address}: {error}; is it running already?")),
        );
    }
    report("https", https(&config).await);
    report("file descriptors", descriptors());
    report("ffmpeg", ffmpeg());
    let world = open_world(config, Clock::system()).await;
    let opened = world.map(|_| "the database, the files and the secrets open".to_owned());
    report("storage", opened.map_err(|error| format!("{error:#}")));
    if faults > 0 {
        anyhow::bail!("{faults} things are wrong");
    }
    println!("\n  All is well.");
    Ok(())
}

/// How pages are had by https, without which browsers give no camera and no microphone.
async fn https(config: &Config) -> Result<String, String> {
    let now = Clock::system().now();
    let (address, words) = match config.https().map_err(|error| error.to_string())? {
        Https::No if config.is_https() => {
            let url = config.public_url.clone().unwrap_or_default();
            return Ok(format!("a proxy is expected to serve {url}"));
        }
        Https::No => {
            return Ok("off; cameras and microphones work on this machine only. \
                       `xingtan serve --tls own` turns it on"
                .to_owned());
        }
        Https::Files { certificate, key } => {
            let listener = Listener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await;
            let tried = listener.and_then(|listener| listener.with_tls(certificate, key));
            tried.map_err(|error| format!("{error:#}"))?;
            return Ok(format!("{} and its key can be used", certificate.display()));
        }
        Https::Own(address) => (address, own::examine(config, address.ip(), now)?),
        Https::Acme(address) => (address, acme::examine(config, now)?),
    };
    let bound = TcpListener::bind(address).await;
    bound.map(|_| format!("{address} is free; {words}")).map_err(|error| {
        format!("{address}: {error}; is it running already? `--tls-listen` sets another address")
    })
}

fn data_folder(folder: &Path) -> Result<String, String> {
    let probe = folder.join(".doctor");
    let tried = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::File::create(&probe))
        .and_then(|mut file| file.write_all(b"ok").and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::remove_file(&probe));
    tried.map(|()| format!("{} can be written", folder.display())).map_err(|error| {
        format!("{} cannot be written ({error}); give its owner the right", folder.display())
    })
}

fn descriptors() -> Result<String, String> {
    let limits = std::fs::read_to_string("/proc/self/limits").map_err(|error| error.to_string())?;
    let soft = limits
        .lines()
        .find_map(|line| line.strip_prefix("Max open files"))
        .and_then(|rest| rest.split_whitespace().next())
        .and_then(|number| number.parse::<u64>().ok())
        .ok_or_else(|| "the limit cannot be read".to_owned())?;
    if soft < DESCRIPTORS_MIN {
        return Err(format!("only {soft}; raise it with `ulimit -n {DESCRIPTORS_MIN}`"));
    }
    Ok(soft.to_string())
}

/// Needed for the voice only; without it a lesson is on all the same.
fn ffmpeg() -> Result<String, String> {
    match Command::new("ffmpeg").arg("-version").output() {
        Ok(output) if output.status.success() => Ok("found".to_owned()),
        _ => Ok("not found; on thin lines the sound comes with all the bits that the teacher \
                 sends, unless that are 40 kbit/s or less"
            .to_owned()),
    }
}
