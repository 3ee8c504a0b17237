//! Every bound of the database layer.

use std::time::Duration;

/// Actions that may wait for one engine's writer or readers. More are refused as unavailable.
pub(super) const QUEUE_ACTIONS: usize = 4_096;

/// Actions that share one SQLite commit at most.
pub(super) const GROUP_ACTIONS: usize = 512;

/// Time after which an SQLite group takes no further action and commits.
pub(super) const GROUP_TIME: Duration = Duration::from_millis(5);

/// How long a write waits for an SQLite file that another program has locked.
pub(super) const LOCK_WAIT: Duration = Duration::from_secs(10);

/// SQLite connections for reading, at least and at most; between them one per processor.
pub(super) const SQLITE_READERS: (usize, usize) = (2, 8);

/// Prepared statements kept per connection of SQLite.
pub(super) const STATEMENTS: usize = 512;

/// Threads that run PostgreSQL actions, at most; otherwise one per processor.
pub(super) const POSTGRES_THREADS: usize = 4;

/// PostgreSQL connections per thread.
pub(super) const POSTGRES_CONNECTIONS: usize = 8;

/// Time to make a PostgreSQL connection.
pub(super) const CONNECT_TIME: Duration = Duration::from_secs(5);

/// Time to begin a transaction, which takes PostgreSQL no time: after it the connection leads
/// nowhere any more.
pub(super) const BEGIN_TIME: Duration = Duration::from_secs(5);

/// Silence after which a PostgreSQL connection is asked for a sign of life, and after which one
/// that owes us an answer to our bytes is given up. The kernel's own bounds are hours.
pub(super) const SILENCE_TIME: Duration = Duration::from_secs(20);

/// Signs of life asked for in vain, and the pause between them.
pub(super) const KEEPALIVES: (u32, Duration) = (3, Duration::from_secs(5));

/// Time one attempt at an action may take on PostgreSQL before its connection is dropped.
pub(super) const ATTEMPT_TIME: Duration = Duration::from_secs(30);

/// Further attempts after PostgreSQL could not serialise an action with another.
pub(super) const RETRIES: u32 = 5;

/// Rows one statement inserts: as many of the largest as there are, then of the next.
pub(super) const INSERT_ROWS: [usize; 4] = [64, 16, 4, 1];

/// Rows one statement may answer.
pub(super) const ROWS: usize = 200_000;
