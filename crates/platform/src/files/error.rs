//! What can go wrong at the file store.

/// A failure of the file store or of its use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address of the store cannot be used. Of a bucket's only the harmless part is here, for
    /// somebody may have written a secret into it.
    #[error("the file store's address {0:?} is neither file:DIR nor s3://BUCKET?…: {1}")]
    Address(String, String),
    /// The key is empty, absolute, or has a part like `..`.
    #[error("{0:?} is not a key of a file")]
    Key(String),
    /// There is no such file.
    #[error("there is no file {0:?}")]
    Missing(String),
    /// The local file to be stored cannot be read.
    #[error("the file for {key:?} cannot be read")]
    Source {
        /// The key it was to get.
        key: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// The store failed, also after further attempts.
    #[error("the file store failed at {key:?}")]
    Store {
        /// The file's key.
        key: String,
        /// What the store said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl Error {
    pub(super) fn of(key: &str, error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::Missing(key.to_owned()),
            other => Self::Store { key: key.to_owned(), source: other.into() },
        }
    }

    /// Whether the file is simply not there.
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing(_))
    }
}
