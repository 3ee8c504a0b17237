//! What a teacher types into the encoder, and how the encoder stands.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use xingtan_base::ids::LessonId;
use xingtan_base::languages::Language;
use xingtan_room::entry::RecordingState;

use crate::ingest::{StreamProblem, StreamStats};
use crate::media_side::MediaSide;

/// Whether an encoder publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StreamState {
    /// Nobody publishes.
    Idle,
    /// An encoder publishes.
    Publishing,
}

/// A lesson's stream settings and state.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Stream {
    /// The server's address, as OBS wants it.
    pub server: String,
    /// The stream key.
    pub key: String,
    /// Both in one, as other encoders want it.
    pub url: String,
    /// Whether an encoder publishes.
    pub state: StreamState,
    /// What it sends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stats: Option<StreamStats>,
    /// What last went wrong; gone when an encoder is let in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<StreamProblem>,
    /// How its recording stands, while an encoder publishes to the open lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<RecordingState>,
    /// Settings of OBS by the names it shows, in the caller's language.
    pub obs: BTreeMap<&'static str, &'static str>,
    /// The same to teach without a camera, where the teacher's own line is thin.
    pub obs_lean: BTreeMap<&'static str, &'static str>,
}

impl Stream {
    pub(super) fn new(
        side: &MediaSide,
        lesson: LessonId,
        key: String,
        (host, language): (Option<&str>, Language),
    ) -> Self {
        let server = server_address(side, host);
        let stats = side.gate().stats(lesson);
        Self {
            url: format!("{server}/{key}"),
            server,
            key,
            state: if stats.is_some() { StreamState::Publishing } else { StreamState::Idle },
            stats,
            problem: side.gate().problem(lesson),
            recording: side.gate().recording(lesson),
            obs: obs(language),
            obs_lean: obs_lean(language),
        }
    }
}

/// The address set, or the host that the teacher's browser knows with the port listened on.
fn server_address(side: &MediaSide, host: Option<&str>) -> String {
    let config = &side.ctx().config;
    if let Some(set) = &config.public_rtmp {
        return set.clone();
    }
    let public = config.public_host();
    let authority = public.as_deref().or(host).unwrap_or("localhost");
    let name = authority
        .parse::<http::uri::Authority>()
        .map_or_else(|_| "localhost".to_owned(), |authority| authority.host().to_owned());
    format!("rtmp://{name}:{}/live", side.rtmp_address().port())
}

fn obs(language: Language) -> BTreeMap<&'static str, &'static str> {
    let rows: &[(&str, &str)] = match language {
        Language::En => &[
            ("1. Output mode", "Advanced"),
            ("2. Video encoder", "x264 (H.264)"),
            ("3. Rate control", "CBR"),
            ("4. Video bitrate", "2500 Kbps"),
            ("5. Keyframe interval", "2 s"),
            ("6. Tune", "zerolatency"),
            ("7. B-frames", "0"),
            ("8. Audio encoder", "AAC, 128 Kbps, 48 kHz"),
            ("9. Resolution and FPS", "1280x720, 25 or 30"),
        ],
        Language::ZhCn => &[
            ("1. 输出模式", "高级"),
            ("2. 视频编码器", "x264（H.264）"),
            ("3. 速率控制", "CBR"),
            ("4. 视频比特率", "2500 Kbps"),
            ("5. 关键帧间隔", "2 秒"),
            ("6. 微调（Tune）", "zerolatency"),
            ("7. B 帧", "0"),
            ("8. 音频编码器", "AAC，128 Kbps，48 kHz"),
            ("9. 分辨率与帧率", "1280x720，25 或 30"),
        ],
    };
    rows.iter().copied().collect()
}

/// OBS streams no sound without a picture; what it calls recording to an address does.
fn obs_lean(language: Language) -> BTreeMap<&'static str, &'static str> {
    let rows: &[(&str, &str)] = match language {
        Language::En => &[
            ("1. Output mode", "Advanced"),
            ("2. Recording: type", "Custom Output (FFmpeg)"),
            ("3. FFmpeg output type", "Output to URL"),
            ("4. File path or URL", "the server, then / and the stream key"),
            ("5. Container format", "flv"),
            ("6. Video encoder", "Disable Encoder"),
            ("7. Audio encoder", "aac, 32 Kbps"),
            ("8. To begin", "Start Recording, not Start Streaming"),
        ],
        Language::ZhCn => &[
            ("1. 输出模式", "高级"),
            ("2. 录像类型", "自定义输出（FFmpeg）"),
            ("3. FFmpeg 输出类型", "输出到 URL"),
            ("4. 文件路径或 URL", "服务器，加 /，再加推流码"),
            ("5. 容器格式", "flv"),
            ("6. 视频编码器", "禁用编码器"),
            ("7. 音频编码器", "aac，32 Kbps"),
            ("8. 开始", "点“开始录制”，不点“开始直播”"),
        ],
    };
    rows.iter().copied().collect()
}
