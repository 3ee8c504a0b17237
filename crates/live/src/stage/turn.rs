//! Leave to use the school's TURN server, for who may be on the stage.
//!
//! The server and coturn share a secret (`use-auth-secret`). A name is until when it is good and
//! for whom, its password is the name's HMAC-SHA1 under the secret: coturn checks both by itself,
//! and no list of names is kept anywhere.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use xingtan_base::clock::UtcMs;
use xingtan_platform::config::{Config, Secret};

use super::sessions::Session;
use crate::media_limits::TURN_MS;

/// A name and a password that coturn takes.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Leave {
    name: String,
    password: String,
}

/// Adds the TURN server's addresses, with leave to use them, as WHIP has it (RFC 9725 section 4.6).
pub fn add_links(config: &Config, session: &Session, now: UtcMs, headers: &mut HeaderMap) {
    // The settings were checked when they were read.
    let Ok(Some((urls, secret))) = config.turn() else { return };
    let Leave { name, password } = leave(secret, session, now);
    for url in urls {
        let link = format!(
            "<{url}>; rel=\"ice-server\"; username=\"{name}\"; credential=\"{password}\"; \
             credential-type=\"password\""
        );
        if let Ok(mut link) = HeaderValue::from_str(&link) {
            link.set_sensitive(true);
            headers.append(header::LINK, link);
        }
    }
}

fn leave(secret: &Secret, session: &Session, now: UtcMs) -> Leave {
    let until_s = now.plus_ms(TURN_MS).0 / 1000;
    let whose = match session.right.person() {
        Some(person) => person.to_string(),
        None => session.lesson.to_string(),
    };
    let name = format!("{until_s}:{whose}");
    let mac = Hmac::<Sha1>::new_from_slice(secret.reveal().as_bytes());
    let mut mac = mac.expect("HMAC takes a key of any length");
    mac.update(name.as_bytes());
    let password = STANDARD.encode(mac.finalize().into_bytes());
    Leave { name, password }
}

#[cfg(test)]
mod tests {
    use xingtan_base::ids::{LessonId, PersonId};

    use super::*;
    use crate::stage::sessions::Right;
    use crate::stage::sessions::Side;

    #[test]
    fn a_name_says_until_when_and_for_whom_and_its_password_proves_it() {
        let lesson: LessonId = "01900000-0000-7000-8000-0000000000aa".parse().unwrap();
        let person: PersonId = "01900000-0000-7000-8000-0000000000bb".parse().unwrap();
        let secret = Secret::from("north");
        let session = |right| Session { lesson, side: Side::Watches, right };
        let now = UtcMs(1_795_780_800_000);
        let own = leave(&secret, &session(Right::Person(person)), now);
        // As `printf NAME | openssl dgst -sha1 -hmac north -binary | base64` has it.
        assert_eq!(own.name, format!("1795824000:{person}"));
        assert_eq!(own.password, "gIfSUuVrLq58hTTuOBsO+Sznsik=");
        let key = leave(&secret, &session(Right::Key), now);
        assert_eq!(key.name, format!("1795824000:{lesson}"));
        assert_ne!(leave(&Secret::from("south"), &session(Right::Key), now).password, key.password);
    }
}
