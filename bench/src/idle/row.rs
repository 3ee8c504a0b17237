//! Everyone of row 1, plain and encrypted, round after round.

use anyhow::Context as _;

use crate::figures::{Run, Sample};
use crate::room::contestants;
use crate::stage::Stage;

/// Who is measured, in this order, and whether encrypted.
const CONTESTANTS: [(&str, &str, bool); 7] = [
    ("xingtan", "xingtan", false),
    ("nchan", "nchan", false),
    ("socket.io", "socket.io", false),
    ("limit", "limit", false),
    ("xingtan tls", "xingtan", true),
    ("nchan tls", "nchan", true),
    ("socket.io tls", "socket.io", true),
];
/// The row's number of clients.
const CLIENTS: u64 = 15_000;

/// Measures everyone, interleaved.
///
/// # Errors
/// When a contestant does not start or cannot be measured.
pub async fn run(stage: &Stage, only: &[String]) -> anyhow::Result<Vec<Sample>> {
    let clients = stage.clients.unwrap_or(CLIENTS);
    let tls = contestants::certificate(stage)?;
    let mut samples = Vec::new();
    for round in 1..=stage.rounds {
        for (name, server, is_encrypted) in CONTESTANTS {
            if !only.is_empty() && !only.iter().any(|wanted| wanted == name) {
                continue;
            }
            let tls = is_encrypted.then_some(&tls);
            let standing = contestants::start(stage, server, clients, tls).await.context(name)?;
            let words = standing.words("idle", clients, stage.seconds);
            let run = Run { contestant: name.to_owned(), round };
            let sample = stage.measure(&words, &run).context(name);
            drop(standing);
            samples.push(sample?);
        }
    }
    Ok(samples)
}
