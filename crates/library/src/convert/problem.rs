//! Why a document, or one of its pages, did not become pictures.

use super::package::PackageError;
use super::xml::XmlError;

/// Why a document did not become pages.
#[derive(Debug, thiserror::Error)]
pub enum ConvertProblem {
    /// It needs a password.
    #[error("the document is encrypted")]
    Encrypted,
    /// It cannot be read.
    #[error("the document is broken: {0}")]
    Broken(String),
    /// It has more pages than [`super::Limits::pages_max`].
    #[error("the document has too many pages")]
    TooManyPages,
    /// It is, or it inflates to, more than the limits allow.
    #[error("the document is too large")]
    TooLarge,
    /// It is of no kind that converts.
    #[error("the document is of an unknown kind")]
    Unsupported,
    /// It took longer than the limits allow.
    #[error("the document took too long")]
    TooSlow,
    /// LibreOffice is not installed.
    #[error("LibreOffice is missing: install libreoffice-impress-nogui, libreoffice-writer-nogui")]
    NeedsLibreOffice,
    /// Poppler is not installed.
    #[error("Poppler is missing: install poppler-utils")]
    NeedsPoppler,
    /// It has no page.
    #[error("the document has no page")]
    Empty,
    /// It was called off.
    #[error("the conversion was called off")]
    Cancelled,
    /// Our own trouble: a full disk, a program that does not start.
    #[error("converting failed")]
    Failed(#[from] anyhow::Error),
}

impl ConvertProblem {
    /// The stable code that people see the translation of; none for what they cannot act on.
    pub fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::Encrypted => "deck.encrypted",
            Self::Broken(_) => "deck.broken",
            Self::TooManyPages => "deck.too_many_pages",
            Self::TooLarge => "deck.too_large",
            Self::Unsupported => "deck.unsupported",
            Self::TooSlow => "deck.too_slow",
            Self::NeedsLibreOffice => "deck.needs_libreoffice",
            Self::NeedsPoppler => "deck.needs_poppler",
            Self::Empty => "deck.empty",
            Self::Cancelled | Self::Failed(_) => return None,
        })
    }

    pub(super) fn broken(why: impl ToString) -> Self {
        Self::Broken(why.to_string())
    }
}

impl From<std::io::Error> for ConvertProblem {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<tokio::task::JoinError> for ConvertProblem {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<PackageError> for ConvertProblem {
    fn from(error: PackageError) -> Self {
        match error {
            PackageError::TooLarge => Self::TooLarge,
            PackageError::Encrypted => Self::Encrypted,
            PackageError::Broken(why) => Self::Broken(why),
            PackageError::Write(error) => error.into(),
        }
    }
}

impl From<XmlError> for ConvertProblem {
    fn from(error: XmlError) -> Self {
        Self::broken(error)
    }
}
