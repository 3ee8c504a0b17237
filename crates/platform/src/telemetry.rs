//! Logs and metrics.

use std::net::IpAddr;
use std::sync::OnceLock;
use std::time::Duration;

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;
use xingtan_base::problems;

use crate::config::LogFormat;
use crate::ctx::Ctx;
use crate::http::ApiResult;
use crate::http::address::{ClientAddr, PeerAddr, is_at_first_hand};
use crate::tasks::Tasks;

/// Buckets of every `*_seconds` histogram.
const SECONDS: [f64; 12] =
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// How often what histograms gathered is folded into their buckets. Until then each sample takes
/// memory of its own.
const UPKEEP_EVERY: Duration = Duration::from_secs(5);

static METRICS: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Starts logging to standard error. A second call changes nothing.
///
/// # Errors
/// When the filter cannot be understood.
pub fn start_logging(filter: &str, format: LogFormat) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(filter)
        .map_err(|error| anyhow::anyhow!("the setting `log` is wrong: {error}"))?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let started = match format {
        LogFormat::Text => builder.with_target(false).try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    if started.is_err() {
        tracing::debug!("logging was already started");
    }
    Ok(())
}

/// Starts counting. The process has one set of counters, shared by every server in it; each keeps
/// them small while it runs, whether anybody reads them or not.
pub fn start_metrics(tasks: &Tasks) {
    let metrics = METRICS.get_or_init(|| {
        PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
            .and_then(PrometheusBuilder::install_recorder)
            .map_err(|error| tracing::warn!(%error, "metrics cannot be kept"))
            .ok()
    });
    if let Some(metrics) = metrics.clone() {
        keep_up(tasks, UPKEEP_EVERY, move || metrics.run_upkeep());
    }
}

fn keep_up(tasks: &Tasks, every: Duration, upkeep: impl Fn() + Send + 'static) {
    let stopping = tasks.stopping();
    tasks.spawn("metrics.upkeep", async move {
        while tokio::time::timeout(every, stopping.cancelled()).await.is_err() {
            upkeep();
        }
    });
}

/// `GET /metrics` in the Prometheus text format, for the addresses that may read it. To all others
/// it is not there: it tells how much is going on, and where it hurts.
pub async fn render_metrics(
    State(ctx): State<Ctx>,
    Extension(client): Extension<ClientAddr>,
    peer: Option<Extension<PeerAddr>>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let mut known = ctx.config.metrics_from.iter().map(IpAddr::to_canonical);
    let peer = peer.map(|Extension(peer)| peer);
    if !known.any(|known| known == client.0) || !is_at_first_hand(client, peer, &headers) {
        return Err(problems::not_found().into());
    }
    let text = METRICS.get().and_then(Option::as_ref).map(PrometheusHandle::render);
    let headers = [
        (axum::http::header::CONTENT_TYPE, "text/plain; version=0.0.4"),
        (axum::http::header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text.unwrap_or_default()).into_response())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn counters_are_kept_small_until_the_server_stops() {
        let (tasks, calls) = (Tasks::new(), Arc::new(AtomicU32::new(0)));
        let counted = Arc::clone(&calls);
        keep_up(&tasks, Duration::from_millis(1), move || {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        while calls.load(Ordering::Relaxed) < 3 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert!(tasks.stop(Duration::from_secs(10)).await.is_empty());
    }
}
