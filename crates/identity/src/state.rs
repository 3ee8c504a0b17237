//! What the handlers of this crate share.

use std::sync::Arc;

use tokio::sync::broadcast;
use xingtan_base::ids::SessionId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::http::ApiError;

use crate::imports::kept::Kept;
use crate::limits::ENDED_SESSIONS_KEPT;
use crate::passwords::pool::{Cost, Pool};
use crate::sessions::sightings::Sightings;
use crate::sessions::tries::Tries;

/// Identity's state: the outside world, the password threads, failed tries, sightings being
/// written, passwords of imports and ended sessions.
/// Clones share everything.
#[derive(Clone)]
pub struct Identity {
    /// The outside world.
    pub ctx: Ctx,
    pub(crate) pool: Arc<Pool>,
    pub(crate) tries: Arc<Tries>,
    pub(crate) sightings: Sightings,
    pub(crate) imports: Arc<Kept>,
    ended: broadcast::Sender<SessionId>,
}

impl Identity {
    /// With passwords hashed at full cost.
    pub fn new(ctx: Ctx) -> Self {
        Self::with_cost(ctx, Cost::owasp())
    }

    /// With another cost of hashing, for tests.
    pub fn with_cost(ctx: Ctx, cost: Cost) -> Self {
        Self {
            ctx,
            pool: Arc::new(Pool::start(cost)),
            tries: Arc::default(),
            sightings: Sightings::default(),
            imports: Arc::default(),
            ended: broadcast::Sender::new(ENDED_SESSIONS_KEPT),
        }
    }

    /// Hashes a password in the bounded pool, for accounts made by the server itself.
    ///
    /// # Errors
    /// A 503 problem when the pool's queue is full.
    pub async fn hash_password(&self, password: &str) -> Result<String, ApiError> {
        self.pool.hash(password).await
    }

    /// Learn of ended sessions. A listener that lags must ask for its session again.
    pub fn ended_sessions(&self) -> broadcast::Receiver<SessionId> {
        self.ended.subscribe()
    }

    /// Tells sockets that these sessions ended; called after the transaction that ended them.
    pub(crate) fn tell_ended(&self, sessions: &[SessionId]) {
        for session in sessions {
            // Nobody listening is fine.
            let _ = self.ended.send(*session);
        }
    }
}
