//! A TURN server (coturn) that carries the stage through networks that let nothing else out.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Config, ConfigError};

/// A secret of the configuration. It is written nowhere but where it is used.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

impl Config {
    /// The TURN server's addresses and the secret shared with it, if there is one.
    ///
    /// # Errors
    /// When one of the two is missing, or an address is none.
    pub fn turn(&self) -> Result<Option<(&[String], &Secret)>, ConfigError> {
        let is_set = self.turn_secret.as_ref().filter(|secret| !secret.reveal().is_empty());
        match (self.turn_urls.as_slice(), is_set) {
            ([], None) => Ok(None),
            ([], Some(_)) => {
                Err(ConfigError::HalfTurn { given: "turn_secret", missing: "turn_urls" })
            }
            (_, None) => Err(ConfigError::HalfTurn { given: "turn_urls", missing: "turn_secret" }),
            (urls, Some(secret)) => match urls.iter().find(|url| !is_turn(url)) {
                Some(url) => Err(ConfigError::NoTurn(url.clone())),
                None => Ok(Some((urls, secret))),
            },
        }
    }
}

/// Whether a text is the address of a TURN server (RFC 7065), in letters that stand in a header.
fn is_turn(url: &str) -> bool {
    let rest = url.strip_prefix("turn:").or_else(|| url.strip_prefix("turns:"));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~:[]?=%".contains(c);
    rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(is_plain)
    })
}
