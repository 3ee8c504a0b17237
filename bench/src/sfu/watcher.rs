//! One who watches, and counts.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Instant;

use str0m::rtp::{RtpPacket, Ssrc};
use str0m::{Event, Rtc};

use super::peer;
use super::sender::Marks;

/// What all who watch count together.
#[derive(Debug)]
pub struct Count {
    /// When each packet of a picture was sent.
    pub marks: Rc<Marks>,
    /// Packets that came.
    pub packets: Cell<u64>,
    /// Packets that should have come, going by their numbers.
    pub expected: Cell<u64>,
    /// Bytes that they carried.
    pub bytes: Cell<u64>,
    /// Connections that broke or never came to be.
    pub failed: Cell<u64>,
    /// Whether it is noted how long packets take.
    pub is_timing: Cell<bool>,
    /// How long they took, in milliseconds.
    pub delays: RefCell<Vec<f64>>,
    /// How long it took until each was answered, in milliseconds.
    pub answered: RefCell<Vec<f64>>,
    /// Until each was connected, keys agreed.
    pub connected: RefCell<Vec<f64>>,
    /// Until its first packet came.
    pub begun: RefCell<Vec<f64>>,
}

impl Count {
    /// Nothing yet.
    pub fn new(marks: Rc<Marks>) -> Self {
        Self {
            marks,
            packets: Cell::new(0),
            expected: Cell::new(0),
            bytes: Cell::new(0),
            failed: Cell::new(0),
            is_timing: Cell::new(false),
            delays: RefCell::default(),
            answered: RefCell::default(),
            connected: RefCell::default(),
            begun: RefCell::default(),
        }
    }
}

/// Adds to a counter.
pub fn add(counter: &Cell<u64>, more: u64) {
    counter.set(counter.get() + more);
}

/// One who watches.
pub struct Watcher {
    count: Rc<Count>,
    asked: Instant,
    is_timed: bool,
    has_begun: bool,
    /// The highest number of each stream.
    highest: Vec<(Ssrc, u64)>,
}

impl Watcher {
    /// Who asked to come at this moment.
    pub fn new(count: Rc<Count>, asked: Instant, is_timed: bool) -> Self {
        Self { count, asked, is_timed, has_begun: false, highest: Vec::new() }
    }

    fn ms(&self, now: Instant) -> f64 {
        now.saturating_duration_since(self.asked).as_secs_f64() * 1e3
    }

    fn see(&mut self, packet: &RtpPacket, now: Instant) {
        let count = &self.count;
        if !self.has_begun {
            self.has_begun = true;
            count.begun.borrow_mut().push(self.ms(now));
        }
        add(&count.packets, 1);
        add(&count.bytes, packet.payload.len() as u64);
        let (ssrc, number) = (packet.header.ssrc, *packet.seq_no);
        match self.highest.iter_mut().find(|(known, _)| *known == ssrc) {
            Some((_, highest)) if number > *highest => {
                add(&count.expected, number - *highest);
                *highest = number;
            }
            Some(_) => {}
            None => {
                add(&count.expected, 1);
                self.highest.push((ssrc, number));
            }
        }
        if self.is_timed
            && count.is_timing.get()
            && let Some(age) = count.marks.age(&packet.payload, now)
        {
            count.delays.borrow_mut().push(age.as_secs_f64() * 1e3);
        }
    }
}

impl peer::Part for Watcher {
    fn due(&self) -> Option<Instant> {
        None
    }

    fn work(&mut self, _: &mut Rtc, _: Instant) {}

    fn take(&mut self, event: Event, now: Instant) {
        match event {
            Event::Connected => self.count.connected.borrow_mut().push(self.ms(now)),
            Event::RtpPacket(packet) => self.see(&packet, now),
            _ => {}
        }
    }
}
