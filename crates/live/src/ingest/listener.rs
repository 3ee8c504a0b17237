//! Accepts encoders, so many at once and so many of one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::TcpListener;
use xingtan_platform::tasks::Tasks;

use super::connection;
use super::gate::Gate;
use crate::accept::accept;
use crate::media_limits::{CONNECTIONS_MAX, CONNECTIONS_PER_ADDRESS};

#[derive(Default)]
struct Places(Mutex<HashMap<IpAddr, usize>>);

/// A connection's place; free again when dropped.
struct Place(Arc<Places>, IpAddr);

impl Places {
    fn take(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if places.values().sum::<usize>() >= CONNECTIONS_MAX {
            return None;
        }
        let count = places.entry(address).or_default();
        if *count >= CONNECTIONS_PER_ADDRESS {
            return None;
        }
        *count += 1;
        Some(Place(Arc::clone(self), address))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = places.get_mut(&self.1) {
            *count -= 1;
            if *count == 0 {
                places.remove(&self.1);
            }
        }
    }
}

/// Serves encoders until the server stops.
pub async fn listen(listener: TcpListener, gate: Gate, tasks: Tasks) {
    let places = Arc::new(Places::default());
    let stopping = tasks.stopping();
    while let Some((socket, peer)) = accept(&listener, &stopping).await {
        let Some(place) = places.take(peer.ip()) else {
            tracing::warn!(%peer, "Too many encoder connections from one address.");
            continue;
        };
        let (gate, stopping) = (gate.clone(), tasks.stopping());
        tasks.spawn("ingest.connection", async move {
            let _place = place;
            if let Err(reason) = connection::serve(socket, &gate, stopping).await {
                tracing::warn!(%peer, %reason, "An encoder was sent away.");
            }
        });
    }
}
