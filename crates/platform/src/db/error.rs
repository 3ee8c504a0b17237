//! What can go wrong at the database, sorted by what the caller can do about it.

/// A failure of the database or of its use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database is away, locked or overloaded. Trying again later may help. When the
    /// connection was lost during a commit, the action may have happened nevertheless.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// There is no room left on the database's disk.
    #[error("the database's disk is full")]
    DiskFull,
    /// A row with this key exists already.
    #[error("{action}: unique violation: {message}")]
    UniqueViolation {
        /// Name of the action.
        action: &'static str,
        /// What the engine said.
        message: String,
    },
    /// A row refers to one that does not exist, or is still referred to.
    #[error("{action}: foreign key violation: {message}")]
    ForeignKeyViolation {
        /// Name of the action.
        action: &'static str,
        /// What the engine said.
        message: String,
    },
    /// A statement is wrong or was refused.
    #[error("{action}: {message} in `{sql}`")]
    Statement {
        /// Name of the action.
        action: &'static str,
        /// The statement's beginning.
        sql: String,
        /// What the engine said.
        message: String,
    },
    /// A row does not hold what the program expects.
    #[error("{action}: column {column:?} of row {row}: {message}")]
    Column {
        /// Name of the action.
        action: &'static str,
        /// Name of the column.
        column: String,
        /// The row's first column, which is its key by our habit.
        row: String,
        /// What was expected, and found.
        message: String,
    },
    /// The action panicked; nothing of it was stored.
    #[error("{action}: panicked: {message}")]
    Panicked {
        /// Name of the action.
        action: &'static str,
        /// What the panic said.
        message: String,
    },
    /// The action was written against the rules for actions; nothing of it was stored.
    #[error("{action}: {message}")]
    Misuse {
        /// Name of the action.
        action: &'static str,
        /// Which rule was broken.
        message: String,
    },
    /// The address of the database cannot be used. Only its harmless part is here, for it may
    /// hold a password.
    #[error("the database address {0:?} is neither sqlite:PATH nor postgres://…: {1}")]
    Address(String, String),
    /// The schema cannot be brought up to date.
    #[error("migration {name}: {message}")]
    Migration {
        /// The migration's file name.
        name: String,
        /// What is wrong, and what to do.
        message: String,
    },
}

impl Error {
    /// Whether the database failed as a whole, and not this statement.
    pub fn is_outage(&self) -> bool {
        matches!(self, Self::Unavailable(_) | Self::DiskFull)
    }
}

/// Whether a row with the same key existed already.
pub fn is_unique_violation(error: &Error) -> bool {
    matches!(error, Error::UniqueViolation { .. })
}

/// Whether a row referred to one that does not exist, or was still referred to.
pub fn is_foreign_key_violation(error: &Error) -> bool {
    matches!(error, Error::ForeignKeyViolation { .. })
}

/// The beginning of a statement on one line, for messages.
pub(super) fn shorten(sql: &str) -> String {
    let mut short = String::new();
    for word in sql.split_whitespace() {
        if short.len() + word.len() > 200 {
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}
