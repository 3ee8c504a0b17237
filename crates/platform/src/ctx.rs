//! What every domain is given of the outside world.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Config;
use crate::db::Db;
use crate::files::Files;
use crate::ids::Ids;
use crate::keys::Keys;
use crate::tasks::Tasks;

/// The outside world. Clones share everything.
#[derive(Clone)]
pub struct Ctx {
    /// The database.
    pub db: Db,
    /// Files too large for the database.
    pub files: Files,
    /// Time.
    pub clock: Clock,
    /// New ids and secrets.
    pub ids: Ids,
    /// Background work.
    pub tasks: Tasks,
    /// Settings.
    pub config: Arc<Config>,
    /// The server's own secrets.
    pub keys: Keys,
}
