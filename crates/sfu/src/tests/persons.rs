//! Who watches names whom to see; who is switched off is neither seen nor heard.

use super::client::Want;
use super::net::Weather;
use super::world::{World, owner};
use crate::{May, On, Wish};

/// The first client's picture is in layer `h` alone and the second's in `l`, so that each packet
/// tells whose it is.
fn act(world: &mut World, actors: [usize; 2], ms: u64) {
    let now = world.now;
    let time = |hz: u64| u32::try_from(ms * hz / 1_000).unwrap();
    for (actor, rid) in actors.into_iter().zip(["h", "l"]) {
        let client = &mut world.clients[actor];
        if !client.is_connected {
            continue;
        }
        if ms.is_multiple_of(20) {
            client.send_sound(0, -30, (time(48_000), now));
        }
        if ms.is_multiple_of(40) {
            let is_key = !client.keys_asked.is_empty();
            client.keys_asked.clear();
            client.send_picture(1, Some(rid), (is_key, 2, 900), (time(90_000), now));
        }
    }
}

/// Packets that a client has on one of its lines, of the first actor and of the second.
fn seen(world: &World, client: usize, line: usize) -> (usize, usize) {
    let client = &world.clients[client];
    let seen = client.seen.get(&client.mids[line]).into_iter().flatten();
    seen.fold((0, 0), |(a, b), (_, seen)| if seen.layer == 0 { (a + 1, b) } else { (a, b + 1) })
}

const SENDS: [Want; 2] = [Want::SendSound, Want::SendLayers];

#[test]
fn each_line_carries_the_person_it_was_wished_for() {
    let mut world = World::new(Weather { delay_ms: 10, ..Weather::default() });
    let watcher = world.join(May::Watch, &[Want::SeePicture, Want::SeePicture]);
    let (peer, now) = (world.peers[watcher], world.now);
    // Before they come, and the other way round than they come.
    let wishes = [(0, Wish::Of(owner(2), 0), None), (1, Wish::Of(owner(1), 0), None)];
    world.engine.wish(peer, wishes, now);
    let actors = [world.join(May::Publish, &SENDS), world.join(May::Publish, &SENDS)];
    world.run(2_000, |world, ms| act(world, actors, ms));
    let ((none, some), (all, nothing)) = (seen(&world, watcher, 0), seen(&world, watcher, 1));
    assert!(some > 50 && all > 50, "{some} and {all}");
    assert_eq!((none, nothing), (0, 0));

    let now = world.now;
    let wishes = [(0, Wish::Nothing, None), (1, Wish::Of(owner(1), 1), None)];
    world.engine.wish(peer, wishes, now);
    world.run(200, |world, ms| act(world, actors, ms));
    let before = (seen(&world, watcher, 0), seen(&world, watcher, 1));
    world.run(1_000, |world, ms| act(world, actors, ms));
    let after = (seen(&world, watcher, 0), seen(&world, watcher, 1));
    assert_eq!(before, after, "nobody has a second picture");
}

#[test]
fn a_second_camera_shows_one_picture_in_a_screens_place_and_no_more() {
    let mut world = World::new(Weather { delay_ms: 10, ..Weather::default() });
    let phone = world.join(May::Show, &SENDS);
    let other = world.join(May::Publish, &SENDS);
    let wants = [Want::SeeSound, Want::SeePicture, Want::SeePicture];
    let watcher = world.join(May::Watch, &wants);
    let wishes = [(1, Wish::Of(owner(phone), 0), None), (2, Wish::Of(owner(phone), 1), None)];
    world.engine.wish(world.peers[watcher], wishes, world.now);
    world.run(2_000, |world, ms| act(world, [phone, other], ms));
    let (_, others) = seen(&world, watcher, 0);
    assert_eq!(seen(&world, watcher, 1), (0, 0), "it is nobody's first camera");
    let (shown, wrong) = seen(&world, watcher, 2);
    assert!(shown > 30 && wrong == 0 && others == 0, "{shown}, {wrong} and {others}");

    let counts = world.engine.counts();
    assert_eq!(counts.tracks, 3, "its sound is no track: two of the other's and one picture");
    let now = world.now;
    world.engine.set_on(world.peers[phone], On { screen: false, ..On::ALL }, now);
    world.run(200, |world, ms| act(world, [phone, other], ms));
    let before = seen(&world, watcher, 2);
    world.run(1_000, |world, ms| act(world, [phone, other], ms));
    assert_eq!(seen(&world, watcher, 2), before, "it is a screen to the switch as well");
}

#[test]
fn who_is_switched_off_is_not_passed_on_and_comes_back_whole() {
    let mut world = World::new(Weather { delay_ms: 10, ..Weather::default() });
    let actors = [world.join(May::Publish, &SENDS), world.join(May::Publish, &SENDS)];
    let watcher = world.join(May::Watch, &[Want::SeeSound, Want::SeePicture]);
    let (peer, actor) = (world.peers[watcher], world.peers[actors[0]]);
    let muted = On { sound: false, picture: false, screen: true };
    world.engine.set_on(actor, muted, world.now);
    world.engine.set_on(world.peers[actors[1]], muted, world.now);
    world.engine.wish(peer, [(1, Wish::Of(owner(actors[0]), 0), None)], world.now);
    world.run(2_000, |world, ms| act(world, actors, ms));
    assert_eq!((seen(&world, watcher, 0), seen(&world, watcher, 1)), ((0, 0), (0, 0)));

    world.engine.set_on(actor, On::ALL, world.now);
    world.run(1_000, |world, ms| act(world, actors, ms));
    let (sound, picture) = (seen(&world, watcher, 0).0, seen(&world, watcher, 1).0);
    assert!(sound > 40 && picture > 30, "{sound} and {picture}");

    world.engine.set_on(actor, muted, world.now);
    world.run(100, |world, ms| act(world, actors, ms));
    let before = (seen(&world, watcher, 0), seen(&world, watcher, 1));
    world.run(1_000, |world, ms| act(world, actors, ms));
    assert_eq!((seen(&world, watcher, 0), seen(&world, watcher, 1)), before);

    world.engine.set_on(actor, On::ALL, world.now);
    world.run(1_000, |world, ms| act(world, actors, ms));
    let client = &world.clients[watcher];
    let after = client.seen[&client.mids[1]].values().skip(before.1.0);
    let first = after.clone().next();
    assert!(first.is_some_and(|seen| seen.is_key), "it goes on with a whole picture");
    let came = after.count();
    assert!(came > 30, "{came}");
}
