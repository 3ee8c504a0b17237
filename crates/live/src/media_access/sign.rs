//! `/media/{expiry}-{signature}/{scope}`, checked as nginx `secure_link` does.
//!
//! The signature is the MD5 of `{expiry}/{scope} {secret}` in base64url without padding:
//! `secure_link_md5 "$expires/$scope secret"`. The scope is the lesson's id, the id with `~preview`
//! for staff before the lesson opens, with `~source` for who is played an edition of its recording,
//! or with `~pack-` and a pack's id for who is given that pack.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use md5::{Digest as _, Md5};
use subtle::ConstantTimeEq as _;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PackId, ShelvedId};

use crate::hub::Audience;

const PREVIEW: &str = "~preview";
const SOURCE: &str = "~source";
const PACK: &str = "~pack-";

/// Signs and checks media addresses.
#[derive(Clone)]
pub struct MediaSigner {
    secret: String,
}

/// A signed address prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix {
    /// `/media/{expiry}-{signature}/{scope}`.
    pub path: String,
    /// Until when it is good.
    pub until: UtcMs,
}

/// Why an address was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The signature is not ours, or the address is broken.
    #[error("the address is not signed by this server")]
    Forged,
    /// The time is over.
    #[error("the address is too old")]
    Expired,
}

impl MediaSigner {
    /// A signer with the server's media secret.
    pub fn new(secret: &str) -> Self {
        Self { secret: secret.to_owned() }
    }

    /// A prefix that is good until the full second after `until`.
    pub fn prefix(&self, lesson: LessonId, audience: Audience, until: UtcMs) -> Prefix {
        let scope = match audience {
            Audience::Lesson => lesson.to_string(),
            Audience::Preview => format!("{lesson}{PREVIEW}"),
        };
        self.media_prefix(&scope, until)
    }

    /// The same that opens what an edition of the lesson's recording may show, and nothing else.
    pub fn source_prefix(&self, lesson: LessonId, until: UtcMs) -> Prefix {
        self.media_prefix(&format!("{lesson}{SOURCE}"), until)
    }

    /// The same that opens one pack of a lesson, and nothing else of it.
    pub fn pack_prefix(&self, lesson: LessonId, pack: PackId, until: UtcMs) -> Prefix {
        self.media_prefix(&format!("{lesson}{PACK}{pack}"), until)
    }

    /// The same that opens the player of a pack on the shelf.
    pub fn shelf_prefix(&self, shelved: ShelvedId, until: UtcMs) -> Prefix {
        let (token, until) = self.token(&shelf_scope(shelved), until);
        Prefix { path: format!("/packs/{shelved}/{token}"), until }
    }

    fn media_prefix(&self, scope: &str, until: UtcMs) -> Prefix {
        let (token, until) = self.token(scope, until);
        Prefix { path: format!("/media/{token}/{scope}"), until }
    }

    fn token(&self, scope: &str, until: UtcMs) -> (String, UtcMs) {
        let expiry = until.0.div_euclid(1000) + 1;
        (format!("{expiry}-{}", self.signature(expiry, scope)), UtcMs(expiry * 1000))
    }

    /// Checks `{expiry}-{signature}` against a scope.
    ///
    /// # Errors
    /// When the signature is forged or its time is over.
    pub fn check(
        &self,
        token: &str,
        scope: &str,
        now: UtcMs,
    ) -> Result<(LessonId, Audience), Refused> {
        self.check_token(token, scope, now)?;
        let (id, audience) = match scope.strip_suffix(PREVIEW) {
            Some(id) => (id, Audience::Preview),
            None => (scope, Audience::Lesson),
        };
        Ok((id.parse().map_err(|_| Refused::Forged)?, audience))
    }

    /// The same of a scope that opens the source of an edition; nothing when it is another one.
    pub fn check_source(
        &self,
        token: &str,
        scope: &str,
        now: UtcMs,
    ) -> Option<Result<LessonId, Refused>> {
        let lesson = scope.strip_suffix(SOURCE)?;
        let checked = self.check_token(token, scope, now);
        Some(checked.and_then(|()| lesson.parse().map_err(|_| Refused::Forged)))
    }

    /// The same of a scope that opens a pack; nothing when it is another one.
    pub fn check_pack(
        &self,
        token: &str,
        scope: &str,
        now: UtcMs,
    ) -> Option<Result<(LessonId, PackId), Refused>> {
        let (lesson, pack) = scope.split_once(PACK)?;
        let place = || Some((lesson.parse().ok()?, pack.parse().ok()?));
        Some(self.check_token(token, scope, now).and_then(|()| place().ok_or(Refused::Forged)))
    }

    /// Checks the token that opens the player of a pack on the shelf.
    ///
    /// # Errors
    /// As [`MediaSigner::check`].
    pub fn check_shelf(&self, token: &str, shelved: ShelvedId, now: UtcMs) -> Result<(), Refused> {
        self.check_token(token, &shelf_scope(shelved), now)
    }

    fn check_token(&self, token: &str, scope: &str, now: UtcMs) -> Result<(), Refused> {
        let (expiry_text, signature) = token.split_once('-').ok_or(Refused::Forged)?;
        let expiry: i64 = expiry_text.parse().map_err(|_| Refused::Forged)?;
        let right = self.signature(expiry, scope);
        if !bool::from(right.as_bytes().ct_eq(signature.as_bytes())) {
            return Err(Refused::Forged);
        }
        if now.0 >= expiry.saturating_mul(1000) {
            return Err(Refused::Expired);
        }
        Ok(())
    }

    fn signature(&self, expiry: i64, scope: &str) -> String {
        let text = format!("{expiry}/{scope} {}", self.secret);
        URL_SAFE_NO_PAD.encode(Md5::digest(text.as_bytes()))
    }
}

/// A scope that no media address has, for those begin with an id.
fn shelf_scope(shelved: ShelvedId) -> String {
    format!("shelf-{shelved}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: UtcMs = UtcMs(1_790_000_000_500);

    #[test]
    fn a_prefix_opens_its_own_scope_until_it_expires() {
        let signer = MediaSigner::new("secret");
        let lesson: LessonId = "019a0000-0000-7000-8000-000000000001".parse().expect("an id");
        for audience in [Audience::Lesson, Audience::Preview] {
            let prefix = signer.prefix(lesson, audience, NOW.plus_ms(60_000));
            let mut parts = prefix.path.split('/').skip(2);
            let (token, scope) = (parts.next().unwrap(), parts.next().unwrap());
            assert_eq!(signer.check(token, scope, NOW), Ok((lesson, audience)));
            assert_eq!(signer.check(token, scope, prefix.until), Err(Refused::Expired));
            assert_eq!(MediaSigner::new("x").check(token, scope, NOW), Err(Refused::Forged));
            let other = format!("{scope}{PREVIEW}");
            assert_eq!(signer.check(token, &other, NOW), Err(Refused::Forged));
        }
        let pack: PackId = "019a0000-0000-7000-8000-000000000002".parse().expect("an id");
        let prefix = signer.pack_prefix(lesson, pack, NOW.plus_ms(60_000));
        let mut parts = prefix.path.split('/').skip(2);
        let (token, scope) = (parts.next().unwrap(), parts.next().unwrap());
        assert_eq!(signer.check_pack(token, scope, NOW), Some(Ok((lesson, pack))));
        assert!(signer.check(token, scope, NOW).is_err(), "a pack opens nothing else");
        let other = format!("{lesson}{PACK}{lesson}");
        assert_eq!(signer.check_pack(token, &other, NOW), Some(Err(Refused::Forged)));
        assert_eq!(signer.check_pack(token, &lesson.to_string(), NOW), None);
        let prefix = signer.source_prefix(lesson, NOW.plus_ms(60_000));
        let mut parts = prefix.path.split('/').skip(2);
        let (token, scope) = (parts.next().unwrap(), parts.next().unwrap());
        assert_eq!(signer.check_source(token, scope, NOW), Some(Ok(lesson)));
        let late = signer.check_source(token, scope, prefix.until);
        assert_eq!(late, Some(Err(Refused::Expired)));
        assert!(signer.check(token, scope, NOW).is_err(), "a source opens nothing else");
        assert!(signer.check(token, &lesson.to_string(), NOW).is_err());
        assert_eq!(signer.check_source(token, &lesson.to_string(), NOW), None);
        assert_eq!(signer.check("", "", NOW), Err(Refused::Forged));
        assert_eq!(signer.check("9-", "\u{0}", NOW), Err(Refused::Forged));
    }
}
