//! What nobody should send.

use std::net::SocketAddr;

use super::client::{Client, Want};
use super::net::Weather;
use super::world::World;
use crate::limits::LINES_MAX;
use crate::{Datagram, Link, May, Refusal};

#[test]
fn malformed_datagrams_harm_nobody() {
    let mut world = World::new(Weather::default());
    let teacher = world.join(May::Publish, &[Want::SendSound, Want::SendPicture]);
    let learner = world.join(May::Watch, &[Want::SeeSound, Want::SeePicture]);
    let address = world.clients[teacher].address;
    let stranger = SocketAddr::from(([203, 0, 113, 9], 9));
    world.run(4_000, |world, ms| {
        let now = world.now;
        // As if from the teacher's own address, and from anywhere.
        for source in [address, stranger] {
            for first in [0_u8, 1, 20, 22, 63, 128, 144, 191, 255] {
                let length = usize::try_from(world.net.below(1_500)).unwrap();
                let mut bytes: Vec<u8> =
                    (0..length).map(|_| u8::try_from(world.net.below(256)).unwrap()).collect();
                if let Some(byte) = bytes.first_mut() {
                    *byte = first;
                }
                world.engine.receive(Datagram { link: Link::Udp, source, bytes: &bytes }, now);
            }
        }
        let time = u32::try_from(ms * 48).unwrap();
        if world.clients[teacher].is_connected && ms.is_multiple_of(20) {
            world.clients[teacher].send_sound(0, -30, (time, now));
        }
    });
    let client = &world.clients[learner];
    assert!(client.seen[&client.mids[0]].len() > 100);
    let counts = world.engine.counts();
    assert_eq!((counts.peers, counts.faults), (2, 0));
    assert!(counts.stray > 1_000, "{counts:?}");
}

#[test]
fn offers_that_make_no_sense_are_refused_in_words() {
    let mut world = World::new(Weather::default());
    let mut client = Client::new(SocketAddr::from(([10, 0, 0, 1], 1)), world.now);
    let good = client.offer(&[Want::SendSound, Want::SendPicture]);
    let malformed = |refusal| matches!(refusal, Err(Refusal::Malformed(_)));
    for offer in ["", "v=0", "v=0\r\n", "\u{0}", &good[..good.len() / 2]] {
        assert!(malformed(world.invite(May::Publish, offer)), "{offer:?}");
    }
    assert!(malformed(world.invite(May::Publish, &good.replace("a=ice-ufrag", "a=x"))));
    assert!(malformed(world.invite(May::Publish, &good.replace("a=fingerprint", "a=x"))));
    assert!(malformed(world.invite(May::Publish, &good.replace("a=mid", "a=x"))));
    let long = format!("{good}{}", "a=x\r\n".repeat(20_000));
    assert_eq!(world.invite(May::Publish, &long).unwrap_err(), Refusal::TooLarge);
    let line = good.split("m=").nth(1).unwrap();
    let many = format!("{good}{}", format!("m={line}").repeat(LINES_MAX));
    assert_eq!(world.invite(May::Publish, &many).unwrap_err(), Refusal::TooLarge);
    assert_eq!(world.invite(May::Watch, &good).unwrap_err(), Refusal::Nothing);
    let foreign = good.replace("opus/48000", "xpus/48000");
    assert_eq!(world.invite(May::Publish, &foreign).unwrap_err(), Refusal::NoCodec);
    assert_eq!(world.engine.counts().peers, 0);
    world.invite(May::Publish, &good).unwrap();
}

#[test]
fn hundreds_join_at_once() {
    let mut world = World::new(Weather { loss_percent: 2, delay_ms: 20, ..Weather::default() });
    for _ in 0..200 {
        world.join(May::Watch, &[Want::SeeSound, Want::SeePicture]);
    }
    // Who loses a part of the handshake twice waits three seconds for it.
    world.wait(8_000);
    let connected = world.clients.iter().filter(|client| client.is_connected).count();
    assert_eq!(connected, 200);
}
