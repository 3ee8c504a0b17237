//! Whoever is signed out leaves the rooms, also when another process signed him out: the
//! console's `xingtan user password` is for an account that is in wrong hands.

use std::collections::HashSet;

use tokio::time::{MissedTickBehavior, interval};
use xingtan_base::ids::SessionId;

use crate::limits::SIGN_INS_EVERY;
use crate::state::Live;

/// Looks now and then whether the sign-ins of all sockets still live, until the server stops.
pub(super) async fn watch(live: Live) {
    let stopping = live.ctx.tasks.stopping();
    let mut ticks = interval(SIGN_INS_EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stopping.cancelled() => return,
            _ = ticks.tick() => {}
        }
        let mut sessions: HashSet<SessionId> = HashSet::new();
        live.rooms.each_gateway(|_, room| sessions.extend(room.sessions()));
        if sessions.is_empty() {
            continue;
        }
        match live.identity.living_sessions(sessions.iter().copied().collect()).await {
            Ok(living) => {
                for session in sessions.difference(&living) {
                    live.rooms.each_gateway(|_, room| room.end_session(*session));
                }
            }
            // Nobody is sent away because the database is.
            Err(error) => tracing::debug!(%error, "The sign-ins of sockets were not looked at."),
        }
    }
}
