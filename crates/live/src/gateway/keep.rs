//! Keeps the sockets of this node in order: silent ones are found, ended sign-ins leave, and
//! media addresses are renewed before they end. Whoever leaves a roster leaves the room.

use std::time::Duration;

use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};

use super::connect::media_frame;
use super::{roster, sign_ins};
use crate::limits::{MEDIA_TOKEN_MS, MEDIA_TOKEN_RENEW_MS, SWEEP_EVERY};
use crate::state::Live;

/// Starts the keepers; they end with the server.
pub fn start(live: &Live) {
    live.ctx.tasks.spawn("gateway.sweep", sweep(live.clone()));
    live.ctx.tasks.spawn("gateway.sessions", watch_sessions(live.clone()));
    live.ctx.tasks.spawn("gateway.media", renew_media(live.clone()));
    live.ctx.tasks.spawn("gateway.sign_ins", sign_ins::watch(live.clone()));
    live.ctx.tasks.spawn("gateway.roster", roster::watch(live.clone()));
}

async fn sweep(live: Live) {
    let stopping = live.ctx.tasks.stopping();
    let mut ticks = interval(SWEEP_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stopping.cancelled() => {
                live.rooms.each_gateway(|_, room| room.bye_all("server.stopping", true));
                return;
            }
            _ = ticks.tick() => live.rooms.each_gateway(|_, room| room.sweep()),
        }
    }
}

async fn watch_sessions(live: Live) {
    let stopping = live.ctx.tasks.stopping();
    let mut ended = live.identity.ended_sessions();
    loop {
        let heard = tokio::select! {
            () = stopping.cancelled() => return,
            heard = ended.recv() => heard,
        };
        match heard {
            Ok(session) => live.rooms.each_gateway(|_, room| room.end_session(session)),
            Err(RecvError::Lagged(missed)) => {
                // Whoever was missed comes back only if the session still lives.
                tracing::warn!(missed, "too many sign-ins ended at once; all sockets come again");
                live.rooms.each_gateway(|_, room| room.bye_all("session.check", true));
            }
            Err(RecvError::Closed) => return,
        }
    }
}

async fn renew_media(live: Live) {
    let stopping = live.ctx.tasks.stopping();
    let every = u64::try_from(MEDIA_TOKEN_MS - MEDIA_TOKEN_RENEW_MS).unwrap_or(60_000);
    let mut ticks = interval(Duration::from_millis(every));
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = ticks.tick() => {
                live.rooms.each_gateway(|lesson, room| room.tell_all(&media_frame(&live, lesson)));
            }
        }
    }
}
