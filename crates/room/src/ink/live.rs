//! What is seen of a stroke while it is being drawn. It is passed on and never stored.

use super::content::{ElementId, LIVE_FORM_MAX, Style};
use super::fault::Fault;
use super::limits::{OP_BYTES_MAX, POINTS_MAX};
use super::operation::{begin, open};
use super::points::Points;
use super::reader::Reader;

const POINTS: u8 = 32;
const END: u8 = 33;

/// A live message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Live {
    /// The name of the surface.
    pub surface: Box<str>,
    /// The stroke, under the id that its `add` will have.
    pub id: ElementId,
    /// Its next points; none when its writer gave it up.
    pub points: Option<LivePoints>,
}

/// Points of a stroke that is being drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivePoints {
    /// How the stroke looks.
    pub style: Style,
    /// Index of the first of these points.
    pub first: u32,
    /// The points.
    pub points: Points,
}

impl Live {
    /// Reads one whole live message.
    ///
    /// # Errors
    /// For anything else.
    pub fn decode(bytes: &[u8]) -> Result<Self, Fault> {
        if bytes.len() > OP_BYTES_MAX {
            return Err(Fault::Size);
        }
        let mut reader = Reader::new(bytes);
        let (kind, surface) = open(&mut reader)?;
        if kind != POINTS && kind != END {
            return Err(Fault::Kind);
        }
        let id = ElementId(reader.array()?);
        let points = if kind == POINTS {
            let style = Style::read(&mut reader, LIVE_FORM_MAX)?;
            let first = reader.number()?;
            let (points, count) = Points::read(&mut reader)?;
            if first.saturating_add(count) > POINTS_MAX {
                return Err(Fault::Count);
            }
            Some(LivePoints { style, first, points })
        } else {
            None
        };
        reader.end()?;
        Ok(Self { surface: surface.into(), id, points })
    }

    /// Writes it. What was decoded is written as it was, byte for byte.
    ///
    /// # Errors
    /// When it exceeds a limit; what was decoded never does.
    pub fn encode(&self) -> Result<Vec<u8>, Fault> {
        let kind = if self.points.is_some() { POINTS } else { END };
        let mut writer = begin(kind, &self.surface)?;
        writer.put(&self.id.0);
        if let Some(LivePoints { style, first, points }) = &self.points {
            style.checked(LIVE_FORM_MAX)?.write(&mut writer);
            writer.number(*first);
            writer.put(points.bytes());
        }
        if writer.bytes.len() > OP_BYTES_MAX { Err(Fault::Size) } else { Ok(writer.bytes) }
    }
}
