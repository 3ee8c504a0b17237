//! Everyone of row 14, round after round.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Context as _;

use crate::figures::{Run, Sample};
use crate::stage::{LOAD_CORE, Program, SERVER_CORE, Stage, nginx};
use crate::world;

/// Who is measured, in this order.
pub const CONTESTANTS: [&str; 4] = ["xingtan", "nginx-rtmp", "node-media-server", "limit"];
/// The row's number of viewers.
const CLIENTS: u64 = 2_000;

/// Measures everyone, interleaved.
///
/// # Errors
/// When a contestant does not start or cannot be measured.
pub async fn run(stage: &Stage, only: &[String]) -> anyhow::Result<Vec<Sample>> {
    let clip = clip(stage)?;
    let mut samples = Vec::new();
    for round in 1..=stage.rounds {
        for contestant in CONTESTANTS {
            if only.is_empty() || only.iter().any(|name| name == contestant) {
                let run = Run { contestant: contestant.to_owned(), round };
                samples.push(once(stage, &run, &clip).await.context(contestant)?);
            }
        }
    }
    Ok(samples)
}

/// A picture and a tone of 600 kbit/s together, made once.
fn clip(stage: &Stage) -> anyhow::Result<PathBuf> {
    let path = stage.work.join("clip-600k.flv");
    if path.exists() {
        return Ok(path);
    }
    let words = "-v error -y -f lavfi -i testsrc2=size=640x360:rate=25 \
        -f lavfi -i sine=frequency=440:sample_rate=48000 -t 20 \
        -c:v libx264 -preset veryfast -pix_fmt yuv420p -g 50 -bf 0 -b:v 536k -minrate 536k \
        -maxrate 536k -bufsize 268k -x264-params nal-hrd=cbr -c:a aac -b:a 64k -f flv";
    let made = Command::new("ffmpeg").args(words.split_whitespace()).arg(&path).status()?;
    anyhow::ensure!(made.success(), "ffmpeg made no clip");
    Ok(path)
}

fn publish(stage: &Stage, clip: &Path, to: &str) -> anyhow::Result<Program> {
    let clip = clip.display().to_string();
    let words = ["ffmpeg", "-v", "warning", "-re", "-stream_loop", "-1", "-i", &clip, "-c"];
    let words = [&words[..], &["copy", "-f", "flv", to]].concat();
    let program = Program::start(LOAD_CORE, &words, &stage.log("encoder"))?;
    // A key frame has to pass before a viewer can begin.
    std::thread::sleep(Duration::from_secs(4));
    Ok(program)
}

async fn once(stage: &Stage, run: &Run, clip: &Path) -> anyhow::Result<Sample> {
    let (http, rtmp) = (stage.address(0), stage.address(1));
    let (server, url, target) = match run.contestant.as_str() {
        "xingtan" => {
            let data = stage.work.join("data");
            let world = world::open(stage, 1, &data).await?;
            let server = world::serve(stage, &data, &[])?;
            let url = world::flv_url(http, &world).await?;
            (server, url, Some(format!("rtmp://{rtmp}/live/{}", world.stream_key)))
        }
        "nginx-rtmp" => {
            let mut server = nginx(stage, "nginx-rtmp", &[("rtmp", &rtmp.to_string())])?;
            server.wait_listening(rtmp)?;
            let url = format!("rtmp://{rtmp}/live/bench");
            (server, url.clone(), Some(url))
        }
        "node-media-server" => {
            let url = format!("http://{http}/live/bench.flv");
            (node_media_server(stage)?, url, Some(format!("rtmp://{rtmp}/live/bench")))
        }
        _ => {
            let (own, listen) = (std::env::current_exe()?, http.to_string());
            let own = own.display().to_string();
            let words = [&*own, "flv-limit", "--listen", &listen];
            let mut server = Program::start(SERVER_CORE, &words, &stage.log("limit"))?;
            server.wait_listening(http)?;
            (server, format!("http://{http}/"), None)
        }
    };
    let encoder = target.map(|target| publish(stage, clip, &target)).transpose()?;
    let clients = stage.clients.unwrap_or(CLIENTS).to_string();
    let (pid, seconds) = (server.pid().to_string(), stage.seconds.to_string());
    let words = ["flv", "--url", &url, "--pid", &pid, "--clients", &clients, "--seconds"];
    let words: Vec<String> = words.into_iter().chain([&*seconds]).map(str::to_owned).collect();
    let sample = stage.measure(&words, run);
    drop((encoder, server));
    sample
}

fn node_media_server(stage: &Stage) -> anyhow::Result<Program> {
    let (http, rtmp) = (stage.address(0), stage.address(1));
    let folder = stage.folder("node-media-server")?.display().to_string();
    let program = stage.peers.join("node_modules/node-media-server/bin/app.js");
    let program = program.display().to_string();
    let (http_port, rtmp_port) = (http.port().to_string(), rtmp.port().to_string());
    let words = ["node", &program, "--bind", "127.0.0.1", "--http-port", &http_port];
    let more = ["--rtmp-port", &rtmp_port, "--no-admin", "--data-path", &folder];
    let words = [&words[..], &more[..]].concat();
    let mut server = Program::start(SERVER_CORE, &words, &stage.log("node-media-server"))?;
    server.wait_listening(rtmp)?;
    server.wait_listening(http)?;
    Ok(server)
}
