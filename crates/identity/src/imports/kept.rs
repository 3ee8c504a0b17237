//! Clear passwords of imports. They live in this memory only, never in the database, and a
//! restart forgets them.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::ImportId;

use crate::limits::{IMPORT_FILE_PASSWORDS_MS, IMPORT_NEW_PASSWORDS_MS, IMPORT_PASSWORDS_KEPT_MAX};

/// The passwords a file brought, by line.
pub(crate) type FilePasswords = HashMap<i64, String>;

/// A new person's first password.
#[derive(Debug, Clone)]
pub(crate) struct NewPassword {
    pub name: String,
    pub display_name: String,
    pub class: String,
    pub password: String,
}

/// The passwords kept, and the turn to accept: one import at a time, so that an import accepted
/// twice is hashed once and leaves the pool to sign-ins.
#[derive(Default)]
pub struct Kept {
    files: Shelf<FilePasswords>,
    new: Shelf<Vec<NewPassword>>,
    /// Held while an import is being accepted.
    pub(crate) turn: tokio::sync::Mutex<()>,
}

impl Kept {
    pub(crate) fn put_file(&self, import: ImportId, passwords: FilePasswords, now: UtcMs) {
        self.files.put(import, passwords, now, now.plus_ms(IMPORT_FILE_PASSWORDS_MS));
    }

    pub(crate) fn file(&self, import: ImportId, now: UtcMs) -> Option<Arc<FilePasswords>> {
        self.files.get(import, now)
    }

    pub(crate) fn forget_file(&self, import: ImportId, now: UtcMs) {
        drop(self.files.take(import, now));
    }

    pub(crate) fn put_new(&self, import: ImportId, passwords: Vec<NewPassword>, now: UtcMs) {
        self.new.put(import, passwords, now, now.plus_ms(IMPORT_NEW_PASSWORDS_MS));
    }

    pub(crate) fn has_new(&self, import: ImportId, now: UtcMs) -> bool {
        self.new.get(import, now).is_some()
    }

    /// Hands them out, once.
    pub(crate) fn take_new(&self, import: ImportId, now: UtcMs) -> Option<Arc<Vec<NewPassword>>> {
        self.new.take(import, now)
    }
}

/// Things that go out of date. What is out of date leaves at the next touch of any of them.
struct Shelf<T>(Mutex<BTreeMap<ImportId, (UtcMs, Arc<T>)>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Shelf<T> {
    fn with<R>(
        &self,
        now: UtcMs,
        act: impl FnOnce(&mut BTreeMap<ImportId, (UtcMs, Arc<T>)>) -> R,
    ) -> R {
        let mut things = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        things.retain(|_, (until, _)| *until > now);
        act(&mut things)
    }

    fn put(&self, import: ImportId, thing: T, now: UtcMs, until: UtcMs) {
        self.with(now, |things| {
            things.insert(import, (until, Arc::new(thing)));
            // Ids are time-ordered: the first is the oldest import.
            while things.len() > IMPORT_PASSWORDS_KEPT_MAX {
                things.pop_first();
            }
        });
    }

    fn get(&self, import: ImportId, now: UtcMs) -> Option<Arc<T>> {
        self.with(now, |things| things.get(&import).map(|(_, thing)| Arc::clone(thing)))
    }

    fn take(&self, import: ImportId, now: UtcMs) -> Option<Arc<T>> {
        self.with(now, |things| things.remove(&import).map(|(_, thing)| thing))
    }
}
