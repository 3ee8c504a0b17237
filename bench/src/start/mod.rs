//! Row 17: how soon the server answers, how much it holds when nothing happens, how large it is.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

use crate::figures::{Run, Sample};
use crate::process::Family;
use crate::stage::{Program, SERVER_CORE, Stage};

/// Time after which a server that nobody visits counts as idle.
const IDLE_AFTER: Duration = Duration::from_secs(5);

/// Starts the server on an empty folder, then again on what it left there.
///
/// # Errors
/// When it does not start.
pub fn run(stage: &Stage) -> anyhow::Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for round in 1..=stage.rounds {
        let data = stage.folder("start")?;
        for contestant in ["first start", "later start"] {
            let run = Run { contestant: contestant.to_owned(), round };
            let sample = once(stage, &run, &data.display().to_string())?;
            sample.print()?;
            samples.push(sample);
        }
    }
    Ok(samples)
}

fn once(stage: &Stage, run: &Run, data: &str) -> anyhow::Result<Sample> {
    let (http, rtmp) = (stage.address(0), stage.address(1).to_string());
    let (binary, listen) = (stage.binary.display().to_string(), http.to_string());
    let words = [&*binary, "serve", "--data", data, "--listen", &listen, "--rtmp", &rtmp];
    let began = Instant::now();
    let server = Program::start(SERVER_CORE, &words, &stage.log("start"))?;
    let ready = wait_ready(http, began)?;
    let family = Family(server.pid());
    let cpu = family.cpu_seconds()?;
    std::thread::sleep(IDLE_AFTER);
    let idle_cpu = family.cpu_seconds()? - cpu;
    let mut sample = Sample::new("start", run, 0, "start until /health/ready answers");
    sample.set("cost", ready.as_secs_f64() * 1e3);
    sample.set("start_cpu_ms", cpu * 1e3);
    sample.set("idle_cpu_ms_per_s", idle_cpu * 1e3 / IDLE_AFTER.as_secs_f64());
    sample.set("resident_mib", family.resident_kib()? as f64 / 1024.0);
    let size = fs::metadata(&stage.binary).context("the binary is gone")?.len();
    sample.set("binary_mib", size as f64 / 1024.0 / 1024.0);
    Ok(sample)
}

/// Asks without a pause until the server says that it is ready.
fn wait_ready(server: SocketAddr, began: Instant) -> anyhow::Result<Duration> {
    while began.elapsed() < Duration::from_secs(20) {
        if is_ready(server).unwrap_or(false) {
            return Ok(began.elapsed());
        }
        std::thread::sleep(Duration::from_micros(500));
    }
    bail!("the server was not ready in time")
}

fn is_ready(server: SocketAddr) -> std::io::Result<bool> {
    let mut stream = TcpStream::connect(server)?;
    let request = format!("GET /health/ready HTTP/1.0\r\nHost: {server}\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.split(' ').nth(1) == Some("200"))
}
