//! What is lost comes again, and soon: a picture does not stand still.

use std::time::{Duration, Instant};

use super::client::Want;
use super::net::Weather;
use super::world::World;
use crate::May;

/// Each datagram takes a time of its own and overtakes others, which look lost until they come.
const BAD: Weather = Weather { loss_percent: 5, delay_ms: 5, jitter_ms: 100, bytes_per_s: None };

/// 25 pictures a second of three packets, a key frame only when asked.
fn teach(world: &mut World, teacher: usize, ms: u64) {
    let (now, time) = (world.now, u32::try_from(ms * 90).unwrap());
    let client = &mut world.clients[teacher];
    if client.is_connected && ms.is_multiple_of(40) {
        let is_key = !client.keys_asked.is_empty();
        client.keys_asked.clear();
        client.send_picture(0, None, (is_key, 3, 900), (time, now));
    }
}

/// The longest time, from a moment on, in which no new picture could be shown: one can when all
/// its packets have come and those of all before it, back to the last that is whole in itself.
fn longest_wait(world: &World, learner: usize, from: Instant) -> Duration {
    let client = &world.clients[learner];
    let seen = &client.seen[&client.mids[0]];
    let mut expected = *seen.keys().next().unwrap();
    let mut shown: Option<Instant> = None;
    let mut moments = vec![from, world.now];
    for (number, packet) in seen {
        if packet.is_key {
            shown = Some(packet.at);
        } else if *number != expected {
            // Nothing after a hole can be shown before a picture that is whole in itself.
            shown = None;
        }
        expected = number + 1;
        shown = shown.map(|shown| shown.max(packet.at));
        moments.extend(shown.filter(|shown| *shown > from));
    }
    moments.sort_unstable();
    moments.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap()
}

fn class(weather: Weather) -> (World, usize, usize) {
    let mut world = World::new(Weather { delay_ms: 5, ..Weather::default() });
    let teacher = world.join(May::Publish, &[Want::SendPicture]);
    let learner = world.join(May::Watch, &[Want::SeePicture]);
    world.run(3_000, |world, ms| teach(world, teacher, ms));
    world.net.weather = weather;
    (world, teacher, learner)
}

#[test]
fn in_bad_weather_a_picture_never_stands_still_for_long() {
    let (mut world, teacher, learner) = class(BAD);
    let from = world.now;
    world.run(30_000, |world, ms| teach(world, teacher, ms));
    let waited = longest_wait(&world, learner, from);
    assert!(waited <= Duration::from_secs(2), "{waited:?}");
}

#[test]
fn after_a_second_without_any_network_the_picture_is_there_within_two() {
    let (mut world, teacher, learner) = class(BAD);
    world.net.weather.loss_percent = 100;
    world.run(1_000, |world, ms| teach(world, teacher, ms));
    world.net.weather = BAD;
    let from = world.now;
    world.run(6_000, |world, ms| teach(world, teacher, ms));
    let waited = longest_wait(&world, learner, from);
    assert!(waited <= Duration::from_secs(2), "{waited:?}");
}
