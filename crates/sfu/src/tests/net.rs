//! A network with a seed: it loses, delays and shuffles, and the same way each time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

/// How bad the network is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Weather {
    /// Lost datagrams of a hundred.
    pub loss_percent: u64,
    /// How long each takes.
    pub delay_ms: u64,
    /// How much longer it may take; datagrams overtake each other.
    pub jitter_ms: u64,
    /// The most bytes a second of one direction; what comes too fast is lost.
    pub bytes_per_s: Option<u64>,
}

/// A datagram on its way.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Travelling {
    pub source: SocketAddr,
    pub destination: SocketAddr,
    pub bytes: Vec<u8>,
}

/// The network between the engine and all clients.
pub struct Net {
    pub weather: Weather,
    /// Whose way is not narrow.
    pub wide: Option<SocketAddr>,
    state: u64,
    sent: u64,
    road: BinaryHeap<Reverse<(Instant, u64, Travelling)>>,
    /// When the narrow way is free again, by destination.
    free_at: std::collections::HashMap<SocketAddr, Instant>,
}

impl Net {
    pub fn new(seed: u64, weather: Weather) -> Self {
        let free_at = std::collections::HashMap::new();
        Self { weather, wide: None, state: seed | 1, sent: 0, road: BinaryHeap::new(), free_at }
    }

    /// A number below another (xorshift64, Marsaglia 2003).
    pub fn below(&mut self, bound: u64) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state % bound.max(1)
    }

    pub fn send(&mut self, travelling: Travelling, now: Instant) {
        if self.below(100) < self.weather.loss_percent {
            return;
        }
        let mut leaves = now;
        let is_wide = self.wide == Some(travelling.destination);
        if let Some(rate) = self.weather.bytes_per_s.filter(|_| !is_wide) {
            let free = self.free_at.entry(travelling.destination).or_insert(now);
            leaves = (*free).max(now);
            if leaves > now + Duration::from_millis(300) {
                return;
            }
            let size = u64::try_from(travelling.bytes.len()).unwrap();
            *free = leaves + Duration::from_micros(size * 1_000_000 / rate);
        }
        let jitter_us = self.below(self.weather.jitter_ms * 1_000 + 1);
        let takes = Duration::from_micros(self.weather.delay_ms * 1_000 + jitter_us);
        self.sent += 1;
        self.road.push(Reverse((leaves + takes, self.sent, travelling)));
    }

    pub fn next(&self) -> Option<Instant> {
        self.road.peek().map(|Reverse((at, ..))| *at)
    }

    pub fn arrive(&mut self, now: Instant) -> Option<Travelling> {
        if self.next()? > now {
            return None;
        }
        self.road.pop().map(|Reverse((.., travelling))| travelling)
    }
}
