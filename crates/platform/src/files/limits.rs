//! Every bound of the file store.

use std::time::Duration;

/// Bytes of one part of an upload. S3 takes 10 000 parts, so that a file may have 80 GiB.
pub(super) const PART_BYTES: usize = 8 << 20;

/// Parts of one upload on their way at a time, which bounds its memory.
pub(super) const PARTS_AT_ONCE: usize = 3;

/// Bytes read from a disk at a time.
pub(super) const READ_BYTES: usize = 256 << 10;

/// Time to connect to S3.
pub(super) const CONNECT_TIME: Duration = Duration::from_secs(5);

/// Time S3 may be silent within an answer. The whole answer may take as long as its reader.
pub(super) const SILENCE: Duration = Duration::from_secs(20);

/// Further attempts at a request that S3 did not answer.
pub(super) const RETRIES: usize = 4;

/// Time after which no further attempt is made.
pub(super) const RETRY_TIME: Duration = Duration::from_secs(30);
