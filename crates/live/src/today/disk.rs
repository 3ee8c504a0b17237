//! How much room the disk of the data folder has.

use std::path::Path;

use serde::Serialize;
use utoipa::ToSchema;

use crate::limits::DISK_LOW_MIB;

/// Room on the disk that recordings are written to, in MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Disk {
    /// Free for this server.
    pub free_mib: u32,
    /// In all.
    pub total_mib: u32,
    /// Whether that is only enough for some hours of lessons.
    pub is_low: bool,
}

impl Disk {
    /// Asks the disk under a folder; nothing where that cannot be asked.
    pub fn of(folder: &Path) -> Option<Self> {
        let found = rustix::fs::statvfs(folder).ok()?;
        let mib = |blocks: u64| {
            u32::try_from(blocks.saturating_mul(found.f_frsize) >> 20).unwrap_or(u32::MAX)
        };
        Some(Self::with(mib(found.f_bavail), mib(found.f_blocks)))
    }

    const fn with(free_mib: u32, total_mib: u32) -> Self {
        Self { free_mib, total_mib, is_low: free_mib < DISK_LOW_MIB }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_low_when_it_holds_only_some_hours() {
        let total = 1 << 20;
        for (free, is_low) in [(0, true), (DISK_LOW_MIB - 1, true), (DISK_LOW_MIB, false)] {
            assert_eq!(Disk::with(free, total).is_low, is_low, "{free} MiB");
        }
        assert!(Disk::of(&std::env::temp_dir()).is_some_and(|disk| disk.total_mib > 0));
        assert_eq!(Disk::of(Path::new("/no/such/folder")), None);
    }
}
