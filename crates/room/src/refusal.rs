//! Why a message had no effect. `docs/protocol/room.md` lists every code.

/// A message was refused; nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {detail:?}")]
pub struct Refusal {
    /// Stable, dotted: `danmaku.too_fast`.
    pub code: &'static str,
    /// What exactly was wrong, in English, for developers.
    pub detail: Option<String>,
    /// When to try again.
    pub retry_after_ms: Option<u32>,
}

impl Refusal {
    /// A refusal with its code alone.
    pub const fn new(code: &'static str) -> Self {
        Self { code, detail: None, retry_after_ms: None }
    }

    /// Adds what exactly was wrong.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Says when to try again.
    #[must_use]
    pub fn retry_after_ms(mut self, ms: i64) -> Self {
        self.retry_after_ms = Some(u32::try_from(ms.max(0)).unwrap_or(u32::MAX));
        self
    }
}
