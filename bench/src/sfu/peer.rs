//! One WebRTC connection of the load: `str0m` on a socket of its own.

use std::io::ErrorKind;
use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use anyhow::Context as _;
use str0m::change::{SdpAnswer, SdpOffer, SdpPendingOffer};
use str0m::media::{Direction, MediaKind, Mid};
use str0m::net::{Protocol, Receive};
use str0m::{Candidate, Event, Input, Output, Rtc};
use tokio::net::UdpSocket;

use super::clip::Kind;

/// The largest datagram.
const DATAGRAM_BYTES: usize = 2_048;
/// A connection is not looked after more often than this, though it should ask.
const PAUSE_MIN: Duration = Duration::from_millis(1);

/// The address at which this machine is found. Janus offers none of the loopback's; what goes to
/// this one goes over the loopback all the same.
pub fn own_ip() -> IpAddr {
    let found = || {
        let socket = std::net::UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
        // An address of documentation (RFC 5737): nothing is sent there, but the system says from
        // where it would.
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
        Some(socket.local_addr().ok()?.ip())
    };
    found().unwrap_or(Ipv4Addr::LOCALHOST.into())
}

/// What a connection is for.
pub trait Part {
    /// When it wants to do something of its own.
    fn due(&self) -> Option<Instant>;
    /// It does.
    fn work(&mut self, rtc: &mut Rtc, now: Instant);
    /// Something happened on the connection.
    fn take(&mut self, event: Event, now: Instant);
}

/// A connection.
pub struct Peer {
    rtc: Rtc,
    socket: UdpSocket,
    pending: Option<SdpPendingOffer>,
    mids: Vec<(Mid, Kind)>,
}

impl Peer {
    /// A connection from this address that is not yet connected.
    ///
    /// # Errors
    /// When the system gives no socket.
    pub async fn new(ip: IpAddr) -> anyhow::Result<Self> {
        let socket = UdpSocket::bind((ip, 0)).await?;
        let mut config = Rtc::builder().set_rtp_mode(true).clear_codecs();
        config = config.enable_opus(true, false).enable_h264(true);
        let mut rtc = config.build(Instant::now());
        rtc.add_local_candidate(Candidate::host(socket.local_addr()?, "udp")?);
        Ok(Self { rtc, socket, pending: None, mids: Vec::new() })
    }

    /// Offers to send a picture and sound, or to receive them.
    ///
    /// # Errors
    /// When there is nothing to offer: a fault of ours.
    pub fn offer(&mut self, direction: Direction) -> anyhow::Result<String> {
        let mut changes = self.rtc.sdp_api();
        for (kind, media) in [(Kind::Sound, MediaKind::Audio), (Kind::Picture, MediaKind::Video)] {
            self.mids.push((changes.add_media(media, direction, None, None, None), kind));
        }
        let (offer, pending) = changes.apply().context("nothing is offered")?;
        self.pending = Some(pending);
        Ok(offer.to_sdp_string())
    }

    /// Takes the answer to the offer.
    ///
    /// # Errors
    /// When it does not fit.
    pub fn answered(&mut self, answer: &str) -> anyhow::Result<()> {
        let pending = self.pending.take().context("nothing was offered")?;
        let answer = SdpAnswer::from_sdp_string(answer)?;
        Ok(self.rtc.sdp_api().accept_answer(pending, answer)?)
    }

    /// Answers an offer.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub fn answer(&mut self, offer: &str) -> anyhow::Result<String> {
        let offer = SdpOffer::from_sdp_string(offer)?;
        Ok(self.rtc.sdp_api().accept_offer(offer)?.to_sdp_string())
    }

    /// The lines that were offered.
    pub fn mids(&self) -> Vec<(Mid, Kind)> {
        self.mids.clone()
    }

    /// Lets the connection work until it breaks.
    ///
    /// # Errors
    /// When it broke.
    pub async fn run(mut self, mut part: impl Part) -> anyhow::Result<()> {
        let mut space = [0; DATAGRAM_BYTES];
        let mut wake = self.drain(&mut part)?;
        loop {
            let due = part.due().map_or(wake, |due| due.min(wake));
            tokio::select! {
                readable = self.socket.readable() => {
                    readable?;
                    while let Some(at) = self.take(&mut space, &mut part)? {
                        wake = at;
                    }
                }
                () = tokio::time::sleep_until(due.into()) => {
                    let now = Instant::now();
                    part.work(&mut self.rtc, now);
                    self.rtc.handle_input(Input::Timeout(now))?;
                    wake = self.drain(&mut part)?.max(now + PAUSE_MIN);
                }
            }
        }
    }

    /// Takes a datagram, if one has come.
    fn take(&mut self, space: &mut [u8], part: &mut impl Part) -> anyhow::Result<Option<Instant>> {
        let (length, source) = match self.socket.try_recv_from(space) {
            Ok(came) => came,
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let bytes = space.get(..length).unwrap_or_default();
        let receive = Receive::new(Protocol::Udp, source, self.socket.local_addr()?, bytes)?;
        self.rtc.handle_input(Input::Receive(Instant::now(), receive))?;
        self.drain(part).map(Some)
    }

    fn drain(&mut self, part: &mut impl Part) -> anyhow::Result<Instant> {
        loop {
            match self.rtc.poll_output()? {
                Output::Timeout(at) => return Ok(at),
                Output::Transmit(sent) => {
                    // What the socket does not take is lost, as on the way.
                    let _ = self.socket.try_send_to(&sent.contents, sent.destination);
                }
                Output::Event(event) => part.take(event, Instant::now()),
            }
            anyhow::ensure!(self.rtc.is_alive(), "the connection is over");
        }
    }
}
