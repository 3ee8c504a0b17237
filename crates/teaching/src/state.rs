//! What the handlers of this crate share.

use axum::extract::FromRef;
use xingtan_identity::Identity;
use xingtan_platform::ctx::Ctx;

/// Teaching's state. Clones share everything.
#[derive(Clone)]
pub struct Teaching {
    /// The outside world.
    pub ctx: Ctx,
    /// Who is signed in.
    pub identity: Identity,
}

impl Teaching {
    /// Over the same world as `identity`.
    pub const fn new(ctx: Ctx, identity: Identity) -> Self {
        Self { ctx, identity }
    }
}

impl FromRef<Teaching> for Identity {
    fn from_ref(teaching: &Teaching) -> Self {
        teaching.identity.clone()
    }
}
