//! Strokes that are being drawn: shown to all as they come, and never kept.

use bytes::Bytes;
use tokio::time::Instant;
use xingtan_base::ids::PersonId;
use xingtan_platform::ws::frame;
use xingtan_room::ink::{Fault, Live, LiveFrame};
use xingtan_room::message::LessonState;
use xingtan_room::page::is_surface;

use super::home::Home;
use super::wire::{ConnKey, FromHome};
use crate::gateway::frames;
use crate::limits::{POINTS_EVERY, POINTS_FRAME_MAX};

/// Live messages that wait for the next frame.
pub struct Points {
    frame: LiveFrame,
    due: Option<Instant>,
    sent: Instant,
}

impl Points {
    /// Nothing waits.
    pub fn new(now: Instant) -> Self {
        Self { frame: LiveFrame::default(), due: None, sent: now }
    }

    /// When the next frame is to be sent.
    pub const fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Adds a message; there is no place for more than people draw.
    fn push(&mut self, person: PersonId, message: &[u8]) {
        if self.frame.size_bytes() + message.len() > POINTS_FRAME_MAX {
            metrics::counter!("live_points_dropped").increment(1);
            return;
        }
        self.frame.push(person, message);
        self.due.get_or_insert(self.sent + POINTS_EVERY);
    }

    fn take(&mut self) -> Bytes {
        self.due = None;
        self.sent = Instant::now();
        frame::binary(&self.frame.take())
    }
}

impl Home {
    pub(super) fn on_points(&mut self, conn: ConnKey, message: &[u8]) {
        let Some(visitor) = self.visitors.get(&conn) else { return };
        let person = visitor.person;
        match self.allow_points(person, message) {
            Ok(()) => self.points.push(person, message),
            Err(code) => self.own(conn, frames::refused(None, code, code, None)),
        }
    }

    fn allow_points(&self, person: PersonId, message: &[u8]) -> Result<(), &'static str> {
        match self.front.stands() {
            LessonState::Waiting => return Err("lesson.not_open"),
            LessonState::Closed => return Err("lesson.closed"),
            LessonState::Open => {}
        }
        if !self.front.may_write(person) {
            return Err("ink.not_allowed");
        }
        let live = Live::decode(message).map_err(Fault::code)?;
        if is_surface(&live.surface) { Ok(()) } else { Err(Fault::Name.code()) }
    }

    pub(super) fn flush_points(&mut self) {
        let frame = self.points.take();
        self.gateway.deliver(FromHome::Points(frame));
    }
}
