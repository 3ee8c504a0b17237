//! `xingtan serve`.

use std::net::{IpAddr, SocketAddr};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use tokio::signal::unix::{SignalKind, signal};
use xingtan_platform::config::{Config, Tls};
use xingtan_platform::telemetry;
use xingtan_platform::tls::machine;

use crate::demo;
use crate::start::Server;

/// Serves until told to stop.
pub async fn serve(config: Config) -> anyhow::Result<()> {
    telemetry::start_logging(&config.log, config.log_format)?;
    let server = Server::start(config).await?;
    println!("\n  杏坛云课堂 · Xingtan {}\n", env!("CARGO_PKG_VERSION"));
    println!("  {}", server.url());
    print_https(&server);
    println!("  encoders: rtmp://{}/live", server.rtmp);
    println!("  stage:    {} (UDP and TCP)\n", server.stage);
    if server.domains.ctx.config.demo {
        let shown = demo::start(&server).await?;
        for account in &shown.accounts {
            println!("  {:<14} {:<12} {}", account.role, account.name, account.password);
        }
        println!();
    } else if let Some(url) = server.setup_url().await? {
        println!("  Nobody administers this server yet. Open this once:\n  {url}\n");
    }
    print_code(&server);
    wait_for_signal().await?;
    println!("  Stopping: lessons in progress are kept.");
    server.stop().await;
    Ok(())
}

/// Where https is, beside http, and what each device has to be told once.
fn print_https(server: &Server) {
    let (Some(https), Tls::Own) = (server.https, server.domains.ctx.config.tls) else { return };
    let seen = |listening: SocketAddr| match listening.ip() {
        ip if !ip.is_unspecified() => listening,
        _ => {
            let first = machine::addresses().into_iter().find(IpAddr::is_ipv4);
            let ip = first.unwrap_or(IpAddr::from([127, 0, 0, 1]));
            SocketAddr::new(ip, listening.port())
        }
    };
    println!("  https://{} for camera and microphone", seen(https));
    println!("  each device first opens http://{}/trust", seen(server.http));
}

/// A QR code of the address, when a phone could open it.
fn print_code(server: &Server) {
    let url = server.url();
    let ip: IpAddr = server.http.ip();
    let is_reachable = !ip.is_loopback() || server.domains.ctx.config.public_url.is_some();
    if let Ok(code) = QrCode::new(url.as_bytes()) {
        let drawn = code.render::<Dense1x2>().quiet_zone(true).build();
        println!("{drawn}");
    }
    if !is_reachable {
        println!("  Only this machine can open it; add `--listen 0.0.0.0:8080` for phones.\n");
    }
}

async fn wait_for_signal() -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
