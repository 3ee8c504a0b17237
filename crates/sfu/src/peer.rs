//! One connection: what `str0m` keeps of it, and what we keep beside that.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use str0m::bwe::{Bitrate, BweKind};
use str0m::change::SdpOffer;
use str0m::config::DtlsCert;
use str0m::media::{Direction, KeyframeRequest, MediaKind, Mid, Pt, SenderFeedback};
use str0m::net::TcpType;
use str0m::rtp::RtpPacket;
use str0m::{Candidate, Event, IceConnectionState, IceCreds, Input, Output, Reason, Rtc, RtcError};
use xingtan_base::ids::{LessonId, PersonId};

use crate::event::Kind;
use crate::guard::{Fault, guard};
use crate::ids::{PeerId, TrackId};
use crate::invitation::{Invitation, May, On};
use crate::limits::{
    FIRST_ESTIMATE_BPS, NARROW_FOR, NARROW_PERMILLE, RESEND_AGE_MAX, RESEND_PACKETS,
    RESEND_SHARE_MAX, STATS_EVERY,
};
use crate::line::Line;
use crate::outbox::Outbox;
use crate::sender_clock::PeerDay;

/// A connection is not let run on within one moment more often than this.
const TURNS_MAX: usize = 16;
/// It is looked at again after this long when it would run on.
const TURN_PAUSE: Duration = Duration::from_millis(1);

/// Nothing was sent to a connection for so long: it is quiet.
const QUIET_AFTER: Duration = Duration::from_secs(1);
/// How often a quiet one is looked at.
const QUIET_EVERY: Duration = Duration::from_millis(500);

/// One connection.
pub struct Peer {
    pub id: PeerId,
    pub stage: LessonId,
    pub may: May,
    pub owner: Option<PersonId>,
    /// What of its tracks is passed on.
    pub on: On,
    pub rtc: Rtc,
    /// By which STUN names it.
    pub name: String,
    pub lines: Vec<Line>,
    pub tracks: Vec<TrackId>,
    pub day: PeerDay,
    pub is_connected: bool,
    /// When it is taken for gone, unless something comes.
    pub deadline: Option<Instant>,
    /// When its layers are chosen anew.
    pub choose_at: Option<Instant>,
    /// What `str0m` asked to be woken for.
    pub wake_at: Instant,
    /// When a packet of media was last handed to it.
    pub written_at: Option<Instant>,
    pub is_dirty: bool,
    /// Since when so much is lost that pictures wait for their turn.
    pub narrow_since: Option<Instant>,
    pub stats: PeerStats,
    /// What `str0m` was told to look for, in bits a second.
    pub desired_bps: u64,
}

/// How a connection does.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PeerStats {
    /// Packets of media that came from it.
    pub packets_in: u64,
    /// Packets of media handed to its lines.
    pub packets_out: u64,
    /// Times a line skipped to the next whole picture because the peer was too slow.
    pub skips: u64,
    /// What its line is thought to carry, in bits a second.
    pub estimate_bps: Option<u64>,
    /// Round trip in microseconds.
    pub round_trip_us: Option<u64>,
    /// Lost packets of what it is sent, in thousandths.
    pub lost_permille: Option<u32>,
    /// Datagrams that could not be read.
    pub malformed: u64,
}

/// What `str0m` told of a connection.
pub enum News {
    Connected,
    IceUp,
    IceDown,
    Packet(Box<RtpPacket>),
    KeyWanted(KeyframeRequest),
    Report(SenderFeedback),
    Estimate(u64),
    Counted,
    Closed,
}

/// A connection whose offer was answered.
pub struct Accepted {
    pub rtc: Rtc,
    pub answer: String,
    /// Its media lines, and which way they go as we see it.
    pub lines: Vec<(Mid, Kind, Direction)>,
}

/// Answers an offer.
///
/// # Errors
/// When it cannot be accepted; a panic within is one too.
pub fn accept(
    invitation: &Invitation<'_>,
    (addresses, tcp): (&[SocketAddr], &[SocketAddr]),
    certificate: &DtlsCert,
    now: Instant,
) -> Result<Accepted, Fault> {
    guard(|| -> Result<_, RtcError> {
        let offer = SdpOffer::from_sdp_string(invitation.offer)?;
        let mut rtc = build(invitation, certificate, now);
        for address in addresses {
            let candidate = Candidate::host(*address, "udp").map_err(RtcError::Ice)?;
            rtc.add_local_candidate(candidate);
        }
        for address in tcp {
            let candidate = Candidate::builder().tcp().host(*address).tcptype(TcpType::Passive);
            rtc.add_local_candidate(candidate.build().map_err(RtcError::Ice)?);
        }
        let answer = rtc.sdp_api().accept_offer(offer)?.to_sdp_string();
        let lines = lines(&rtc, &answer);
        Ok(Accepted { rtc, answer, lines })
    })
}

/// The media lines of an answer. `str0m` tells of them only once keys are agreed, which is after
/// the first packets may have come; their names stand in the answer that it wrote.
fn lines(rtc: &Rtc, answer: &str) -> Vec<(Mid, Kind, Direction)> {
    let names = answer.lines().filter_map(|line| line.strip_prefix("a=mid:"));
    let medias = names.filter_map(|name| rtc.media(Mid::from(name.trim())));
    medias.map(|media| (media.mid(), kind(media.kind()), media.direction())).collect()
}

fn build(invitation: &Invitation<'_>, certificate: &DtlsCert, now: Instant) -> Rtc {
    let creds = IceCreds { ufrag: invitation.name.to_owned(), pass: invitation.secret.to_owned() };
    let config = Rtc::builder()
        .set_rtp_mode(true)
        .set_ice_lite(true)
        .set_local_ice_credentials(creds)
        .set_dtls_cert(certificate.clone())
        .set_stats_interval(Some(STATS_EVERY))
        .clear_codecs()
        .enable_opus(true, false)
        // In the order in which a browser shall prefer them.
        .enable_h264(true)
        .enable_vp8(true);
    let estimates = invitation.may.watch().then(|| Bitrate::bps(FIRST_ESTIMATE_BPS));
    config.enable_bwe(estimates).build(now)
}

impl Peer {
    /// Does something with the connection and takes what comes of it.
    ///
    /// # Errors
    /// When the connection is broken and must be dropped.
    pub fn work(
        &mut self,
        outbox: &mut Outbox,
        work: impl FnOnce(&mut Rtc) -> Result<(), RtcError>,
    ) -> Result<Vec<News>, Fault> {
        let Self { rtc, stats, wake_at, .. } = self;
        guard(|| {
            work(rtc)?;
            let mut news = Vec::new();
            *wake_at = drain(rtc, outbox, stats, &mut news)?;
            Ok::<_, RtcError>(news)
        })
    }

    /// Lets the connection do what its time has come for.
    ///
    /// # Errors
    /// As [`Peer::work`].
    pub fn run(&mut self, outbox: &mut Outbox, now: Instant) -> Result<Vec<News>, Fault> {
        let mut all = self.work(outbox, |rtc| rtc.handle_input(Input::Timeout(now)))?;
        for _ in 0..TURNS_MAX {
            if self.wake_at > now {
                return Ok(all);
            }
            all.extend(self.work(outbox, |rtc| rtc.handle_input(Input::Timeout(now)))?);
        }
        self.wake_at = self.wake_at.max(now + TURN_PAUSE);
        Ok(all)
    }

    /// When it must be looked after. While nothing is sent to it that need not be as often as
    /// `str0m` asks, whose estimate of the line would tick 40 times a second.
    pub fn due(&self, now: Instant) -> Instant {
        let is_quiet =
            self.written_at.is_none_or(|at| now.saturating_duration_since(at) > QUIET_AFTER);
        let wake_at = match self.rtc.last_timeout_reason() {
            Reason::Pacer(_)
            | Reason::BweDelayControl
            | Reason::BweProbeControl
            | Reason::BweProbeEstimator
                if self.is_connected && is_quiet =>
            {
                self.wake_at.max(now + QUIET_EVERY)
            }
            _ => self.wake_at,
        };
        [self.deadline, self.choose_at].into_iter().flatten().fold(wake_at, Instant::min)
    }

    /// Has a picture's line send at once, and keep what it sent, to send again what was lost.
    pub fn begin_line(&mut self, mid: Mid) {
        if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(mid, None) {
            stream.set_rtx_cache(RESEND_PACKETS, RESEND_AGE_MAX, Some(RESEND_SHARE_MAX));
            stream.set_unpaced(true);
        }
    }

    /// Has pictures wait for their turn where much was lost, which spares the sound. Elsewhere they
    /// do not wait: where datagrams overtake each other the estimate of the line falls to nothing,
    /// though all of them come.
    pub fn pace(&mut self, now: Instant) {
        let lost = self.stats.lost_permille.unwrap_or(0);
        let needed_bps = self.desired_bps - self.desired_bps / 5;
        let is_wide = self.stats.estimate_bps.is_some_and(|bps| bps >= needed_bps);
        let is_narrow = match self.narrow_since {
            None => lost >= NARROW_PERMILLE,
            Some(since) => !is_wide && now.saturating_duration_since(since) < NARROW_FOR,
        };
        if is_narrow == self.narrow_since.is_some() {
            return;
        }
        self.narrow_since = is_narrow.then_some(now);
        for line in self.lines.iter().filter(|line| line.kind == Kind::Picture) {
            if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(line.mid, None) {
                stream.set_unpaced(!is_narrow);
            }
        }
    }

    /// The line that is a media line of the connection.
    pub fn line_of(&self, mid: Mid) -> Option<usize> {
        self.lines.iter().position(|line| line.mid == mid)
    }

    /// The payload type for a codec as another connection has it.
    pub fn payload_type(rtc: &Rtc, mid: Mid, params: str0m::format::PayloadParams) -> Option<Pt> {
        let media = rtc.media(mid)?;
        let pt = rtc.codec_config().match_params(params)?.pt();
        media.remote_pts().contains(&pt).then_some(pt)
    }
}

fn drain(
    rtc: &mut Rtc,
    outbox: &mut Outbox,
    stats: &mut PeerStats,
    news: &mut Vec<News>,
) -> Result<Instant, RtcError> {
    loop {
        match rtc.poll_output()? {
            Output::Timeout(at) => return Ok(at),
            Output::Transmit(sent) => outbox.send(sent),
            Output::Event(event) => news.extend(told(event, stats)),
        }
    }
}

fn told(event: Event, stats: &mut PeerStats) -> Option<News> {
    Some(match event {
        Event::Connected => News::Connected,
        Event::IceConnectionStateChange(IceConnectionState::Disconnected) => News::IceDown,
        Event::IceConnectionStateChange(
            IceConnectionState::Connected | IceConnectionState::Completed,
        ) => News::IceUp,
        Event::RtpPacket(packet) => News::Packet(Box::new(packet)),
        Event::KeyframeRequest(request) => News::KeyWanted(request),
        Event::SenderFeedback(report) => News::Report(report),
        Event::EgressBitrateEstimate(BweKind::Twcc { estimate, .. }) => {
            News::Estimate(estimate.as_u64())
        }
        Event::EgressBitrateEstimate(BweKind::Remb { estimate, .. }) => {
            News::Estimate(estimate.as_u64())
        }
        Event::PeerStats(peer) => {
            let us = |rtt: Duration| u64::try_from(rtt.as_micros()).unwrap_or(u64::MAX);
            stats.round_trip_us = peer.rtt.map(us).or(stats.round_trip_us);
            stats.lost_permille = peer.egress_loss_fraction.map(permille);
            News::Counted
        }
        Event::Closed => News::Closed,
        _ => return None,
    })
}

fn permille(fraction: f32) -> u32 {
    (fraction.clamp(0.0, 1.0) * 1_000.0).round() as u32
}

/// Picture or sound, as `str0m` calls them.
const fn kind(kind: MediaKind) -> Kind {
    match kind {
        MediaKind::Audio => Kind::Sound,
        MediaKind::Video => Kind::Picture,
    }
}

/// Whether media come from the peer on such a line, and whether they go to it.
pub const fn ways(direction: Direction) -> (bool, bool) {
    match direction {
        Direction::RecvOnly => (true, false),
        Direction::SendOnly => (false, true),
        Direction::SendRecv => (true, true),
        Direction::Inactive => (false, false),
    }
}
