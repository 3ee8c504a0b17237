//! Codecs by their numbers and FourCCs in FLV and RTMP, and what to tell an encoder that sends
//! one we cannot pass on.

use crate::frame::Kind;

/// A codec we know of but do not pass on. Its text is for the teacher at the encoder.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} codec {name} is not supported; set {} in the encoder",
    kind_name(*.kind), what_to_set(*.kind))]
pub struct Unsupported {
    /// Picture or sound.
    pub kind: Kind,
    /// The codec's usual name, for instance `HEVC (H.265)`.
    pub name: String,
}

const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Video => "video",
        Kind::Audio => "audio",
    }
}

const fn what_to_set(kind: Kind) -> &'static str {
    match kind {
        Kind::Video => "video encoder H.264 (x264)",
        Kind::Audio => "audio encoder AAC",
    }
}

impl Unsupported {
    pub(crate) fn video_id(id: u8) -> Self {
        let name = match id {
            2 => "Sorenson H.263".to_owned(),
            3 | 6 => "Screen video".to_owned(),
            4 | 5 => "On2 VP6".to_owned(),
            12 => "HEVC (H.265)".to_owned(),
            13 => "AV1".to_owned(),
            other => format!("number {other}"),
        };
        Self { kind: Kind::Video, name }
    }

    pub(crate) fn audio_id(id: u8) -> Self {
        let name = match id {
            0 | 3 => "PCM".to_owned(),
            1 => "ADPCM".to_owned(),
            2 | 14 => "MP3".to_owned(),
            4..=6 => "Nellymoser".to_owned(),
            7 => "G.711 A-law".to_owned(),
            8 => "G.711 mu-law".to_owned(),
            11 => "Speex".to_owned(),
            13 => "Opus".to_owned(),
            other => format!("number {other}"),
        };
        Self { kind: Kind::Audio, name }
    }

    pub(crate) fn fourcc(kind: Kind, fourcc: [u8; 4]) -> Self {
        let name = match &fourcc {
            b"hvc1" | b"hev1" => "HEVC (H.265)".to_owned(),
            b"av01" => "AV1".to_owned(),
            b"vp08" => "VP8".to_owned(),
            b"vp09" => "VP9".to_owned(),
            b"vvc1" => "VVC (H.266)".to_owned(),
            b"Opus" => "Opus".to_owned(),
            b"ac-3" => "AC-3".to_owned(),
            b"ec-3" => "E-AC-3".to_owned(),
            b"fLaC" => "FLAC".to_owned(),
            b".mp3" => "MP3".to_owned(),
            other => format!("'{}'", other.escape_ascii()),
        };
        Self { kind, name }
    }
}
