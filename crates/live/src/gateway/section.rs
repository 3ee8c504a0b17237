//! A room's sockets in sections. News for many is written section by section: one task does for
//! all sockets of its section what would otherwise wake a task for each.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use xingtan_platform::tasks::Tasks;

use super::outbox::Outbox;
use crate::limits::SECTION_SOCKETS_MAX;

/// A part of a room's sockets.
#[derive(Debug, Default)]
pub struct Section {
    outboxes: Mutex<Vec<Arc<Outbox>>>,
    /// A task has been asked to write here and has not begun.
    is_due: AtomicBool,
}

impl Section {
    fn write(&self) {
        // Before looking: what comes from now on asks again.
        self.is_due.store(false, Ordering::SeqCst);
        for outbox in lock(&self.outboxes).iter() {
            outbox.write_now();
        }
    }
}

/// The sections of a room.
#[derive(Debug, Default)]
pub struct Sections(Mutex<Vec<Arc<Section>>>);

impl Sections {
    /// Finds a place for a socket.
    pub fn seat(&self, outbox: &Arc<Outbox>) -> Arc<Section> {
        let mut sections = lock(&self.0);
        let has_room =
            |section: &&Arc<Section>| lock(&section.outboxes).len() < SECTION_SOCKETS_MAX;
        // Most often it is the last one.
        let section = match sections.iter().rev().find(has_room) {
            Some(section) => Arc::clone(section),
            None => {
                let section = Arc::<Section>::default();
                sections.push(Arc::clone(&section));
                section
            }
        };
        lock(&section.outboxes).push(Arc::clone(outbox));
        section
    }

    /// Gives a socket's place back.
    pub fn leave(&self, section: &Arc<Section>, outbox: &Arc<Outbox>) {
        let mut outboxes = lock(&section.outboxes);
        outboxes.retain(|other| !Arc::ptr_eq(other, outbox));
        let is_empty = outboxes.is_empty();
        drop(outboxes);
        if is_empty {
            let mut sections = lock(&self.0);
            sections
                .retain(|other| !Arc::ptr_eq(other, section) || !lock(&other.outboxes).is_empty());
        }
    }

    /// Has everything written that waits, soon and on any core.
    pub fn serve(&self, tasks: &Tasks) {
        for section in lock(&self.0).iter() {
            if !section.is_due.swap(true, Ordering::SeqCst) {
                let section = Arc::clone(section);
                // A section writes to more sockets than the runtime lets a task use in one go.
                let writing = tokio::task::coop::unconstrained(async move { section.write() });
                tasks.spawn("room.section", writing);
            }
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Both lists are valid after every statement.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use xingtan_base::ids::{PersonId, SessionId, uuid_v7};

    use super::*;
    use crate::rooms::wire::ConnKey;

    fn outbox(number: usize) -> Arc<Outbox> {
        let (person, session) =
            (PersonId::from_uuid(uuid_v7(1, [1; 10])), SessionId::from_uuid(uuid_v7(1, [2; 10])));
        Arc::new(Outbox::new(ConnKey(number as u64), person, session))
    }

    #[test]
    fn sections_fill_up_and_empty_ones_go() {
        let sections = Sections::default();
        let seats: Vec<_> = (0..=SECTION_SOCKETS_MAX).map(outbox).collect();
        let places: Vec<_> = seats.iter().map(|outbox| sections.seat(outbox)).collect();
        assert_eq!(lock(&sections.0).len(), 2);
        for (section, outbox) in places.iter().zip(&seats).skip(1) {
            sections.leave(section, outbox);
        }
        assert_eq!(lock(&sections.0).len(), 1);
        sections.seat(&outbox(500));
        assert_eq!(lock(&sections.0).len(), 1);
    }
}
