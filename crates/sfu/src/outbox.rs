//! What waits to be taken out of the engine.

use std::collections::VecDeque;

use str0m::net::{Protocol, Transmit as Sent};

use crate::event::{Event, Link, Transmit};
use crate::limits::{EVENTS_MAX, OUTBOX_MAX};

/// Datagrams and events, each with a bound.
#[derive(Debug, Default)]
pub struct Outbox {
    transmits: VecDeque<Transmit>,
    events: VecDeque<Event>,
    lost: u64,
}

impl Outbox {
    /// A datagram is to be sent.
    pub fn send(&mut self, sent: Sent) {
        if self.transmits.len() >= OUTBOX_MAX {
            self.lost += 1;
            return;
        }
        let link = match sent.proto {
            Protocol::Udp => Link::Udp,
            _ => Link::Tcp,
        };
        let (destination, bytes) = (sent.destination, sent.contents.into());
        self.transmits.push_back(Transmit { link, destination, bytes });
    }

    /// Something happened.
    pub fn tell(&mut self, event: Event) {
        if self.events.len() >= EVENTS_MAX {
            self.lost += 1;
            return;
        }
        self.events.push_back(event);
    }

    /// The next datagram.
    pub fn poll_transmit(&mut self) -> Option<Transmit> {
        self.transmits.pop_front()
    }

    /// The next event.
    pub fn poll_event(&mut self) -> Option<Event> {
        self.events.pop_front()
    }

    /// How many of either were lost because nobody took them.
    pub const fn lost(&self) -> u64 {
        self.lost
    }
}
