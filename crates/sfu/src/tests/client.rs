//! A browser that is not there: `str0m` on the other side.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use str0m::change::{SdpAnswer, SdpPendingOffer};
use str0m::format::Codec;
use str0m::media::{Direction, MediaKind, Mid, Rid, Simulcast, SimulcastLayer};
use str0m::net::{Protocol, Receive};
use str0m::rtp::{ExtensionValues, RtpPacket, RtpWrite};
use str0m::{Candidate, Event, Input, Output, Rtc};

use super::net::Travelling;

/// What a client's media line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    SendSound,
    SendPicture,
    /// A picture in the layers `h` and `l`.
    SendLayers,
    SeeSound,
    SeePicture,
}

/// A client and what it saw.
pub struct Client {
    pub rtc: Rtc,
    pub address: SocketAddr,
    pub wake_at: Instant,
    pub mids: Vec<Mid>,
    pub is_connected: bool,
    /// Packets by line and number.
    pub seen: BTreeMap<Mid, BTreeMap<u64, Seen>>,
    pub keys_asked: Vec<Instant>,
    /// Numbers of what is sent, by line and layer.
    sent: BTreeMap<(Mid, Option<String>), Sent>,
    pending: Option<SdpPendingOffer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub serial: u32,
    pub layer: u8,
    pub is_key: bool,
    pub time: u32,
    pub at: Instant,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sent {
    number: u64,
    serial: u32,
}

impl Client {
    pub fn new(address: SocketAddr, now: Instant) -> Self {
        let rtc = Rtc::builder().set_rtp_mode(true).build(now);
        Self {
            rtc,
            address,
            wake_at: now,
            mids: Vec::new(),
            is_connected: false,
            seen: BTreeMap::new(),
            keys_asked: Vec::new(),
            sent: BTreeMap::new(),
            pending: None,
        }
    }

    pub fn offer(&mut self, wants: &[Want]) -> String {
        self.rtc.add_local_candidate(Candidate::host(self.address, "udp").unwrap());
        let mut changes = self.rtc.sdp_api();
        for want in wants {
            let layers = || {
                let mut layers = Simulcast::new();
                layers.add_send_layer(SimulcastLayer::new("h"));
                layers.add_send_layer(SimulcastLayer::new("l"));
                layers
            };
            let (kind, direction, simulcast) = match want {
                Want::SendSound => (MediaKind::Audio, Direction::SendOnly, None),
                Want::SendPicture => (MediaKind::Video, Direction::SendOnly, None),
                Want::SendLayers => (MediaKind::Video, Direction::SendOnly, Some(layers())),
                Want::SeeSound => (MediaKind::Audio, Direction::RecvOnly, None),
                Want::SeePicture => (MediaKind::Video, Direction::RecvOnly, None),
            };
            self.mids.push(changes.add_media(kind, direction, None, None, simulcast));
        }
        let (offer, pending) = changes.apply().unwrap();
        self.pending = Some(pending);
        offer.to_sdp_string()
    }

    pub fn answer(&mut self, answer: &str) {
        let answer = SdpAnswer::from_sdp_string(answer).unwrap();
        self.rtc.sdp_api().accept_answer(self.pending.take().unwrap(), answer).unwrap();
        for mid in &self.mids {
            if let Some(stream) = self.rtc.direct_api().stream_tx_by_mid(*mid, None) {
                // As browsers do, which send again whatever they are asked for.
                stream.set_rtx_cache(1_024, Duration::from_secs(3), None);
            }
        }
    }

    /// Takes a datagram, and everything that comes of it: a connection holds one packet only.
    pub fn receive(&mut self, came: &Travelling, now: Instant) -> Vec<Travelling> {
        let (source, destination) = (came.source, came.destination);
        let Ok(receive) = Receive::new(Protocol::Udp, source, destination, &came.bytes) else {
            return Vec::new();
        };
        self.rtc.handle_input(Input::Receive(now, receive)).unwrap();
        self.drain(now)
    }

    pub fn run(&mut self, now: Instant) -> Vec<Travelling> {
        self.rtc.handle_input(Input::Timeout(now)).unwrap();
        self.drain(now)
    }

    fn drain(&mut self, now: Instant) -> Vec<Travelling> {
        let mut sent = Vec::new();
        loop {
            match self.rtc.poll_output().unwrap() {
                Output::Timeout(at) => {
                    // As every driver does, so that time goes on.
                    self.wake_at = at.max(now + Duration::from_micros(200));
                    return sent;
                }
                Output::Transmit(transmit) => sent.push(Travelling {
                    source: self.address,
                    destination: transmit.destination,
                    bytes: transmit.contents.to_vec(),
                }),
                Output::Event(event) => self.take(event, now),
            }
        }
    }

    fn take(&mut self, event: Event, now: Instant) {
        match event {
            Event::Connected => self.is_connected = true,
            Event::RtpPacket(packet) => self.see(&packet, now),
            Event::KeyframeRequest(_) => self.keys_asked.push(now),
            _ => {}
        }
    }

    fn see(&mut self, packet: &RtpPacket, now: Instant) {
        let stream = self.rtc.direct_api();
        let mid = {
            let mut api = stream;
            api.stream_rx(&packet.header.ssrc).map(|stream| stream.mid())
        };
        let (Some(mid), payload) = (mid, &packet.payload) else { return };
        let serial = u32::from_be_bytes(payload[2..6].try_into().unwrap());
        let seen = Seen {
            serial,
            layer: payload[1],
            is_key: payload[0] == 0x65,
            time: packet.header.timestamp,
            at: now,
        };
        self.seen.entry(mid).or_default().insert(*packet.seq_no, seen);
    }

    /// Sends a picture of so many packets, each with a serial number.
    pub fn send_picture(
        &mut self,
        line: usize,
        rid: Option<&str>,
        (is_key, packets, bytes): (bool, usize, usize),
        (time, now): (u32, Instant),
    ) {
        let layer = u8::from(rid == Some("l"));
        for packet in 0..packets {
            let head = if is_key && packet == 0 { 0x65 } else { 0x41 };
            let is_last = packet + 1 == packets;
            self.write(line, rid, (Codec::H264, head, layer, bytes), (is_last, time, now), None);
        }
    }

    pub fn send_sound(&mut self, line: usize, level_db: i8, (time, now): (u32, Instant)) {
        let level = Some(level_db);
        self.write(line, None, (Codec::Opus, 0x41, 0, 80), (false, time, now), level);
    }

    fn write(
        &mut self,
        line: usize,
        rid: Option<&str>,
        (codec, head, layer, bytes): (Codec, u8, u8, usize),
        (is_last, time, now): (bool, u32, Instant),
        audio_level: Option<i8>,
    ) {
        let mid = self.mids[line];
        let remote = self.rtc.media(mid).unwrap().remote_pts().to_vec();
        let pt =
            self.rtc.codec_config().find(|p| p.spec().codec == codec && remote.contains(&p.pt()));
        let pt = pt.unwrap().pt();
        let sent = self.sent.entry((mid, rid.map(str::to_owned))).or_default();
        let mut payload = vec![0_u8; bytes.max(6)];
        (payload[0], payload[1]) = (head, layer);
        payload[2..6].copy_from_slice(&sent.serial.to_be_bytes());
        let number = sent.number;
        (sent.number, sent.serial) = (sent.number + 1, sent.serial + 1);
        let mut api = self.rtc.direct_api();
        let stream = api.stream_tx_by_mid(mid, rid.map(Rid::from)).unwrap();
        stream.set_unpaced(true);
        let ext = ExtensionValues {
            audio_level,
            voice_activity: audio_level.map(|_| true),
            ..ExtensionValues::default()
        };
        let rtp = RtpWrite::new(pt, number.into(), time, now, payload);
        stream.write_rtp(rtp.marker(is_last).nackable(codec == Codec::H264).ext_vals(ext));
    }
}
