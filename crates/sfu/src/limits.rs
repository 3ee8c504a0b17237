//! The bounds on everything that comes from outside, and the times things may take.

use std::time::Duration;

/// The largest offer; a browser's with several pictures has some 15 KB.
pub const OFFER_BYTES_MAX: usize = 64 * 1024;
/// The most media lines in one offer.
pub const LINES_MAX: usize = 32;
/// The most lines of one offer, `a=` lines and all.
pub const OFFER_LINES_MAX: usize = 2_000;
/// The most peers of one engine.
pub const PEERS_MAX: usize = 4_096;
/// The most layers of one picture that are told apart.
pub const LAYERS_MAX: usize = 4;
/// The most addresses that one peer's datagrams may come from.
pub const ADDRESSES_PER_PEER: usize = 8;
/// The most datagrams that wait to be taken. More are lost, as the network would lose them.
pub const OUTBOX_MAX: usize = 65_536;
/// The most events that wait to be taken.
pub const EVENTS_MAX: usize = 65_536;
/// The most bytes of a picture that wait in one line for a slow peer's turn, before the line skips
/// to the next whole picture.
pub const LINE_BYTES_MAX: usize = 512 * 1024;
/// The longest that a packet of a picture waits there.
pub const LINE_WAIT_MAX: Duration = Duration::from_secs(2);
/// Packets of a picture that a line keeps, to send again what was lost: two seconds of 2.5 Mbit/s.
pub const RESEND_PACKETS: usize = 512;
/// How long it keeps them.
pub const RESEND_AGE_MAX: Duration = Duration::from_secs(2);
/// The part of what a line sends in a second that may be sent again; over that, what was asked for
/// is forgotten. A network that comes back after a second lost all of it, and where datagrams
/// overtake each other peers ask for what is only late. It bounds what a peer that asks for
/// everything again and again can cost.
pub const RESEND_SHARE_MAX: f32 = 0.75;
/// Lost packets of a thousand that show a peer's line to be narrow. Bad weather alone loses less;
/// what does not fit is lost, asked for again, and then lost more.
pub const NARROW_PERMILLE: u32 = 300;
/// After so long it is tried whether the line is still narrow.
pub const NARROW_FOR: Duration = Duration::from_secs(30);

/// How long a peer may take to connect once it has its answer.
pub const CONNECT: Duration = Duration::from_secs(30);
/// How long a connected peer may be silent to ICE, over the 15 s that `str0m` waits, before it is
/// taken for gone.
pub const SILENT: Duration = Duration::from_secs(5);
/// A publisher is asked for a whole picture no more often than this.
pub const KEY_FRAME_EVERY_MIN: Duration = Duration::from_millis(500);
/// So long a lost packet of a picture is waited for; then its sender is asked for a whole one.
pub const HOLE_MAX: Duration = Duration::from_millis(600);
/// So many are waited for no longer than `BURST_MAX`: a whole picture is smaller than they are.
pub const BURST_PACKETS: usize = 25;
/// See `BURST_PACKETS`. Large pictures come in bursts whose packets may overtake each other.
pub const BURST_MAX: Duration = Duration::from_millis(200);
/// The most lost packets of a picture that are kept in mind.
pub const HOLES_MAX: usize = 512;
/// A layer that sent nothing for so long is not there.
pub const LAYER_SILENT: Duration = Duration::from_millis(1_500);
/// How often each peer's layers are chosen anew.
pub const CHOOSE_EVERY: Duration = Duration::from_secs(1);
/// How often `str0m` counts for statistics.
pub const STATS_EVERY: Duration = Duration::from_secs(5);
/// The speaker changes no more often than this.
pub const SPEAKER_EVERY_MIN: Duration = Duration::from_millis(600);

/// What a peer's line is taken to carry until it is measured, in bits a second.
pub const FIRST_ESTIMATE_BPS: u64 = 2_000_000;
/// What one line of sound is taken to need, in bits a second.
pub const SOUND_BPS: u64 = 64_000;
