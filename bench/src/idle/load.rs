//! The load: clients that come in and stay.

use std::time::{Duration, Instant};

use tokio::task::LocalSet;
use tokio::time::sleep;

use crate::figures::Sample;
use crate::process::{Family, kernel_kib};
use crate::room::Options;
use crate::room::client::{Count, connect};

/// Time for what joining caused to come to rest.
const SETTLE: Duration = Duration::from_secs(12);

/// Runs the load and prints its sample.
///
/// # Errors
/// When the server cannot be used.
pub async fn run(options: Options) -> anyhow::Result<()> {
    LocalSet::new().run_until(measure(options)).await?.print()
}

async fn measure(options: Options) -> anyhow::Result<Sample> {
    let (server, own, count) = (Family(options.pid), Family::own(), Count::new());
    let (resident, kernel) = (server.resident_kib()?, kernel_kib()?);
    let joining = (server.cpu_seconds()?, Instant::now());
    let _clients = connect(&options, &count).await?;
    let joined = (server.cpu_seconds()? - joining.0, joining.1.elapsed().as_secs_f64());
    sleep(SETTLE).await;
    let idle = (server.cpu_seconds()?, own.cpu_seconds()?, Instant::now());
    sleep(Duration::from_secs(options.seconds)).await;
    let wall = idle.2.elapsed().as_secs_f64();
    let cpu = server.cpu_seconds()? - idle.0;
    let clients = options.clients as f64;
    let per_client = |after: u64, before: u64| (after as f64 - before as f64) * 1_024.0 / clients;
    let user = per_client(server.resident_kib()?, resident);
    // Both ends of each connection are on this machine.
    let kernel = per_client(kernel_kib()?, kernel) / 2.0;
    anyhow::ensure!(count.lost.get() == 0, "{} clients were lost", count.lost.get());
    let unit = "bytes of the server's own memory for a client";
    let mut sample = Sample::new("idle", &options.run, options.clients, unit);
    sample.set("cost", user);
    sample.set("kernel_bytes_per_client", kernel);
    sample.set("server_resident_mib", server.resident_kib()? as f64 / 1_024.0);
    sample.set("join_cpu_us_per_client", joined.0 * 1e6 / clients);
    sample.set("joined_per_s", clients / joined.1);
    sample.set("idle_cpu_us_per_client_s", cpu * 1e6 / wall / clients);
    sample.set("load_core_share", (own.cpu_seconds()? - idle.1) / wall);
    Ok(sample)
}
