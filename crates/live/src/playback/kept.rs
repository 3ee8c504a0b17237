//! The runs that were watched again lately, in memory.

use std::collections::HashMap;

use xingtan_base::ids::LessonId;

use crate::media_limits::{SHELVES_BYTES_MAX, SHELVES_MAX};
use crate::recording::Progress;

/// Names a run.
pub(super) type Name = (LessonId, u32);

/// What makes a kept run stale: its index grew, or more of its writing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Version {
    /// Length of its index; what it takes in memory is of the same order.
    pub(super) index_bytes: u64,
    /// How much of it is there.
    pub(super) progress: Progress,
}

/// Runs, bounded by the length of their indices and by their number. The one unused longest goes
/// first.
#[derive(Debug)]
pub(super) struct Kept<T> {
    runs: HashMap<Name, Run<T>>,
    bytes: u64,
    uses: u64,
}

#[derive(Debug)]
struct Run<T> {
    version: Version,
    used: u64,
    stored: T,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { runs: HashMap::new(), bytes: 0, uses: 0 }
    }
}

impl<T: Clone> Kept<T> {
    /// A run, which counts as used.
    pub(super) fn find(&mut self, name: Name) -> Option<(Version, T)> {
        self.uses += 1;
        let run = self.runs.get_mut(&name)?;
        run.used = self.uses;
        Some((run.version, run.stored.clone()))
    }

    /// Keeps a run in place of what was kept of it before. One that is too long by itself is kept
    /// alone.
    pub(super) fn keep(&mut self, name: Name, version: Version, stored: T) {
        self.forget(name);
        let limit = SHELVES_BYTES_MAX.saturating_sub(version.index_bytes);
        while self.bytes > limit || self.runs.len() >= SHELVES_MAX {
            let unused = self.runs.iter().min_by_key(|(_, run)| run.used).map(|(name, _)| *name);
            let Some(unused) = unused else { break };
            self.forget(unused);
        }
        self.uses += 1;
        self.bytes += version.index_bytes;
        self.runs.insert(name, Run { version, used: self.uses, stored });
    }

    fn forget(&mut self, name: Name) {
        if let Some(gone) = self.runs.remove(&name) {
            self.bytes -= gone.version.index_bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use xingtan_base::ids::uuid_v7;

    use super::*;

    fn name(run: u32) -> Name {
        (LessonId::from_uuid(uuid_v7(0, [0; 10])), run)
    }

    fn keep(kept: &mut Kept<u32>, run: u32, index_bytes: u64) {
        kept.keep(name(run), Version { index_bytes, progress: Progress::Written }, run);
    }

    fn numbers(kept: &Kept<u32>) -> Vec<u32> {
        let mut numbers: Vec<u32> = kept.runs.keys().map(|(_, run)| *run).collect();
        numbers.sort_unstable();
        numbers
    }

    #[test]
    fn the_bytes_are_bounded_and_what_is_used_stays() {
        let mut kept = Kept::default();
        let third = SHELVES_BYTES_MAX / 3;
        (1..=3).for_each(|run| keep(&mut kept, run, third));
        assert_eq!(kept.find(name(1)).map(|(_, run)| run), Some(1));
        keep(&mut kept, 4, third);
        assert_eq!(numbers(&kept), [1, 3, 4]);
        keep(&mut kept, 4, third / 2);
        keep(&mut kept, 5, third);
        assert_eq!(numbers(&kept), [1, 4, 5], "a run that was read anew counts once");
        assert_eq!(kept.bytes, 2 * third + third / 2);
        keep(&mut kept, 6, SHELVES_BYTES_MAX + 1);
        assert_eq!(numbers(&kept), [6]);
        keep(&mut kept, 7, 1);
        assert_eq!(numbers(&kept), [7]);
    }

    #[test]
    fn their_number_is_bounded() {
        let mut kept = Kept::default();
        let last = u32::try_from(SHELVES_MAX).unwrap();
        (0..=last).for_each(|run| keep(&mut kept, run, 1));
        assert_eq!(numbers(&kept), (1..=last).collect::<Vec<_>>());
    }
}
