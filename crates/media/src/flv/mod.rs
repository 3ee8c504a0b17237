//! FLV: tags as RTMP and FLV files carry them, read and written.

mod payload;
mod reader;
mod script;
mod tag;
mod writer;

pub use payload::{Payload, PayloadError, parse_audio, parse_video};
pub use reader::{ReadError, read_file};
pub use script::{Metadata, parse_metadata};
pub use tag::{Tag, TagKind};
pub use writer::{file_header, frame_tag, metadata_tag, sequence_header, tag_bytes};
