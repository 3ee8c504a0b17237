//! Why bytes are no ink.

/// The bytes are no lawful operation, live message or snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The bytes end too early.
    #[error("ink.short")]
    Short,
    /// There are bytes behind the end.
    #[error("ink.trailing")]
    Trailing,
    /// The version is none we know.
    #[error("ink.version")]
    Version,
    /// The kind of message or element is none we know, or has no place here.
    #[error("ink.kind")]
    Kind,
    /// A number is not in its shortest form or exceeds 32 bits.
    #[error("ink.number")]
    Number,
    /// There are none or too many of something, or a reference leads nowhere.
    #[error("ink.count")]
    Count,
    /// A coordinate, length or shift is beyond the edge.
    #[error("ink.coordinate")]
    Coordinate,
    /// A tool, shape, colour, width or background is none we know.
    #[error("ink.style")]
    Style,
    /// A scale is too small or too large.
    #[error("ink.scale")]
    Scale,
    /// A text is too long, no UTF-8, or has control characters.
    #[error("ink.text")]
    Text,
    /// A name is empty, too long, or has other letters than a name may have.
    #[error("ink.name")]
    Name,
    /// Pressures leave 0 to 255, or their runs do not fit the points.
    #[error("ink.pressure")]
    Pressure,
    /// The whole is too large.
    #[error("ink.size")]
    Size,
}

impl Fault {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Short => "ink.short",
            Self::Trailing => "ink.trailing",
            Self::Version => "ink.version",
            Self::Kind => "ink.kind",
            Self::Number => "ink.number",
            Self::Count => "ink.count",
            Self::Coordinate => "ink.coordinate",
            Self::Style => "ink.style",
            Self::Scale => "ink.scale",
            Self::Text => "ink.text",
            Self::Name => "ink.name",
            Self::Pressure => "ink.pressure",
            Self::Size => "ink.size",
        }
    }
}
