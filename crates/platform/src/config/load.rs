//! Reading the configuration: file, then environment, then flags; each over the one before.

use std::path::{Path, PathBuf};

use super::Config;

/// Where settings come from.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The file named by `--config`; `xingtan.toml` in the data folder is read when it is there.
    pub file: Option<PathBuf>,
    /// Environment variables, all of them; those that begin with `XINGTAN_` are ours.
    pub environment: Vec<(String, String)>,
    /// Flags that were given, by key.
    pub flags: Vec<(&'static str, String)>,
}

/// Why there is no configuration. The text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The named file cannot be read.
    #[error("cannot read the configuration file {path}: {error}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file holds an unknown key or a wrong value; the message shows the line.
    #[error("{path} is wrong:\n{message}")]
    WrongFile {
        /// The file.
        path: PathBuf,
        /// The parser's words, with line and column.
        message: String,
    },
    /// Only one of two settings is there that https needs, as a certificate and its key.
    #[error("`{given}` is set and `{missing}` is not; https needs both")]
    HalfTls {
        /// The setting that is there.
        given: &'static str,
        /// The setting that is not.
        missing: &'static str,
    },
    /// A certificate is named and another is to be made.
    #[error("`tls_cert` names a certificate, and `tls` asks for another; leave out one of them")]
    TwoCertificates,
    /// Only one of the TURN server's addresses and the secret shared with it is there.
    #[error("`{given}` is set and `{missing}` is not; a TURN server needs both")]
    HalfTurn {
        /// The setting that is there.
        given: &'static str,
        /// The setting that is not.
        missing: &'static str,
    },
    /// An address of a TURN server is none.
    #[error("`turn_urls`: {0} is no address such as `turn:turn.example.edu:3478`")]
    NoTurn(String),
    /// A variable or flag is unknown or has a wrong value.
    #[error("{name} is wrong: {message}")]
    WrongSetting {
        /// The variable or flag.
        name: String,
        /// What is wrong.
        message: String,
    },
}

/// Variables that begin with our prefix but belong to the tests.
const TEST_PREFIX: &str = "XINGTAN_TEST_";
const PREFIX: &str = "XINGTAN_";

/// Reads the configuration.
///
/// # Errors
/// When a source is wrong; the text names the line, the variable or the flag.
pub fn load(sources: &Sources) -> Result<Config, ConfigError> {
    let settings = settings_over_file(sources);
    let file = find_file(sources, &settings);
    let mut config = match &file {
        Some(path) => read_file(path)?,
        None => Config::default(),
    };
    for (name, key, value) in settings {
        config = set(&config, &name, &key, &value)?;
    }
    config.https()?;
    config.turn()?;
    Ok(config)
}

/// Variables, then flags: name as the person wrote it, key, value.
fn settings_over_file(sources: &Sources) -> Vec<(String, String, String)> {
    let variables = sources
        .environment
        .iter()
        .filter(|(name, _)| name.starts_with(PREFIX) && !name.starts_with(TEST_PREFIX))
        .map(|(name, value)| {
            let key = name.trim_start_matches(PREFIX).to_ascii_lowercase();
            (name.clone(), key, value.clone())
        });
    let flags = sources.flags.iter().map(|(key, value)| {
        (format!("--{}", key.replace('_', "-")), (*key).to_owned(), value.clone())
    });
    variables.chain(flags).collect()
}

fn find_file(sources: &Sources, settings: &[(String, String, String)]) -> Option<PathBuf> {
    if let Some(path) = &sources.file {
        return Some(path.clone());
    }
    let data = settings
        .iter()
        .rev()
        .find(|(_, key, _)| key == "data")
        .map_or_else(|| Config::default().data, |(_, _, value)| PathBuf::from(value));
    Some(data.join("xingtan.toml")).filter(|path| path.is_file())
}

fn read_file(path: &Path) -> Result<Config, ConfigError> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| ConfigError::Unreadable { path: path.to_owned(), error })?;
    toml::from_str(&text).map_err(|error| ConfigError::WrongFile {
        path: path.to_owned(),
        message: error.to_string(),
    })
}

/// Sets one key from a text. `limits_body_bytes` reaches into `limits`.
fn set(config: &Config, name: &str, key: &str, text: &str) -> Result<Config, ConfigError> {
    let wrong = |message: String| ConfigError::WrongSetting { name: name.to_owned(), message };
    let mut table = toml::Table::try_from(config).map_err(|error| wrong(error.to_string()))?;
    let (section, leaf) = match key.strip_prefix("limits_") {
        Some(leaf) => (Some("limits"), leaf),
        None => (None, key),
    };
    let known = key_names();
    let full = section.map_or_else(|| leaf.to_owned(), |section| format!("{section}.{leaf}"));
    if !known.contains(&full) {
        return Err(wrong(format!("there is no such setting; there are {}", known.join(", "))));
    }
    let target = match section {
        Some(section) => table
            .entry(section)
            .or_insert_with(|| toml::Value::Table(toml::Table::new()))
            .as_table_mut()
            .ok_or_else(|| wrong("it is not a section".to_owned()))?,
        None => &mut table,
    };
    let is_list = target.get(leaf).is_some_and(toml::Value::is_array);
    target.insert(leaf.to_owned(), value_of((leaf, is_list), text));
    table.try_into().map_err(|error: toml::de::Error| wrong(error.to_string()))
}

/// Settings that are text, whatever they look like.
const TEXTS: [&str; 1] = ["turn_secret"];

/// Lists come with commas, switches and numbers as TOML has them, the rest as text.
fn value_of((leaf, is_list): (&str, bool), text: &str) -> toml::Value {
    if is_list {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        return toml::Value::Array(
            parts.map(|part| toml::Value::String(part.to_owned())).collect(),
        );
    }
    if TEXTS.contains(&leaf) {
        return toml::Value::String(text.to_owned());
    }
    if let Ok(switch) = text.parse::<bool>() {
        return toml::Value::Boolean(switch);
    }
    if let Ok(number) = text.parse::<i64>() {
        return toml::Value::Integer(number);
    }
    toml::Value::String(text.to_owned())
}

/// Every key, with its section, as the schema has them.
fn key_names() -> Vec<String> {
    let schema = schemars::schema_for!(Config);
    let mut names = properties(schema.as_value().pointer("/properties"));
    names.retain(|name| name != "limits");
    let limits = properties(schema.as_value().pointer("/$defs/Limits/properties"));
    names.extend(limits.into_iter().map(|name| format!("limits.{name}")));
    names
}

fn properties(value: Option<&serde_json::Value>) -> Vec<String> {
    value
        .and_then(serde_json::Value::as_object)
        .map(|object| object.keys().cloned().collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::*;
    use crate::config::Https;

    fn from_file(text: &str) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("xingtan.toml");
        std::fs::write(&path, text).unwrap();
        load(&Sources { file: Some(path), ..Sources::default() })
    }

    #[test]
    fn an_unknown_key_is_refused_with_its_line() {
        let error = from_file("demo = true\nlissten = \"1.2.3.4:80\"\n").unwrap_err();
        let text = error.to_string();
        assert!(text.contains("line 2") && text.contains("lissten"), "{text}");
    }

    #[test]
    fn flags_stand_over_variables_over_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("xingtan.toml");
        let text = "listen = \"127.0.0.1:1\"\nlog = \"warn\"\n[limits]\nbody_bytes = 5\n";
        std::fs::write(&path, text).unwrap();
        let config = load(&Sources {
            file: Some(path),
            environment: vec![
                ("XINGTAN_LISTEN".to_owned(), "127.0.0.1:2".to_owned()),
                ("XINGTAN_TRUSTED_PROXIES".to_owned(), "10.0.0.1, ::1".to_owned()),
                ("XINGTAN_PUBLIC_STAGE".to_owned(), "203.0.113.7:7882".to_owned()),
                ("XINGTAN_LIMITS_STOP_SECONDS".to_owned(), "3".to_owned()),
                ("HOME".to_owned(), "/nowhere".to_owned()),
            ],
            flags: vec![("listen", "127.0.0.1:3".to_owned())],
        })
        .unwrap();
        assert_eq!(config.listen.port(), 3);
        assert_eq!(config.log, "warn");
        assert_eq!(config.trusted_proxies.len(), 2);
        assert_eq!(config.public_stage, [SocketAddr::from(([203, 0, 113, 7], 7882))]);
        assert_eq!((config.limits.body_bytes, config.limits.stop_seconds), (5, 3));
    }

    #[test]
    fn a_wrong_variable_is_named() {
        let sources = Sources {
            environment: vec![("XINGTAN_PORT".to_owned(), "80".to_owned())],
            ..Sources::default()
        };
        let text = load(&sources).unwrap_err().to_string();
        assert!(text.contains("XINGTAN_PORT") && text.contains("listen"), "{text}");
    }

    #[test]
    fn half_of_what_https_needs_is_refused() {
        for (given, missing) in [("tls_cert", "tls_key"), ("tls_key", "tls_cert")] {
            let text = from_file(&format!("{given} = \"a.pem\"\n")).unwrap_err().to_string();
            assert!(text.contains(&format!("`{missing}` is not")), "{text}");
        }
        let both = from_file("tls_cert = \"a.pem\"\ntls_key = \"b.pem\"\n").unwrap();
        let (certificate, key) = (Path::new("a.pem"), Path::new("b.pem"));
        assert_eq!(both.https().unwrap(), Https::Files { certificate, key });
        assert!(both.is_https());
    }

    #[test]
    fn https_of_its_own_stands_beside_http() {
        for (text, port) in [
            ("listen = \"0.0.0.0:80\"", 443),
            ("listen = \"0.0.0.0:8080\"", 8443),
            ("listen = \"0.0.0.0:8080\"\ntls_listen = \"0.0.0.0:1\"", 1),
        ] {
            let config = from_file(&format!("{text}\ntls = \"own\"\n")).unwrap();
            assert_eq!(config.https().unwrap(), Https::Own(([0, 0, 0, 0], port).into()));
            assert!(!config.is_https() && config.is_either());
        }
        let text = from_file("tls = \"own\"\ntls_cert = \"a.pem\"\ntls_key = \"b.pem\"\n");
        assert!(text.unwrap_err().to_string().contains("leave out one"));
        let text = from_file("tls = \"acme\"\n").unwrap_err().to_string();
        assert!(text.contains("`tls_names` is not"), "{text}");
        let named = from_file("tls = \"acme\"\ntls_names = [\"a.example\"]\n").unwrap();
        assert_eq!(named.https().unwrap(), Https::Acme(([127, 0, 0, 1], 443).into()));
        assert!(named.is_https() && !named.is_either());
    }

    #[test]
    fn a_turn_server_has_addresses_and_a_secret_that_is_not_told() {
        let urls = "turn_urls = [\"turn:a.example:3478\", \"turns:a.example:443?transport=tcp\"]\n";
        let text = from_file(urls).unwrap_err().to_string();
        assert!(text.contains("`turn_secret` is not"), "{text}");
        for wrong in ["http://a.example", "turn:", "turn://a.example", "turn:a>; b", "stun:a"] {
            let text = format!("turn_urls = [\"{wrong}\"]\nturn_secret = \"s\"\n");
            assert!(from_file(&text).unwrap_err().to_string().contains("is no address"), "{wrong}");
        }
        let config = load(&Sources {
            environment: vec![
                ("XINGTAN_TURN_URLS".to_owned(), "turn:a.example,turn:b.example".to_owned()),
                ("XINGTAN_TURN_SECRET".to_owned(), "20261128".to_owned()),
            ],
            ..Sources::default()
        })
        .unwrap();
        let (urls, secret) = config.turn().unwrap().unwrap();
        assert_eq!((urls.len(), secret.reveal()), (2, "20261128"));
        assert!(!format!("{config:?}").contains("20261128"), "a log would tell it");
    }
}
