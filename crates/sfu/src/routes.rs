//! Whose a datagram is: by the name in a STUN request, later by where it came from.

use std::collections::HashMap;
use std::net::SocketAddr;

use str0m::ice::StunMessage;

use crate::event::{Datagram, Link};
use crate::ids::PeerId;
use crate::limits::ADDRESSES_PER_PEER;

/// Who sends from where.
#[derive(Debug, Default)]
pub struct Routes {
    names: HashMap<String, PeerId>,
    addresses: HashMap<(Link, SocketAddr), PeerId>,
    of_peer: HashMap<PeerId, Vec<(Link, SocketAddr)>>,
}

/// Whose a datagram seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sender {
    /// It names a peer; whether it knows the peer's secret is still to be seen.
    Named(PeerId),
    /// It comes from where this peer has sent from.
    Known(PeerId),
}

impl Routes {
    /// A peer will be named so; no when another one is.
    pub fn name(&mut self, name: String, peer: PeerId) -> bool {
        if self.names.contains_key(&name) {
            return false;
        }
        self.names.insert(name, peer);
        true
    }

    /// Forgets a peer.
    pub fn forget(&mut self, name: &str, peer: PeerId) {
        if self.names.get(name) == Some(&peer) {
            self.names.remove(name);
        }
        for address in self.of_peer.remove(&peer).unwrap_or_default() {
            if self.addresses.get(&address) == Some(&peer) {
                self.addresses.remove(&address);
            }
        }
    }

    /// Whose a datagram is. RFC 7983: the first byte of STUN is 0 to 3.
    pub fn sender(&self, datagram: &Datagram<'_>) -> Option<Sender> {
        if datagram.bytes.first().is_some_and(|first| *first < 4) {
            let message = StunMessage::parse(datagram.bytes).ok()?;
            let (ours, _theirs) = message.split_username()?;
            return self.names.get(ours).copied().map(Sender::Named);
        }
        self.addresses.get(&(datagram.link, datagram.source)).copied().map(Sender::Known)
    }

    /// A peer has proved that it sends from there.
    pub fn learn(&mut self, peer: PeerId, link: Link, source: SocketAddr) {
        let address = (link, source);
        if self.addresses.insert(address, peer) == Some(peer) {
            return;
        }
        let known = self.of_peer.entry(peer).or_default();
        known.retain(|known| *known != address);
        known.push(address);
        if known.len() > ADDRESSES_PER_PEER {
            let oldest = known.remove(0);
            if self.addresses.get(&oldest) == Some(&peer) {
                self.addresses.remove(&oldest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_may_come_from_so_many_places_and_leaves_none_behind() {
        let mut routes = Routes::default();
        let (one, two) = (PeerId(1), PeerId(2));
        assert!(routes.name("one".to_owned(), one));
        assert!(!routes.name("one".to_owned(), two));
        let from = |port| SocketAddr::from(([10, 0, 0, 1], port));
        for port in 1..=20 {
            routes.learn(one, Link::Udp, from(port));
        }
        routes.learn(two, Link::Udp, from(20));
        let sender = |routes: &Routes, port| {
            let bytes = [128, 0, 0];
            routes.sender(&Datagram { link: Link::Udp, source: from(port), bytes: &bytes })
        };
        assert_eq!(sender(&routes, 1), None);
        assert_eq!(sender(&routes, 19), Some(Sender::Known(one)));
        assert_eq!(sender(&routes, 20), Some(Sender::Known(two)), "another took the address");
        routes.forget("one", one);
        assert_eq!(sender(&routes, 19), None);
        assert_eq!(sender(&routes, 20), Some(Sender::Known(two)));
        assert_eq!(routes.addresses.len(), 1);
    }
}
