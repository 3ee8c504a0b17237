//! Why a peer is not let in.

/// Why an offer was refused. The words are for whoever wrote the client.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The offer is too long, or has too many lines.
    #[error("the offer is larger than anything a browser sends")]
    TooLarge,
    /// The offer cannot be read, or breaks a rule.
    #[error("the offer cannot be accepted: {0}")]
    Malformed(String),
    /// It offers nothing that this peer may send or watch.
    #[error("the offer has no media line that would carry anything")]
    Nothing,
    /// Neither of its codecs is ours.
    #[error("the offer has no codec of ours: H.264 or VP8 and Opus")]
    NoCodec,
    /// The engine is full.
    #[error("no more connections are taken")]
    Full,
}
