//! Everyone of row 16, and of its joins, round after round.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context as _;

use super::clip;
use super::peer::own_ip;
use crate::figures::{Run, Sample};
use crate::stage::{Program, SERVER_CORE, Stage};
use crate::world;

/// Who is measured, in this order.
const CONTESTANTS: [&str; 4] = ["xingtan", "janus", "limit", "limit plain"];
/// Who is measured joining.
const JOINED: [&str; 2] = ["xingtan", "janus"];
/// The row's number of watchers.
const CLIENTS: u64 = 200;
/// How many join.
const JOINERS: u64 = 1_000;
/// In how many seconds they do.
const JOIN_SECONDS: u64 = 30;

/// Measures everyone, interleaved.
///
/// # Errors
/// When a contestant does not start or cannot be measured.
pub async fn run(stage: &Stage, only: &[String]) -> anyhow::Result<Vec<Sample>> {
    let size = (stage.clients.unwrap_or(CLIENTS), stage.seconds);
    all(stage, ("sfu", &CONTESTANTS), (size, only)).await
}

/// Measures joining, interleaved.
///
/// # Errors
/// When a contestant does not start or cannot be measured.
pub async fn run_joins(stage: &Stage, only: &[String]) -> anyhow::Result<Vec<Sample>> {
    let size = (stage.clients.unwrap_or(JOINERS), JOIN_SECONDS);
    all(stage, ("joins", &JOINED), (size, only)).await
}

async fn all(
    stage: &Stage,
    (row, contestants): (&str, &[&str]),
    (size, only): ((u64, u64), &[String]),
) -> anyhow::Result<Vec<Sample>> {
    let clip = clip::made(stage)?;
    let mut samples = Vec::new();
    for round in 1..=stage.rounds {
        for contestant in contestants {
            if only.is_empty() || only.iter().any(|name| name == contestant) {
                let run = Run { contestant: (*contestant).to_owned(), round };
                samples
                    .push(once(stage, (row, &run), (&clip, size)).await.context(run.contestant)?);
            }
        }
    }
    Ok(samples)
}

async fn once(
    stage: &Stage,
    (row, run): (&str, &Run),
    (clip, (clients, seconds)): (&Path, (u64, u64)),
) -> anyhow::Result<Sample> {
    let listen = stage.address(0);
    let (clip, mut world) = (clip.display().to_string(), None);
    let (server, speaks) = match run.contestant.as_str() {
        "xingtan" => {
            let data = stage.work.join("data");
            world::open(stage, usize::try_from(clients)?, &data).await?;
            world = Some(data.join("world.json").display().to_string());
            let media = SocketAddr::new(own_ip(), stage.address(2).port()).to_string();
            (world::serve(stage, &data, &["--stage", &media])?, "xingtan")
        }
        "janus" => (janus(stage)?, "janus"),
        name => {
            let (own, listen) = (std::env::current_exe()?, listen.to_string());
            let own = own.display().to_string();
            let mut words = vec![&*own, "sfu-limit", "--listen", &listen, "--clip", &clip];
            words.extend((name == "limit plain").then_some("--plain"));
            let server = Program::start(SERVER_CORE, &words, &stage.log("limit"))?;
            // It says nothing and listens by UDP: nothing tells that it is there.
            std::thread::sleep(std::time::Duration::from_millis(500));
            (server, "bare")
        }
    };
    let pairs = [
        ("--url", format!("http://{listen}")),
        ("--pid", server.pid().to_string()),
        ("--speaks", speaks.to_owned()),
        ("--clip", clip.clone()),
        ("--clients", clients.to_string()),
        ("--seconds", seconds.to_string()),
    ];
    let mut words = vec![row.to_owned()];
    words.extend(pairs.into_iter().flat_map(|(flag, value)| [flag.to_owned(), value]));
    words.extend(world.into_iter().flat_map(|world| ["--world".to_owned(), world]));
    let sample = stage.measure(&words, run);
    drop(server);
    sample
}

/// Debian's Janus with one room.
fn janus(stage: &Stage) -> anyhow::Result<Program> {
    let folder = stage.folder("janus")?;
    let port = stage.address(0).port().to_string();
    let folder_name = folder.display().to_string();
    for name in ["janus", "janus.transport.http", "janus.plugin.videoroom"] {
        let mut text = fs::read_to_string(stage.peers.join(format!("janus/{name}.jcfg")))?;
        for (key, value) in [("folder", &folder_name), ("port", &port)] {
            text = text.replace(&format!("@{key}@"), value);
        }
        fs::write(folder.join(format!("{name}.jcfg")), text)?;
    }
    let words = ["janus", "--configs-folder", &folder_name];
    let mut program = Program::start(SERVER_CORE, &words, &stage.log("janus"))?;
    program.wait_listening(stage.address(0))?;
    Ok(program)
}
