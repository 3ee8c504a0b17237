//! Layers follow what the peer's line carries and what it wants.

use super::client::Want;
use super::net::Weather;
use super::world::World;
use crate::{Event, May, Wish};

/// Two layers of 25 pictures a second: 1.4 Mbit/s and 150 kbit/s.
fn teach(world: &mut World, teacher: usize, ms: u64) {
    let (now, time) = (world.now, u32::try_from(ms * 90).unwrap());
    let client = &mut world.clients[teacher];
    if !client.is_connected || !ms.is_multiple_of(40) {
        return;
    }
    let is_key = !client.keys_asked.is_empty() || ms.is_multiple_of(4_000);
    client.keys_asked.clear();
    client.send_picture(0, Some("h"), (is_key, 7, 1_000), (time, now));
    client.send_picture(0, Some("l"), (is_key, 1, 750), (time.wrapping_add(77_777), now));
}

fn layers(world: &World, learner: usize, after: u64) -> (usize, usize) {
    let client = &world.clients[learner];
    let seen = client.seen.get(&client.mids[0]).into_iter().flatten();
    let seen = seen.filter(|(number, _)| **number >= after).map(|(_, seen)| seen.layer);
    seen.fold((0, 0), |(h, l), layer| if layer == 0 { (h + 1, l) } else { (h, l + 1) })
}

fn last(world: &World, learner: usize) -> u64 {
    let client = &world.clients[learner];
    *client.seen[&client.mids[0]].keys().last().unwrap()
}

#[test]
fn a_small_picture_gets_the_small_layer_and_a_large_one_the_large() {
    let mut world = World::new(Weather { delay_ms: 10, ..Weather::default() });
    let teacher = world.join(May::Publish, &[Want::SendLayers]);
    let learner = world.join(May::Watch, &[Want::SeePicture]);
    world.run(12_000, |world, ms| teach(world, teacher, ms));
    let before = last(&world, learner);
    world.run(4_000, |world, ms| teach(world, teacher, ms));
    let (large, small) = layers(&world, learner, before);
    assert!(large > 600 && small < 30, "{large} and {small}: the line is wide");
    let (peer, now) = (world.peers[learner], world.now);
    world.engine.wish(peer, [(0, Wish::Any, Some(300_000))], now);
    world.run(2_000, |world, ms| teach(world, teacher, ms));
    let before = last(&world, learner);
    world.run(4_000, |world, ms| teach(world, teacher, ms));
    assert_eq!(layers(&world, learner, before).0, 0, "the peer wants no more than 300 kbit/s");
    let client = &world.clients[learner];
    let seen = &client.seen[&client.mids[0]];
    let numbers: Vec<u64> = seen.keys().copied().collect();
    let gaps: Vec<_> = numbers.windows(2).filter(|pair| pair[1] != pair[0] + 1).collect();
    assert!(gaps.is_empty(), "one stream all along: {gaps:?}");
    let times: Vec<u32> = seen.values().map(|seen| seen.time).collect();
    let ahead = |pair: &[u32]| pair[1].wrapping_sub(pair[0]) < 90_000 * 3;
    assert!(times.windows(2).all(ahead), "times go forward");
}

#[test]
fn a_line_that_becomes_narrow_gets_the_small_layer() {
    let mut world = World::new(Weather { delay_ms: 20, ..Weather::default() });
    let teacher = world.join(May::Publish, &[Want::SendLayers]);
    let learner = world.join(May::Watch, &[Want::SeePicture]);
    world.run(10_000, |world, ms| teach(world, teacher, ms));
    assert!(layers(&world, learner, 0).0 > 0);
    // 480 kbit/s to each; the teacher's own way up is not narrow.
    world.net.weather.bytes_per_s = Some(60_000);
    world.net.wide = Some(std::net::SocketAddr::from(super::world::SERVER));
    world.run(20_000, |world, ms| teach(world, teacher, ms));
    let before = last(&world, learner);
    world.run(5_000, |world, ms| teach(world, teacher, ms));
    let (large, small) = layers(&world, learner, before);
    assert!(large < 20 && small > 80, "{large} and {small}");
    let estimate = world.engine.stats(world.peers[learner]).unwrap().estimate_bps;
    assert!(estimate.is_some_and(|bps| bps < 1_000_000), "{estimate:?}");
}

#[test]
fn the_one_line_of_sound_carries_who_speaks() {
    let mut world = World::new(Weather { delay_ms: 5, ..Weather::default() });
    let one = world.join(May::Publish, &[Want::SendSound]);
    let two = world.join(May::Publish, &[Want::SendSound]);
    let learner = world.join(May::Watch, &[Want::SeeSound]);
    let talk = move |loud: usize| {
        move |world: &mut World, ms: u64| {
            let (now, time) = (world.now, u32::try_from(ms * 48).unwrap());
            for at in [one, two] {
                let level_db = if at == loud { -20 } else { -80 };
                if world.clients[at].is_connected && ms.is_multiple_of(20) {
                    world.clients[at].send_sound(0, level_db, (time, now));
                }
            }
        }
    };
    world.run(4_000, talk(one));
    world.run(4_000, talk(two));
    let tracks: Vec<_> = world
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Began { track, peer, .. } => Some((*peer, *track)),
            _ => None,
        })
        .collect();
    let of = |at: usize| tracks.iter().find(|(peer, _)| *peer == world.peers[at]).unwrap().1;
    let spoke: Vec<_> = world
        .events
        .iter()
        .filter_map(|event| match event {
            Event::Speaks { track, .. } => Some(track.unwrap()),
            _ => None,
        })
        .collect();
    assert_eq!(spoke, [of(one), of(two)]);
    let client = &world.clients[learner];
    assert!(client.seen[&client.mids[0]].len() > 350);
}
