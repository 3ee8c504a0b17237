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
use crate::classrooms::is_open_to_screens;
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
        let way = Way::of(&identity.ctx.config, &parts.extensions);
        let of_person = async |token: &str| (identity.check(token).await, cookie::set(token, way));
        let (checked, again) = match (cookie::token_in(&parts.headers), screen_token(parts)) {
            (Some(token), None) => of_person(token).await,
            (None, Some(token)) => (identity.check(token).await, cookie::set_screen(token, way)),
            // On a screen where somebody signed in, and perhaps is signed out again.
            (Some(token), Some(screen)) => match of_person(token).await {
                (Ok(found), again) => (Ok(found), again),
                (Err(_), _) => (identity.check(screen).await, cookie::set_screen(screen, way)),
            },
            (None, None) => return Err(problems::not_signed_in().into()),
        };
        let (caller, is_moved) = checked?;
        if is_moved && let Some(renewal) = parts.extensions.get::<Renewal>() {
            renewal.leave(again);
        }
        Ok(caller)
    }
}

/// The token of a classroom's screen, where it may ask for this.
fn screen_token(parts: &Parts) -> Option<&str> {
    let token = cookie::screen_token_in(&parts.headers)?;
    is_open_to_screens(&parts.method, parts.uri.path()).then_some(token)
}

impl Identity {
    /// The caller of a session's token, and whether the session's end moves, which it does at
    /// most once an hour.
    pub(crate) async fn check(&self, token: &str) -> ApiResult<(Caller, bool)> {
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
