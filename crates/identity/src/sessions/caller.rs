//! Who is asking.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PersonId, SessionId};
use xingtan_base::languages::Language;
use xingtan_base::problems;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::{ApiError, ApiResult};

use super::cookie::{self, Way};
use super::renewal::Renewal;
use crate::Identity;
use crate::limits::SESSION_SEEN_EVERY_MS;

/// The signed-in person of a request. An extractor: without a session the answer is 401.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Who.
    pub person: PersonId,
    /// By which session.
    pub session: SessionId,
    /// What they sign in with.
    pub name: String,
    /// What others read.
    pub display_name: String,
    /// Their language.
    pub language: Language,
}

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    Identity: FromRef<S>,
{
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let identity = Identity::from_ref(state);
        let token = cookie::token_in(&parts.headers).ok_or_else(problems::not_signed_in)?;
        let (caller, is_moved) = identity.check(token).await?;
        if is_moved && let Some(renewal) = parts.extensions.get::<Renewal>() {
            let way = Way::of(&identity.ctx.config, &parts.extensions);
            renewal.leave(cookie::set(token, way));
        }
        Ok(caller)
    }
}

impl Identity {
    /// The caller of a session's token, and whether the session's end moves, which it does at
    /// most once an hour.
    async fn check(&self, token: &str) -> ApiResult<(Caller, bool)> {
        let (digest, now) = (cookie::digest(token), self.ctx.clock.now());
        let found = self
            .ctx
            .db
            .read("sessions.check", async move |tx: &Tx| {
                Ok::<_, ApiError>(find(tx, &digest, now).await?)
            })
            .await?;
        let (caller, last_seen) = found.ok_or_else(problems::not_signed_in)?;
        let is_moved = now.since_ms(last_seen) >= SESSION_SEEN_EVERY_MS;
        if is_moved {
            self.sightings.note(&self.ctx, caller.session, now);
        }
        Ok((caller, is_moved))
    }
}

async fn find(tx: &Tx, digest: &[u8], now: UtcMs) -> Result<Option<(Caller, UtcMs)>, db::Error> {
    let row = tx
        .row(
            "select s.id, s.person, s.last_seen_ms, p.name, p.display_name, p.language \
             from session s join person p on p.id = s.person \
             where s.token_sha256 = $1 and s.expires_ms > $2",
            &[digest.into(), now.into()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let language: String = row.get("language")?;
    let caller = Caller {
        person: row.get("person")?,
        session: row.get("id")?,
        name: row.get("name")?,
        display_name: row.get("display_name")?,
        language: Language::from_tag(&language).unwrap_or_default(),
    };
    Ok(Some((caller, row.get("last_seen_ms")?)))
}
