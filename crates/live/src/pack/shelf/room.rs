//! Whether a shelf, and this server's disk, have room for a pack.

use std::path::Path;

use xingtan_base::ids::SchoolId;
use xingtan_platform::config::Config;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;

use super::rows::ShelvedRow;
use crate::pack::format::manifest::Manifest;
use crate::pack::limits::SHELF_MAX;
use crate::pack::refusals;

/// How often a pack lies on a disk while it is imported: its ZIP as it came, the ZIP in the file
/// store, and its files there. In a bucket lie the latter two.
const COPIES: u64 = 3;

/// What stands on a school's shelf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Used {
    packs: u32,
    bytes: u64,
    /// Bytes of its largest pack, which one that comes may replace.
    largest: u64,
}

/// Measures a school's shelf.
pub(super) async fn used(tx: &Tx, school: SchoolId) -> Result<Used, db::Error> {
    let sql = "select count(*) as packs, cast(coalesce(sum(size_bytes), 0) as bigint) as bytes, \
               cast(coalesce(max(size_bytes), 0) as bigint) as largest \
               from shelved_pack where school = $1";
    let Some(row) = tx.row(sql, &[school.into()]).await? else {
        return Ok(Used { packs: 0, bytes: 0, largest: 0 });
    };
    Ok(Used { packs: row.get("packs")?, bytes: row.get("bytes")?, largest: row.get("largest")? })
}

impl Used {
    /// The bytes that a pack may have at most to find room, should it even replace the largest.
    pub(super) const fn room_bytes(self, shelf_bytes: u64) -> u64 {
        shelf_bytes.saturating_sub(self.bytes - self.largest)
    }

    /// Whether a pack of so many bytes goes on the shelf, in the place of `there`.
    const fn fits(self, bytes: u64, there: u64, shelf_bytes: u64) -> bool {
        self.bytes.saturating_sub(there).saturating_add(bytes) <= shelf_bytes
    }
}

/// Refuses a pack that may not stand on the shelf: another's of its name is there, or there is no
/// room.
pub(super) async fn check(
    tx: &Tx,
    (school, shelf_bytes): (SchoolId, u64),
    there: Option<&ShelvedRow>,
    manifest: &Manifest,
) -> Result<(), ApiError> {
    let tells = |there: &ShelvedRow| {
        (there.lesson, there.secret.as_str()) == (manifest.lesson, manifest.secret.as_str())
    };
    if there.is_some_and(|there| !tells(there)) {
        return Err(refusals::another_pack().into());
    }
    let used = used(tx, school).await?;
    if there.is_none() && used.packs >= SHELF_MAX {
        return Err(refusals::shelf_full().into());
    }
    if !used.fits(manifest.bytes(), there.map_or(0, |there| there.size_bytes), shelf_bytes) {
        return Err(refusals::over_quota().into());
    }
    Ok(())
}

/// The bytes that a pack may have at most for this server's disks to hold it while it is imported.
pub(super) fn on_disk(config: &Config) -> u64 {
    let files = config.files_url();
    let store = files.strip_prefix("file:").and_then(|folder| free(Path::new(folder)));
    let data = free(&config.data);
    let spare = |free: Option<u64>| {
        free.map_or(u64::MAX, |free| free.saturating_sub(config.limits.free_bytes))
    };
    spare(data).min(spare(store) / COPIES)
}

/// Free bytes of the disk under a folder; nothing where that cannot be asked.
fn free(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    Some(found.f_bavail.saturating_mul(found.f_frsize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_fits_where_the_rest_leaves_room() {
        let used = Used { packs: 2, bytes: 90, largest: 60 };
        assert_eq!(used.room_bytes(100), 70, "the largest may go");
        assert!(used.fits(10, 0, 100) && !used.fits(11, 0, 100));
        assert!(used.fits(70, 60, 100) && !used.fits(71, 60, 100));
        assert_eq!(used.room_bytes(20), 0);
    }

    #[test]
    fn a_disk_keeps_room_for_lessons() {
        let data = tempfile::tempdir().unwrap();
        let mut config = Config { data: data.path().to_owned(), ..Config::default() };
        config.files = Some(format!("file:{}", data.path().display()));
        config.limits.free_bytes = 0;
        let all = on_disk(&config);
        assert!(all > 0 && all <= free(data.path()).unwrap() / COPIES + (1 << 30));
        config.limits.free_bytes = u64::MAX;
        assert_eq!(on_disk(&config), 0);
        config.files = Some("s3://lessons".into());
        assert_eq!(on_disk(&config), 0, "it arrives here even so");
    }
}
