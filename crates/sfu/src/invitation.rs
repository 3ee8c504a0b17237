//! Who is let in, as what, and where the engine is found.

use std::net::SocketAddr;

use xingtan_base::ids::{LessonId, PersonId};

use crate::error::Refusal;
use crate::event::{Kind, Link};
use crate::ids::PeerId;
use crate::limits::{LINES_MAX, OFFER_BYTES_MAX, OFFER_LINES_MAX};

/// Where the engine's peers can reach it.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// Addresses of UDP as peers see them, the best first.
    pub addresses: Vec<SocketAddr>,
    /// The same of TCP.
    pub tcp_addresses: Vec<SocketAddr>,
}

/// What a peer may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Send.
    Publish,
    /// Watch.
    Watch,
    /// Both.
    Both,
    /// Send one picture in the place of a screen, beside what its owner sends elsewhere: no sound,
    /// and nothing is watched.
    Show,
}

/// A peer that wants to come.
#[derive(Debug, Clone, Copy)]
pub struct Invitation<'a> {
    /// On whose stage.
    pub stage: LessonId,
    /// What it may do.
    pub may: May,
    /// Whose it is, so that others can wish to see him; none for an encoder.
    pub owner: Option<PersonId>,
    /// What of it is passed on from the beginning.
    pub on: On,
    /// What it offers: SDP.
    pub offer: &'a str,
    /// By which its datagrams will name it: 4 to 256 of the letters, digits, `+` and `/` (RFC 8839
    /// section 5.4). Must not be guessed.
    pub name: &'a str,
    /// What proves that it was meant: 22 to 256 of the same.
    pub secret: &'a str,
}

/// A peer that was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The peer.
    pub peer: PeerId,
    /// The answer to its offer: SDP.
    pub answer: String,
}

/// What of a peer's sounds and pictures is passed on; the rest is dropped as it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct On {
    /// Its sound.
    pub sound: bool,
    /// The first picture of its offer: a camera.
    pub picture: bool,
    /// Every further picture: what is on a screen.
    pub screen: bool,
}

impl On {
    /// Everything.
    pub const ALL: Self = Self { sound: true, picture: true, screen: true };

    /// What is on a screen, and nothing else.
    pub const SCREEN: Self = Self { sound: false, picture: false, screen: true };

    /// Whether a track is passed on: which of the peer's sounds or pictures it is, from 0.
    pub const fn has(self, kind: Kind, ordinal: usize) -> bool {
        match (kind, ordinal) {
            (Kind::Sound, _) => self.sound,
            (Kind::Picture, 0) => self.picture,
            (Kind::Picture, _) => self.screen,
        }
    }
}

impl May {
    /// Which of its owner's sounds or pictures one more of a kind would be, from 0, where so many
    /// of the kind are sent already; none where no more may be.
    pub const fn next(self, kind: Kind, sent: usize) -> Option<usize> {
        match (self, kind) {
            (Self::Publish | Self::Both, _) => Some(sent),
            (Self::Show, Kind::Picture) if sent == 0 => Some(1),
            (Self::Show | Self::Watch, _) => None,
        }
    }

    /// Whether it includes watching.
    pub const fn watch(self) -> bool {
        matches!(self, Self::Watch | Self::Both)
    }
}

impl Setup {
    /// Our address as a peer there sees it. One of each family stands for all: what differs is
    /// where the peer is.
    pub(crate) fn facing(&self, link: Link, source: SocketAddr) -> Option<SocketAddr> {
        let ours = match link {
            Link::Udp => &self.addresses,
            Link::Tcp => &self.tcp_addresses,
        };
        ours.iter().find(|ours| ours.is_ipv4() == source.is_ipv4()).copied()
    }
}

/// Whether an offer is of a size that can be looked at.
///
/// # Errors
/// When it is not.
pub fn check_size(offer: &str) -> Result<(), Refusal> {
    let lines = offer.lines().count();
    let media = offer.lines().filter(|line| line.starts_with("m=")).count();
    let fits = offer.len() <= OFFER_BYTES_MAX && lines <= OFFER_LINES_MAX && media <= LINES_MAX;
    if fits { Ok(()) } else { Err(Refusal::TooLarge) }
}
