//! Everyone of row 3, round after round.

use anyhow::Context as _;

use crate::figures::{Run, Sample};
use crate::room::contestants::{self, Standing};
use crate::stage::Stage;

/// Who is measured, in this order.
const CONTESTANTS: [&str; 4] = ["xingtan", "nchan", "socket.io", "limit"];
/// The row's number of clients.
const CLIENTS: u64 = 2_000;
/// Bytes of text in this project's messages; what stands around it is its protocol.
const TEXT_BYTES: usize = 100;

/// Measures everyone, interleaved.
///
/// # Errors
/// When a contestant does not start or cannot be measured.
pub async fn run(stage: &Stage, only: &[String]) -> anyhow::Result<Vec<Sample>> {
    let clients = stage.clients.unwrap_or(CLIENTS);
    let mut samples: Vec<Sample> = Vec::new();
    // Everyone else sends as many bytes as this project's server turned out to send.
    let mut payload = 300;
    for round in 1..=stage.rounds {
        for name in CONTESTANTS {
            if !only.is_empty() && !only.iter().any(|wanted| wanted == name) {
                continue;
            }
            let standing = contestants::start(stage, name, clients, None).await.context(name)?;
            let text_bytes = match name {
                "xingtan" => TEXT_BYTES,
                // Socket.IO puts `42["control",""]` around a text.
                "socket.io" => payload - 16,
                _ => payload,
            };
            let mut words = standing.words("control", clients, stage.seconds);
            words.extend(["--text-bytes".to_owned(), text_bytes.to_string()]);
            let run = Run { contestant: name.to_owned(), round };
            let sample = measure(stage, standing, &words, &run).context(name)?;
            if let ("xingtan", Some(bytes)) = (name, sample.figures.get("payload_bytes")) {
                payload = bytes.round() as usize;
            }
            samples.push(sample);
        }
    }
    Ok(samples)
}

fn measure(
    stage: &Stage,
    standing: Standing,
    words: &[String],
    run: &Run,
) -> anyhow::Result<Sample> {
    let sample = stage.measure(words, run);
    drop(standing);
    sample
}
