//! All routes behind one front.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::{Router, middleware};
use xingtan_identity::sessions::renewal::renew;
use xingtan_platform::config::Tls;
use xingtan_platform::http::observe::observe;
use xingtan_platform::http::rate::Rates;
use xingtan_platform::http::security::{Front, guard};
use xingtan_platform::http::to_https::send_on;
use xingtan_platform::telemetry;

use crate::start::Domains;
use crate::trust::{self, Trust};
use crate::{health, openapi, pages};

/// Every route, with the checks and headers that all share.
pub fn build(domains: &Domains, trust: Trust, beside: Option<SocketAddr>) -> Router {
    let config = &domains.ctx.config;
    let front = Front {
        trusted_proxies: config.trusted_proxies.clone(),
        public_host: config.public_host(),
        is_https: config.is_https(),
        beside: beside.map(|address| address.port()),
        media_hosts: config.media_hosts.clone(),
        rates: Rates::new(config.limits.requests_per_browser, config.limits.requests_per_address),
    };
    let own = Router::new()
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/api/server", get(health::info))
        .route("/api/openapi.json", get(openapi::serve))
        .route("/metrics", get(telemetry::render_metrics))
        .with_state(domains.ctx.clone());
    let all = Router::new()
        .merge(own)
        .merge(trust::routes(trust))
        .merge(xingtan_identity::routes(domains.identity.clone()))
        .merge(xingtan_library::routes(domains.library.clone()))
        .merge(xingtan_teaching::routes(domains.teaching.clone()))
        .merge(xingtan_live::routes(domains.live.clone(), domains.packs.clone()))
        .fallback(pages::serve)
        // Routes that take more say so nearer to themselves, and that counts.
        .layer(DefaultBodyLimit::max(config.limits.body_bytes))
        .layer(middleware::from_fn(renew))
        .layer(middleware::from_fn_with_state(Arc::new(domains.ctx.ids.clone()), observe));
    let all = match config.tls {
        Tls::Files | Tls::Own => all,
        Tls::Acme => {
            let names: Arc<[String]> = config.tls_names.as_slice().into();
            all.layer(middleware::from_fn_with_state(names, send_on))
        }
    };
    all.layer(middleware::from_fn_with_state(Arc::new(front), guard))
}
