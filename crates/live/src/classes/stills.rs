//! The newest still of each class, in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId};

use crate::limits::{STILL_EVERY_MS, STILLS_MAX};

/// A still, and when it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Still {
    /// A JPEG.
    pub jpeg: Bytes,
    /// When it came.
    pub at: UtcMs,
}

/// The newest still of each class in the lessons that go on here. Clones share everything.
#[derive(Debug, Clone, Default)]
pub struct Stills(Arc<Mutex<HashMap<(LessonId, ClassId), Still>>>);

impl Stills {
    /// Keeps a still in the place of the one before; when there are too many the oldest goes.
    ///
    /// # Errors
    /// How long to wait, when the one before came a moment ago.
    pub fn keep(&self, whose: (LessonId, ClassId), still: Still) -> Result<(), i64> {
        let mut kept = self.lock();
        if let Some(before) = kept.get(&whose) {
            let wait_ms = STILL_EVERY_MS - still.at.since_ms(before.at);
            if wait_ms > 0 {
                return Err(wait_ms);
            }
        } else if kept.len() >= STILLS_MAX {
            let oldest = kept.iter().min_by_key(|(_, one)| one.at).map(|(whose, _)| *whose);
            oldest.map(|oldest| kept.remove(&oldest));
        }
        kept.insert(whose, still);
        Ok(())
    }

    /// The newest still of a class.
    pub fn of(&self, whose: (LessonId, ClassId)) -> Option<Still> {
        self.lock().get(&whose).cloned()
    }

    /// The lesson is over.
    pub fn forget(&self, lesson: LessonId) {
        self.retain(|other| other != lesson);
    }

    /// Keeps those of some lessons alone.
    pub fn retain(&self, goes_on: impl Fn(LessonId) -> bool) {
        self.lock().retain(|(lesson, _), _| goes_on(*lesson));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(LessonId, ClassId), Still>> {
        // The map is whole after every statement.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use xingtan_base::ids::{Id, uuid_v7};

    use super::*;

    fn id<K>(n: u16) -> Id<K> {
        let [high, low] = n.to_be_bytes();
        Id::from_uuid(uuid_v7(1, [0, 0, 0, 0, 0, 0, 0, 0, high, low]))
    }

    fn still(at: i64) -> Still {
        Still { jpeg: Bytes::from_static(b"x"), at: UtcMs(at) }
    }

    #[test]
    fn the_newest_of_each_class_is_kept_and_none_comes_too_soon() {
        let stills = Stills::default();
        let whose = (id(1), id(2));
        assert_eq!(stills.keep(whose, still(0)), Ok(()));
        assert_eq!(stills.keep(whose, still(STILL_EVERY_MS - 400)), Err(400));
        assert_eq!(stills.keep((id(1), id(3)), still(1)), Ok(()), "of another class");
        assert_eq!(stills.keep(whose, still(STILL_EVERY_MS)), Ok(()));
        assert_eq!(stills.of(whose), Some(still(STILL_EVERY_MS)));
        stills.forget(id(1));
        assert_eq!(stills.of(whose), None);
    }

    #[test]
    fn there_are_never_more_than_there_may_be() {
        let stills = Stills::default();
        let most = u16::try_from(STILLS_MAX).expect("there are not so many");
        for n in 0..most + 2 {
            assert_eq!(stills.keep((id(1), id(n)), still(i64::from(n))), Ok(()));
        }
        assert_eq!(stills.lock().len(), STILLS_MAX);
        assert_eq!((stills.of((id(1), id(1))), stills.of((id(1), id(0)))), (None, None));
        assert!(stills.of((id(1), id(2))).is_some());
    }
}
