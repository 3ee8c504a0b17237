//! What is sent comes to who watches, in one stream, over a bad network too.

use std::collections::HashSet;

use super::client::{Seen, Want};
use super::net::Weather;
use super::world::World;
use crate::{Event, Kind, May};

const BAD: Weather = Weather { loss_percent: 5, delay_ms: 30, jitter_ms: 20, bytes_per_s: None };

/// 25 pictures a second of three packets, a key frame every two seconds or when asked; sound.
fn teach(world: &mut World, teacher: usize, ms: u64) {
    let time = |hz: u64| u32::try_from(ms * hz / 1_000).unwrap();
    let now = world.now;
    let client = &mut world.clients[teacher];
    if !client.is_connected {
        return;
    }
    if ms.is_multiple_of(20) {
        client.send_sound(0, -30, (time(48_000), now));
    }
    if ms.is_multiple_of(40) {
        let is_asked = !client.keys_asked.is_empty();
        client.keys_asked.clear();
        let is_key = is_asked || ms.is_multiple_of(2_000);
        client.send_picture(1, None, (is_key, 3, 900), (time(90_000), now));
    }
}

fn in_order(seen: &std::collections::BTreeMap<u64, Seen>) -> (u64, u64, u64) {
    let (first, last) = (*seen.keys().next().unwrap(), *seen.keys().last().unwrap());
    let serials: Vec<u32> = seen.values().map(|seen| seen.serial).collect();
    assert!(serials.is_sorted(), "numbers and contents go the same way");
    (first, last, u64::try_from(seen.len()).unwrap())
}

#[test]
fn a_class_sees_its_teacher_over_a_bad_network() {
    let mut world = World::new(BAD);
    let teacher = world.join(May::Publish, &[Want::SendSound, Want::SendPicture]);
    let other = world.join(May::Publish, &[Want::SendSound]);
    let learner = world.join(May::Watch, &[Want::SeeSound, Want::SeePicture]);
    world.run(12_000, |world, ms| teach(world, teacher, ms));
    assert!(world.clients[other].is_connected);
    let learner = &world.clients[learner];
    let (sound, picture) = (learner.mids[0], learner.mids[1]);
    let (first, last, _) = in_order(&learner.seen[&picture]);
    // What is lost is asked for again, on both ways; the newest may still be on its way.
    let settled = first..last - 100;
    let sent = settled.end - settled.start;
    assert!(sent > 600, "{sent}");
    let came = learner.seen[&picture].range(settled).count();
    let missing = sent - u64::try_from(came).unwrap();
    assert!(missing * 1_000 <= sent * 5, "{missing} of {sent} never came");
    let (first, last, count) = in_order(&learner.seen[&sound]);
    assert!(count * 100 >= (last - first + 1) * 85, "sound is not asked for again");
    let began = world.events.iter().filter_map(|event| match event {
        Event::Began { kind, ordinal, .. } => Some((*kind, *ordinal)),
        _ => None,
    });
    let began: HashSet<_> = began.collect();
    assert_eq!(began, HashSet::from([(Kind::Sound, 0), (Kind::Picture, 0)]));
    let stats = world.engine.stats(world.peers[0]).unwrap();
    assert!(stats.packets_in > 1_000, "{stats:?}");
}

#[test]
fn who_comes_late_gets_a_whole_picture_at_once_and_none_is_asked_for_twice() {
    let mut world = World::new(Weather { delay_ms: 10, ..Weather::default() });
    let teacher = world.join(May::Publish, &[Want::SendSound, Want::SendPicture]);
    let mut asked = 0;
    let mut count = |world: &mut World, ms: u64| {
        asked += world.clients[teacher].keys_asked.len();
        // No regular key frames.
        teach(world, teacher, if ms.is_multiple_of(2_000) { ms + 10 } else { ms });
    };
    world.run(3_000, &mut count);
    let wants = [Want::SeeSound, Want::SeePicture];
    let learners: Vec<usize> = (0..20).map(|_| world.join(May::Watch, &wants)).collect();
    world.run(2_000, &mut count);
    for learner in learners {
        let learner = &world.clients[learner];
        let seen = &learner.seen[&learner.mids[1]];
        assert!(seen.values().next().unwrap().is_key);
        assert!(seen.len() > 80, "{}", seen.len());
    }
    assert!((1..=4).contains(&asked), "{asked} questions for 20 learners");
}

#[test]
fn an_idle_connection_costs_nothing() {
    let mut world = World::new(Weather::default());
    let learners = 20;
    for _ in 0..learners {
        world.join(May::Watch, &[Want::SeeSound, Want::SeePicture]);
    }
    world.wait(3_000);
    assert!(world.clients.iter().all(|client| client.is_connected));
    let before = world.engine.counts().wakes;
    world.wait(5_000);
    let wakes = world.engine.counts().wakes - before;
    assert!(wakes <= 5 * learners * 3, "{wakes} in five seconds");
}
