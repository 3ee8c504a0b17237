//! The hubs of this node.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use xingtan_base::ids::LessonId;

use super::stream::Hub;

/// The hub of each lesson that was published to or watched.
#[derive(Debug, Clone, Default)]
pub struct Hubs(Arc<Mutex<HashMap<LessonId, Arc<Hub>>>>);

impl Hubs {
    /// A lesson's hub.
    pub fn of(&self, lesson: LessonId) -> Arc<Hub> {
        let mut hubs = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(hubs.entry(lesson).or_default())
    }

    /// Forgets a lesson that is over. Who holds the hub keeps it.
    pub fn forget(&self, lesson: LessonId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&lesson);
    }
}
