//! A packet on its way from who sent it to all who watch.

use std::time::{Duration, Instant};

use str0m::format::{Codec as Format, PayloadParams};
use str0m::media::{KeyframeRequestKind, Mid, SenderFeedback};
use str0m::rtp::{ExtensionValues, RtpPacket, RtpWrite};

use crate::engine::{Due, Engine};
use crate::event::{Codec, Event, Kind, Packet};
use crate::ids::{PeerId, TrackId};
use crate::key_frame;
use crate::limits::{LINE_BYTES_MAX, LINE_WAIT_MAX};
use crate::line::Passage;
use crate::peer::Peer;
use crate::track::Tapping;

/// How often it is looked who speaks.
const LISTEN_EVERY: Duration = Duration::from_millis(100);

/// A packet as every line gets it.
struct Passing<'a> {
    packet: &'a RtpPacket,
    params: PayloadParams,
    layer: usize,
    is_key: bool,
    kind: Kind,
    made: Instant,
}

impl Engine {
    /// Sends a packet of a peer to all lines that carry its track.
    pub(crate) fn forward(&mut self, from: PeerId, packet: &RtpPacket, now: Instant) {
        let Some((id, passing)) = self.look_at(from, packet, now) else { return };
        let Some(track) = self.tracks.get_mut(&id) else { return };
        // Taken out while peers are written to, and put back: nothing else touches it meanwhile.
        let watchers = std::mem::take(&mut track.watchers);
        let mut is_key_wanted = false;
        for (peer, line) in &watchers {
            let Some(peer) = self.peers.get_mut(peer) else { continue };
            if !peer.is_connected {
                continue;
            }
            is_key_wanted |= write(peer, *line, &passing, now) == Written::WantsKey;
            if !std::mem::replace(&mut peer.is_dirty, true) {
                self.dirty.push(peer.id);
            }
        }
        if let Some(track) = self.tracks.get_mut(&id) {
            track.watchers = watchers;
            if is_key_wanted {
                track.want_key(passing.layer);
                self.ask(id, now);
            }
        }
    }

    /// What a packet is, and what it says of its track.
    fn look_at<'a>(
        &mut self,
        from: PeerId,
        packet: &'a RtpPacket,
        now: Instant,
    ) -> Option<(TrackId, Passing<'a>)> {
        let peer = self.peers.get_mut(&from)?;
        let header = &packet.header;
        let (mid, rid) = peer.place_of(packet)?;
        let id = *peer
            .tracks
            .iter()
            .find(|id| self.tracks.get(id).is_some_and(|track| track.mid == mid))?;
        let track = self.tracks.get_mut(&id)?;
        if !peer.on.has(track.kind, track.ordinal) {
            return None;
        }
        let params = *peer.rtc.codec_config().find(|p| p.pt() == header.payload_type)?;
        let codec = codec(&params)?;
        let layer = track.layer_of(rid)?;
        let is_key = key_frame::begins(codec, &packet.payload);
        peer.stats.packets_in += 1;
        track.layers[layer].count(packet.payload.len(), is_key, now);
        let clock = (header.timestamp, track.kind.clock_hz());
        let made = peer.day.made(&track.layers[layer].clock, clock, packet.timestamp);
        if let Some(level_db) = header.ext_vals.audio_level {
            track.level.heard(level_db);
        }
        let (stage, kind, ordinal) = (track.stage, track.kind, track.ordinal);
        let tapping = track.taps(layer, is_key, now);
        if tapping == Tapping::Waits {
            track.want_key(layer);
        }
        if tapping == Tapping::Told {
            let told = Packet {
                layer,
                number: *packet.seq_no,
                time: header.timestamp,
                made,
                is_last: header.marker,
                codec,
                payload: packet.payload.clone(),
            };
            self.outbox.tell(Event::Packet { track: id, packet: told });
        }
        let is_broken =
            kind == Kind::Picture && track.layers[layer].holes.look(*packet.seq_no, is_key, now);
        if is_broken {
            track.want_key(layer);
        }
        let is_known = track.layers[layer].is_known();
        if !std::mem::replace(&mut track.has_begun, true) {
            self.outbox.tell(Event::Began { track: id, peer: from, stage, kind, ordinal });
            self.assign(stage, now);
            self.ask(id, now);
        }
        if is_broken {
            self.ask(id, now);
        }
        if !is_known {
            self.measured(id, layer, now);
        }
        if tapping == Tapping::Waits {
            self.ask(id, now);
        }
        if kind == Kind::Sound {
            self.listen(stage, now);
        }
        Some((id, Passing { packet, params, layer, is_key, kind, made }))
    }

    /// A layer's rate is known for the first time: there is something to choose.
    fn measured(&mut self, id: TrackId, layer: usize, now: Instant) {
        let Some(track) = self.tracks.get_mut(&id) else { return };
        if !track.layers[layer].know() {
            return;
        }
        let watchers = track.watchers.clone();
        for (watcher, _) in watchers {
            self.choose(watcher, now);
        }
    }

    /// Looks who speaks on a stage, now and then.
    fn listen(&mut self, stage: xingtan_base::ids::LessonId, now: Instant) {
        let Some(there) = self.stages.get_mut(&stage) else { return };
        if there.listened.is_some_and(|at| now.saturating_duration_since(at) < LISTEN_EVERY) {
            return;
        }
        there.listened = Some(now);
        for id in &there.tracks {
            let Some(track) = self.tracks.get_mut(id) else { continue };
            if track.layers.iter().all(|layer| !layer.is_live(now)) {
                track.level.silent();
            }
        }
        let sounds = there.tracks.iter().filter_map(|id| self.tracks.get(id));
        let levels = sounds.filter(|track| track.kind == Kind::Sound);
        let levels = levels.map(|track| (track.id, track.level));
        if let Some(track) = there.speaker.look(levels, now) {
            there.speaks = track;
            self.outbox.tell(Event::Speaks { stage, track });
            self.assign(stage, now);
        }
    }

    /// Who watches lost too much to go on.
    pub(crate) fn key_wanted(&mut self, watcher: PeerId, mid: Mid, now: Instant) {
        let Some(peer) = self.peers.get(&watcher) else { return };
        let Some(line) = peer.line_of(mid).and_then(|at| peer.lines.get(at)) else { return };
        let Some(id) = line.track else { return };
        let layer = line.carried().unwrap_or(line.want);
        if let Some(track) = self.tracks.get_mut(&id) {
            track.want_key(layer);
        }
        self.ask(id, now);
    }

    /// Asks a picture's sender for a key frame, when one is wanted and it is not too soon.
    pub(crate) fn ask(&mut self, id: TrackId, now: Instant) {
        let Some(track) = self.tracks.get_mut(&id) else { return };
        let asked = track.ask(now);
        let (mid, sender) = (track.mid, track.peer);
        match track.ask_at(now) {
            Some(at) => self.timers.set(Due::Track(id), at),
            None => self.timers.forget(Due::Track(id)),
        }
        let Some(peer) = self.peers.get_mut(&sender) else { return };
        for rid in asked {
            if let Some(stream) = peer.rtc.direct_api().stream_rx_by_mid(mid, rid) {
                stream.request_keyframe(KeyframeRequestKind::Pli);
                if !std::mem::replace(&mut peer.is_dirty, true) {
                    self.dirty.push(sender);
                }
            }
        }
    }

    /// A sender says which moment of its day a track's time is.
    pub(crate) fn report(&mut self, from: PeerId, report: &SenderFeedback) {
        let Some(peer) = self.peers.get(&from) else { return };
        let of_mid = |id: &&TrackId| self.tracks.get(id).is_some_and(|t| t.mid == report.mid);
        let Some(id) = peer.tracks.iter().find(of_mid).copied() else { return };
        let Some(track) = self.tracks.get_mut(&id) else { return };
        let Some(layer) = track.layer_of(report.rid) else { return };
        let info = &report.sender_info;
        // The report's 32 bits, whatever `str0m` made of them.
        let time = u32::try_from(info.rtp_time.numer() & 0xffff_ffff).unwrap_or(0);
        track.layers[layer].clock.report(info.ntp_time, time);
    }
}

impl Peer {
    /// Which of the peer's media lines and layers a packet is of.
    fn place_of(&mut self, packet: &RtpPacket) -> Option<(Mid, Option<str0m::media::Rid>)> {
        let mut api = self.rtc.direct_api();
        let stream = api.stream_rx(&packet.header.ssrc)?;
        Some((stream.mid(), stream.rid()))
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Written {
    Done,
    WantsKey,
}

fn write(peer: &mut Peer, at: usize, passing: &Passing<'_>, now: Instant) -> Written {
    let Peer { lines, rtc, stats, written_at, .. } = peer;
    let Some(line) = lines.get_mut(at) else { return Written::Done };
    let (packet, header) = (passing.packet, &passing.packet.header);
    let mid = line.mid;
    let look_up = || Peer::payload_type(rtc, mid, passing.params);
    let Some(pt) = line.payload_type(header.payload_type, look_up) else { return Written::Done };
    let mut api = rtc.direct_api();
    let Some(stream) = api.stream_tx_by_mid(mid, None) else { return Written::Done };
    if passing.kind == Kind::Picture {
        let is_late = |since: Instant| now.saturating_duration_since(since) > LINE_WAIT_MAX;
        let is_full = stream.queue_info().is_some_and(|queue| {
            queue.byte_size() > LINE_BYTES_MAX || queue.first_unsent().is_some_and(is_late)
        });
        if is_full {
            if line.carried().is_some() {
                stats.skips += 1;
                line.skip();
            }
            return Written::Done;
        }
    }
    let is_key = passing.is_key || passing.kind == Kind::Sound;
    let place = (*packet.seq_no, header.timestamp);
    match line.pass(passing.layer, place, is_key, now) {
        Passage::Not => Written::Done,
        Passage::Waits => Written::WantsKey,
        Passage::Goes(number, time) => {
            stats.packets_out += 1;
            *written_at = Some(now);
            // Numbers begin low and go on by one, so that both sides count rollovers alike.
            let rtp = RtpWrite::new(pt, number.into(), time, passing.made, packet.payload.clone());
            let rtp = rtp.marker(header.marker).nackable(passing.kind == Kind::Picture);
            stream.write_rtp(rtp.ext_vals(kept(&header.ext_vals)));
            Written::Done
        }
    }
}

/// What a sender's header extensions say to who watches; the rest is between it and us.
fn kept(values: &ExtensionValues) -> ExtensionValues {
    ExtensionValues {
        audio_level: values.audio_level,
        voice_activity: values.voice_activity,
        video_orientation: values.video_orientation,
        ..ExtensionValues::default()
    }
}

fn codec(params: &PayloadParams) -> Option<Codec> {
    match params.spec().codec {
        Format::Opus => Some(Codec::Opus),
        Format::H264 => Some(Codec::H264),
        Format::Vp8 => Some(Codec::Vp8),
        _ => None,
    }
}
