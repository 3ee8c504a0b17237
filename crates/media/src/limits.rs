//! The bounds on everything that comes from outside.

/// The largest RTMP message: one key frame of a very good picture.
pub const RTMP_MESSAGE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// The most message bytes that may wait incomplete over all chunk streams of a connection.
pub const RTMP_PARTIAL_BYTES_MAX: usize = 12 * 1024 * 1024;
/// The most RTMP chunk streams in use on a connection; encoders use four to six.
pub const RTMP_CHUNK_STREAMS_MAX: usize = 32;
/// The largest chunk size that a peer may set.
pub const RTMP_CHUNK_SIZE_MAX: usize = 16 * 1024 * 1024;
/// The chunk size that we set: few headers per key frame.
pub const RTMP_CHUNK_SIZE_OUT: usize = 64 * 1024;
/// The largest command or data message: AMF is never big.
pub const RTMP_COMMAND_BYTES_MAX: usize = 64 * 1024;
/// The most bytes received before a publisher is accepted.
pub const RTMP_BYTES_BEFORE_PUBLISH_MAX: u64 = 512 * 1024;
/// The window of bytes after which we ask the peer to acknowledge, and the peer us.
pub const RTMP_WINDOW_BYTES: u32 = 2_500_000;
/// The deepest nesting of an AMF value.
pub const AMF_DEPTH_MAX: usize = 8;
/// The most values in one AMF message, all levels counted.
pub const AMF_VALUES_MAX: usize = 1024;
/// The longest name of an RTMP application or stream key.
pub const RTMP_NAME_BYTES_MAX: usize = 512;

/// The largest picture put together of RTP packets.
pub const RTP_PICTURE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The most RTP packets that wait for one that is missing.
pub const RTP_WAITING_MAX: usize = 1024;

/// The largest FLV tag.
pub const FLV_TAG_BYTES_MAX: usize = 8 * 1024 * 1024;
/// The largest decoder configuration (parameter sets).
pub const CODEC_CONFIG_BYTES_MAX: usize = 64 * 1024;
/// The largest picture, in either direction.
pub const PICTURE_SIDE_MAX: u32 = 16_384;
/// The most NAL units looked at in one frame.
pub const NAL_UNITS_MAX: usize = 4096;

/// The most frames in one fragment.
pub const FRAGMENT_FRAMES_MAX: usize = 1024;
/// The longest a picture may stand as one sample, in milliseconds, before the time is taken for a
/// gap and the sample is cut.
pub const SAMPLE_DURATION_MS_MAX: i64 = 10_000;
/// The largest fragment read back when a recording is rebuilt.
pub const BOX_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// The longest segment of an encoder that sends hardly any key frame, in milliseconds.
pub const SEGMENT_MS_MAX: i64 = 12_000;
/// Lesson time without media, in milliseconds, that ends a segment.
pub const SEGMENT_GAP_MS: i64 = 1_000;
/// The largest `moof` or `moov` read when a recording is rebuilt.
pub const BOX_HEAD_BYTES_MAX: u64 = 1024 * 1024;
/// The most frames of one track in an ordinary MP4 file: a whole day of sound.
pub const FILE_FRAMES_MAX: usize = 5_000_000;
/// The most entries in one live playlist.
pub const PLAYLIST_SEGMENTS_MAX: usize = 64;
/// The largest AAC frame with its header, as ADTS writes its length.
pub const ADTS_FRAME_BYTES_MAX: usize = 8_191;
