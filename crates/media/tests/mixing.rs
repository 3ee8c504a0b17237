//! Promises of the mixer, with real Opus of two tones.
//!
//! `tests/opus/*.packets` hold 2 s each, made by libopus: a length of two bytes, then the packet.

use bytes::Bytes;
use xingtan_media::codec::opus::{CHANNELS, RATE};
use xingtan_media::mix::{FRAME_SAMPLES, Mixer, Packet, samples_of_ms};

const HIGH: u64 = 1;
const LOW: u64 = 2;
/// 20 ms.
const STEP: i64 = FRAME_SAMPLES as i64;

fn packets(bytes: &'static [u8]) -> Vec<Bytes> {
    let mut rest = bytes;
    let mut packets = Vec::new();
    while let [high, low, tail @ ..] = rest {
        let (packet, after) = tail.split_at(usize::from(u16::from_be_bytes([*high, *low])));
        packets.push(Bytes::from_static(packet));
        rest = after;
    }
    packets
}

fn high() -> Vec<Bytes> {
    packets(include_bytes!("opus/tone_1000.packets"))
}

fn low() -> Vec<Bytes> {
    packets(include_bytes!("opus/tone_400.packets"))
}

/// The `count`th packet of a tone without end: its middle again and again. A step holds whole
/// periods of both tones, so nothing jumps.
fn endless(tone: &[Bytes], count: i64) -> Bytes {
    let place = usize::try_from(count).expect("positive");
    let place = if place < 10 { place } else { 10 + (place - 10) % 80 };
    tone[place].clone()
}

fn at(tone: &[Bytes], count: i64, offset: i64) -> Packet {
    Packet { sent_at: count * STEP, offset, data: endless(tone, count) }
}

/// How loud a frequency is in some samples (Goertzel), of the left channel; 1 is full scale.
fn loud(samples: &[i16], hertz: f64) -> f64 {
    let left: Vec<f64> =
        samples.iter().step_by(CHANNELS).map(|sample| f64::from(*sample) / 32_768.0).collect();
    let omega = std::f64::consts::TAU * hertz / f64::from(RATE);
    let (mut sine, mut cosine) = (0.0, 0.0);
    for (place, sample) in left.iter().enumerate() {
        sine += sample * (omega * place as f64).sin();
        cosine += sample * (omega * place as f64).cos();
    }
    2.0 * sine.hypot(cosine) / left.len() as f64
}

fn take(mixer: &mut Mixer, frames: usize) -> Vec<i16> {
    (0..frames).flat_map(|_| mixer.mix().samples).collect()
}

#[test]
fn two_people_are_heard_together_and_each_alone() {
    let (high, low) = (high(), low());
    let mut mixer = Mixer::new(0);
    for count in 0..50 {
        assert!(mixer.push(HIGH, at(&high, count, 0)));
    }
    for count in 0..25 {
        assert!(mixer.push(LOW, at(&low, count, samples_of_ms(250))));
    }
    let sound = take(&mut mixer, 50);
    let part = |from_ms: usize, to_ms: usize| &sound[from_ms * 96..to_ms * 96];
    let (alone, both) = (part(100, 200), part(400, 600));
    assert!(loud(alone, 1_000.0) > 0.15 && loud(alone, 400.0) < 0.01);
    assert!(loud(both, 1_000.0) > 0.15 && loud(both, 400.0) > 0.15);
    let after = mixer.mix();
    assert_eq!(after.at, 50 * STEP);
    assert!(after.loudness.iter().all(|(_, power)| *power < 0.05), "they have ended");
    take(&mut mixer, 10);
    assert!(mixer.mix().loudness.is_empty(), "nobody is heard");
}

#[test]
fn order_does_not_matter_and_a_loss_is_hidden() {
    let high = high();
    let mut in_order = Mixer::new(0);
    let mut mixed_up = Mixer::new(0);
    let mut lossy = Mixer::new(0);
    for count in 0..40 {
        in_order.push(HIGH, at(&high, count, 0));
        mixed_up.push(HIGH, at(&high, count ^ 1, 0));
        if count % 20 != 13 {
            lossy.push(HIGH, at(&high, count, 0));
        }
    }
    let (plain, mixed_up, lossy) =
        (take(&mut in_order, 40), take(&mut mixed_up, 40), take(&mut lossy, 40));
    assert!(plain == mixed_up, "packets that come out of order are put in order");
    for (frame, samples) in lossy.chunks(FRAME_SAMPLES * CHANNELS).enumerate().skip(3) {
        assert!(loud(samples, 1_000.0) > 0.01, "a hole at frame {frame}");
    }
    assert!(!mixed_up.is_empty());
    let late = Packet { sent_at: 0, offset: 0, data: high[0].clone() };
    assert!(!in_order.push(HIGH, late), "what has been played is not taken again");
}

#[test]
fn a_pause_is_silence_and_what_follows_lies_where_it_belongs() {
    let high = high();
    let mut mixer = Mixer::new(0);
    for count in (0..20).chain(70..90) {
        mixer.push(HIGH, at(&high, count, 0));
    }
    let sound = take(&mut mixer, 90);
    let part = |from_ms: usize, to_ms: usize| &sound[from_ms * 96..to_ms * 96];
    assert!(loud(part(100, 390), 1_000.0) > 0.15);
    assert!(part(450, 1_400).iter().all(|sample| sample.abs() < 40), "silence");
    assert!(loud(part(1_500, 1_700), 1_000.0) > 0.1);
    let first = part(1_380, 1_480).iter().position(|sample| sample.abs() > 500);
    let ms = first.map(|place| place / 96);
    assert!(ms.is_some_and(|ms| (18..=40).contains(&ms)), "it begins {ms:?} ms after 1,380");
    assert!(loud(part(1_780, 1_798), 1_000.0) > 0.15, "it ends where it should");
    let after = take(&mut mixer, 3);
    assert!(after[40 * 96..].iter().all(|sample| sample.abs() < 40), "and not later");
}

#[test]
fn a_sender_whose_clock_is_wrong_by_500_ppm_stays_in_step() {
    let high = high();
    let mut mixer = Mixer::new(0);
    let mut weakest = f64::MAX;
    let steps = 15_000;
    for count in 0..steps {
        // Five times the worst of real clocks: his five minutes are 150 ms longer than ours.
        let offset = count * STEP / 2_000;
        mixer.push(HIGH, at(&high, count, offset));
        let samples = mixer.mix().samples;
        if count > 20 && count % 10 == 0 {
            weakest = weakest.min(loud(&samples, 1_000.0));
        }
    }
    assert!(weakest > 0.12, "the tone became as weak as {weakest}");
    // He says no more: what is heard of him ends where his last packet ends on our clock.
    let end = steps * STEP + steps * STEP / 2_000;
    let mut heard_to = 0;
    for _ in 0..100 {
        let frame = mixer.mix();
        if frame.loudness.iter().any(|(_, power)| *power > 0.005) {
            heard_to = frame.at + STEP;
        }
    }
    let off_ms = (heard_to - end) / 48;
    assert!((-20..=45).contains(&off_ms), "his sound ends {off_ms} ms from where it belongs");
}

#[test]
fn a_crowd_is_turned_down_and_does_not_clip() {
    let high = high();
    let mut mixer = Mixer::new(0);
    for who in 0..20 {
        for count in 0..50 {
            assert!(mixer.push(who, at(&high, count, 0)));
        }
    }
    let sound = take(&mut mixer, 50);
    let part = &sound[300 * 96..900 * 96];
    let fundamental = loud(part, 1_000.0);
    assert!(fundamental > 0.7, "loud: {fundamental}");
    for overtone in [2_000.0, 3_000.0, 5_000.0] {
        assert!(loud(part, overtone) < 0.02 * fundamental, "clipped at {overtone} Hz");
    }
}

#[test]
fn what_waits_is_bounded_and_too_many_are_not_taken() {
    let high = high();
    let mut mixer = Mixer::new(0);
    let taken = (0..1_000).filter(|count| mixer.push(HIGH, at(&high, *count, 0))).count();
    assert!((100..200).contains(&taken), "{taken} packets wait");
    let people = (0..1_000).filter(|who| mixer.push(*who, at(&high, 0, 0))).count();
    assert!(people <= 64, "{people} people");
    mixer.remove(HIGH);
    assert!(mixer.mix().loudness.iter().all(|(who, _)| *who != HIGH));
}

#[test]
fn a_sender_that_begins_a_new_time_line_is_heard_again() {
    let high = high();
    let mut mixer = Mixer::new(0);
    let far = 4_000_000_000;
    for count in 0..25 {
        mixer.push(
            HIGH,
            Packet { sent_at: far + count * STEP, offset: -far, data: endless(&high, count) },
        );
    }
    take(&mut mixer, 25);
    for count in 0..25 {
        assert!(mixer.push(HIGH, at(&high, count, 25 * STEP)));
    }
    let sound = take(&mut mixer, 25);
    assert!(loud(&sound[200 * 96..400 * 96], 1_000.0) > 0.15);
}
