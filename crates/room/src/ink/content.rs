//! What can be on a surface.

use super::fault::Fault;
use super::limits::{
    COLOURS, COORDINATE_MAX, FILE_LETTERS_MAX, SCALE_MAX, SCALE_MIN, SCALE_ONE, SHIFT_MAX,
    TEXT_CHARS_MAX, WIDTH_MAX,
};
use super::points::Points;
use super::reader::{Reader, check_name, check_text, within};
use super::writer::Writer;

/// Names an element: 64 bits made at random by its writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub [u8; 8]);

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// A stroke's tool or a shape's form; 0 for words.
    pub form: u8,
    /// Index into the palette.
    pub colour: u8,
    /// Units: a line's width at middle pressure, or a letter's size.
    pub width: u32,
}

/// Forms of a finished stroke: 0 pen, 1 highlighter.
pub const STROKE_FORM_MAX: u8 = 1;
/// Forms of a live stroke: as above, and 2 the laser pointer.
pub const LIVE_FORM_MAX: u8 = 2;
/// Shapes: 0 line, 1 arrow, 2 rectangle, 3 ellipse, 4 triangle.
pub const SHAPE_FORM_MAX: u8 = 4;

/// A place and its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// Left edge.
    pub x: i32,
    /// Upper edge.
    pub y: i32,
    /// Width.
    pub w: u32,
    /// Height.
    pub h: u32,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Drawn by hand.
    Stroke(Style, Points),
    /// From one corner to the other.
    Shape(Style, [i32; 4]),
    /// Plain text.
    Text(Style, Frame, Box<str>),
    /// LaTeX source.
    Formula(Style, Frame, Box<str>),
    /// A file's name.
    Image(Frame, Box<str>),
}

/// Where an element stands: moved by `dx` and `dy`, and scaled about its own corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Placement {
    /// Units to the right.
    pub dx: i32,
    /// Units down.
    pub dy: i32,
    /// Scale across, in 4096ths.
    pub sx: u32,
    /// Scale down, in 4096ths.
    pub sy: u32,
}

impl Placement {
    /// Where it was drawn.
    pub const IN_PLACE: Self = Self { dx: 0, dy: 0, sx: SCALE_ONE, sy: SCALE_ONE };

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let (dx, dy) = (reader.signed()?, reader.signed()?);
        let (dx, dy) = (within(dx, SHIFT_MAX)?, within(dy, SHIFT_MAX)?);
        let (sx, sy) = (reader.number()?, reader.number()?);
        Self { dx, dy, sx, sy }.checked()
    }

    pub(super) fn checked(self) -> Result<Self, Fault> {
        within(i64::from(self.dx), SHIFT_MAX)?;
        within(i64::from(self.dy), SHIFT_MAX)?;
        let scales = SCALE_MIN..=SCALE_MAX;
        let is_lawful = scales.contains(&self.sx) && scales.contains(&self.sy);
        if is_lawful { Ok(self) } else { Err(Fault::Scale) }
    }

    pub(super) fn write(self, writer: &mut Writer) {
        writer.signed(i64::from(self.dx));
        writer.signed(i64::from(self.dy));
        writer.number(self.sx);
        writer.number(self.sy);
    }
}

impl Style {
    pub(super) fn read(reader: &mut Reader<'_>, form_max: u8) -> Result<Self, Fault> {
        let (form, colour, width) = (reader.byte()?, reader.byte()?, reader.number()?);
        Self { form, colour, width }.checked(form_max)
    }

    pub(super) fn checked(self, form_max: u8) -> Result<Self, Fault> {
        let is_known = self.form <= form_max && self.colour < COLOURS;
        let is_lawful = is_known && (1..=WIDTH_MAX).contains(&self.width);
        if is_lawful { Ok(self) } else { Err(Fault::Style) }
    }

    pub(super) fn write(self, writer: &mut Writer) {
        writer.byte(self.form);
        writer.byte(self.colour);
        writer.number(self.width);
    }
}

impl Frame {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let (x, y) = (reader.within(COORDINATE_MAX)?, reader.within(COORDINATE_MAX)?);
        Ok(Self { x, y, w: reader.side(COORDINATE_MAX)?, h: reader.side(COORDINATE_MAX)? })
    }

    fn check(self) -> Result<(), Fault> {
        within(i64::from(self.x), COORDINATE_MAX)?;
        within(i64::from(self.y), COORDINATE_MAX)?;
        check_side(self.w)?;
        check_side(self.h)
    }

    fn write(self, writer: &mut Writer) {
        writer.signed(i64::from(self.x));
        writer.signed(i64::from(self.y));
        writer.number(self.w);
        writer.number(self.h);
    }
}

pub(super) fn check_side(side: u32) -> Result<(), Fault> {
    let is_lawful = (1..=COORDINATE_MAX.unsigned_abs()).contains(&side);
    if is_lawful { Ok(()) } else { Err(Fault::Coordinate) }
}

impl Content {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Ok(match reader.byte()? {
            0 => {
                let style = Style::read(reader, STROKE_FORM_MAX)?;
                Self::Stroke(style, Points::read(reader)?.0)
            }
            1 => {
                let style = Style::read(reader, SHAPE_FORM_MAX)?;
                let (x1, y1) = (reader.within(COORDINATE_MAX)?, reader.within(COORDINATE_MAX)?);
                let x2 = within(i64::from(x1) + reader.signed()?, COORDINATE_MAX)?;
                let y2 = within(i64::from(y1) + reader.signed()?, COORDINATE_MAX)?;
                Self::Shape(style, [x1, y1, x2, y2])
            }
            kind @ (2 | 3) => {
                let (style, frame) = (Style::read(reader, 0)?, Frame::read(reader)?);
                let text = reader.text(TEXT_CHARS_MAX)?.into();
                if kind == 2 {
                    Self::Text(style, frame, text)
                } else {
                    Self::Formula(style, frame, text)
                }
            }
            4 => Self::Image(Frame::read(reader)?, reader.name(FILE_LETTERS_MAX)?.into()),
            _ => return Err(Fault::Kind),
        })
    }

    /// Whether it may be sent: what was read always may.
    pub(super) fn check(&self) -> Result<(), Fault> {
        match self {
            Self::Stroke(style, _) => style.checked(STROKE_FORM_MAX).map(drop),
            Self::Shape(style, corners) => {
                style.checked(SHAPE_FORM_MAX)?;
                corners.iter().try_for_each(|c| within(i64::from(*c), COORDINATE_MAX).map(drop))
            }
            Self::Text(style, frame, text) | Self::Formula(style, frame, text) => {
                style.checked(0)?;
                frame.check()?;
                check_text(text, TEXT_CHARS_MAX)
            }
            Self::Image(frame, file) => {
                frame.check()?;
                check_name(file, FILE_LETTERS_MAX)
            }
        }
    }

    pub(super) fn write(&self, writer: &mut Writer) {
        match self {
            Self::Stroke(style, points) => {
                writer.byte(0);
                style.write(writer);
                writer.put(points.bytes());
            }
            Self::Shape(style, [x1, y1, x2, y2]) => {
                writer.byte(1);
                style.write(writer);
                writer.signed(i64::from(*x1));
                writer.signed(i64::from(*y1));
                writer.signed(i64::from(*x2) - i64::from(*x1));
                writer.signed(i64::from(*y2) - i64::from(*y1));
            }
            Self::Text(style, frame, text) | Self::Formula(style, frame, text) => {
                writer.byte(if matches!(self, Self::Text(..)) { 2 } else { 3 });
                style.write(writer);
                frame.write(writer);
                writer.text(text);
            }
            Self::Image(frame, file) => {
                writer.byte(4);
                frame.write(writer);
                writer.text(file);
            }
        }
    }

    /// Bytes that it takes on the wire and, about, in memory.
    pub fn size_bytes(&self) -> usize {
        let mut writer = Writer::default();
        self.write(&mut writer);
        writer.bytes.len()
    }
}
