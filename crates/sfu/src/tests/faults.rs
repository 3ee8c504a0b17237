//! One peer's misfortune is no other's.

use super::client::Want;
use super::net::Weather;
use super::world::World;
use crate::{Event, Leaving, May};

fn sound(world: &mut World, teacher: usize, ms: u64) {
    let (now, time) = (world.now, u32::try_from(ms * 48).unwrap());
    if world.clients[teacher].is_connected && ms.is_multiple_of(20) {
        world.clients[teacher].send_sound(0, -30, (time, now));
    }
}

fn left(world: &World) -> Vec<(crate::PeerId, Leaving)> {
    let left = world.events.iter().filter_map(|event| match event {
        Event::Left { peer, why, .. } => Some((*peer, why.clone())),
        _ => None,
    });
    left.collect()
}

#[test]
fn a_panic_in_one_connection_ends_that_one_alone() {
    let mut world = World::new(Weather::default());
    let teacher = world.join(May::Publish, &[Want::SendSound]);
    let unlucky = world.join(May::Watch, &[Want::SeeSound]);
    let lucky = world.join(May::Watch, &[Want::SeeSound]);
    world.run(2_000, |world, ms| sound(world, teacher, ms));
    let (peer, now) = (world.peers[unlucky], world.now);
    world.engine.break_for_test(peer, now);
    let before = world.clients[lucky].seen[&world.clients[lucky].mids[0]].len();
    world.run(2_000, |world, ms| sound(world, teacher, ms));
    assert_eq!(left(&world), [(peer, Leaving::Fault("on purpose".to_owned()))]);
    let after = world.clients[lucky].seen[&world.clients[lucky].mids[0]].len();
    assert!(after - before > 90, "{before} and {after}");
    assert_eq!((world.engine.counts().peers, world.engine.counts().faults), (2, 1));
}

#[test]
fn a_peer_that_never_answers_is_forgotten() {
    let mut world = World::new(Weather { loss_percent: 100, ..Weather::default() });
    world.join(May::Publish, &[Want::SendSound, Want::SendPicture]);
    world.clients.clear();
    world.wait(29_000);
    assert_eq!(world.engine.counts().peers, 1);
    world.wait(2_000);
    assert_eq!(left(&world), [(world.peers[0], Leaving::NeverCame)]);
    assert_eq!((world.engine.counts().peers, world.engine.counts().tracks), (0, 0));
}

#[test]
fn a_peer_that_falls_silent_is_forgotten_and_its_tracks_end() {
    let mut world = World::new(Weather::default());
    let teacher = world.join(May::Publish, &[Want::SendSound]);
    world.run(2_000, |world, ms| sound(world, teacher, ms));
    world.clients.clear();
    world.wait(30_000);
    assert_eq!(left(&world), [(world.peers[0], Leaving::Silent)]);
    assert!(world.events.iter().any(|event| matches!(event, Event::Ended { .. })));
}

#[test]
fn who_was_cut_off_and_comes_anew_is_seen_at_once() {
    let mut world = World::new(Weather::default());
    let lost = world.join(May::Publish, &[Want::SendPicture]);
    let learner = world.join(May::Watch, &[Want::SeePicture]);
    let teach = |teacher: usize| {
        move |world: &mut World, ms: u64| {
            let (now, time) = (world.now, u32::try_from(ms * 90).unwrap());
            if world.clients[teacher].is_connected && ms.is_multiple_of(40) {
                let is_key = ms.is_multiple_of(400);
                world.clients[teacher].send_picture(0, None, (is_key, 2, 900), (time, now));
            }
        }
    };
    world.run(2_000, teach(lost));
    // Nobody knows yet that he is gone.
    world.wait(3_000);
    let anew = world.join(May::Publish, &[Want::SendPicture]);
    let seen = |world: &World| world.clients[learner].seen[&world.clients[learner].mids[0]].len();
    let before = seen(&world);
    world.run(3_000, teach(anew));
    assert_eq!(world.engine.counts().peers, 3);
    assert!(seen(&world) > before + 100, "{} of {before}", seen(&world));
}

#[test]
fn who_is_sent_away_is_told() {
    let mut world = World::new(Weather::default());
    let teacher = world.join(May::Publish, &[Want::SendSound]);
    world.wait(1_000);
    let (peer, now) = (world.peers[teacher], world.now);
    world.engine.leave(peer, now);
    world.wait(100);
    assert_eq!(left(&world), [(peer, Leaving::Goodbye)]);
    assert!(!world.clients[teacher].rtc.is_alive(), "it heard of it");
}
