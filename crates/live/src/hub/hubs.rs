//! The hubs of this node.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use xingtan_base::ids::LessonId;

use super::stream::Hub;

/// What a hub passes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Output {
    /// The picture and the sound as the encoder sends them.
    Programme,
    /// The sound alone, in few bits, for those on thin lines.
    Voice,
}

/// The hubs of each lesson that was published to or watched.
#[derive(Debug, Clone, Default)]
pub struct Hubs(Arc<Mutex<Known>>);

type Known = HashMap<(LessonId, Output), Arc<Hub>>;

impl Hubs {
    /// A lesson's hub, for who publishes or waits for somebody to.
    pub fn of(&self, lesson: LessonId, output: Output) -> Arc<Hub> {
        Arc::clone(self.hubs().entry((lesson, output)).or_default())
    }

    /// A lesson's hub, if there is one.
    pub fn known(&self, lesson: LessonId, output: Output) -> Option<Arc<Hub>> {
        self.hubs().get(&(lesson, output)).cloned()
    }

    /// Forgets the hubs of other lessons, unless somebody holds them.
    pub fn retain(&self, is_wanted: impl Fn(LessonId) -> bool) {
        // Only from here can a hub come to be held, so that none is while the map is locked.
        self.hubs().retain(|(lesson, _), hub| Arc::strong_count(hub) > 1 || is_wanted(*lesson));
    }

    fn hubs(&self) -> MutexGuard<'_, Known> {
        // The map is valid after every statement.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
