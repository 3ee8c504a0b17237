//! What can be done to a surface.

use super::content::{Content, ElementId, Placement, check_side};
use super::fault::Fault;
use super::limits::{
    COORDINATE_MAX, ELEMENTS_PER_OP, IDS_PER_OP, OP_BYTES_MAX, SURFACE_LETTERS_MAX, TEXT_CHARS_MAX,
};
use super::reader::{Reader, check_name, check_text};
use super::writer::Writer;

/// The version of the bytes.
pub const VERSION: u8 = 1;

/// The number of an `add`.
pub(super) const ADD: u8 = 1;

/// What lies under everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Background {
    /// Nothing.
    #[default]
    Plain,
    /// Lines to write on.
    Lines,
    /// Squares.
    Squares,
    /// Dots.
    Dots,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// New elements above all others.
    Add(Vec<(ElementId, Content)>),
    /// Elements go; they can be restored.
    Erase(Vec<ElementId>),
    /// Erased elements come back to where they were.
    Restore(Vec<ElementId>),
    /// Elements stand there from now on.
    Place(Vec<(Placement, Vec<ElementId>)>),
    /// A text or a formula reads so from now on.
    Edit(Edit),
    /// Everything that is there now goes, under a mark.
    Clear(ElementId),
    /// What went under the mark comes back.
    Unclear(ElementId),
    /// The background is so from now on.
    Background(Background),
}

/// New words for an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Which.
    pub id: ElementId,
    /// Its new width.
    pub w: u32,
    /// Its new height.
    pub h: u32,
    /// What it says now.
    pub text: Box<str>,
}

/// One entry of ink in a lesson's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// The name of the surface.
    pub surface: Box<str>,
    /// What is done to it.
    pub action: Action,
}

impl Operation {
    /// Reads one whole operation.
    ///
    /// # Errors
    /// For anything else.
    pub fn decode(bytes: &[u8]) -> Result<Self, Fault> {
        if bytes.len() > OP_BYTES_MAX {
            return Err(Fault::Size);
        }
        let mut reader = Reader::new(bytes);
        let (kind, surface) = open(&mut reader)?;
        let action = Action::read(&mut reader, kind)?;
        reader.end()?;
        Ok(Self { surface: surface.into(), action })
    }

    /// Writes it. What was decoded is written as it was, byte for byte.
    ///
    /// # Errors
    /// When it exceeds a limit; what was decoded never does.
    pub fn encode(&self) -> Result<Vec<u8>, Fault> {
        self.action.check()?;
        let mut writer = begin(self.action.kind(), &self.surface)?;
        self.action.write(&mut writer);
        if writer.bytes.len() > OP_BYTES_MAX { Err(Fault::Size) } else { Ok(writer.bytes) }
    }
}

/// Reads version, kind and surface.
pub fn open<'a>(reader: &mut Reader<'a>) -> Result<(u8, &'a str), Fault> {
    if reader.byte()? != VERSION {
        return Err(Fault::Version);
    }
    let kind = reader.byte()?;
    Ok((kind, reader.name(SURFACE_LETTERS_MAX)?))
}

/// Begins a message.
pub fn begin(kind: u8, surface: &str) -> Result<Writer, Fault> {
    check_name(surface, SURFACE_LETTERS_MAX)?;
    let mut writer = Writer::default();
    writer.byte(VERSION);
    writer.byte(kind);
    writer.text(surface);
    Ok(writer)
}

fn read_ids(reader: &mut Reader<'_>, most: u32) -> Result<Vec<ElementId>, Fault> {
    let count = reader.count(1, most)?;
    (0..count).map(|_| reader.array().map(ElementId)).collect()
}

fn write_ids(writer: &mut Writer, ids: &[ElementId]) {
    writer.count(ids.len());
    ids.iter().for_each(|id| writer.put(&id.0));
}

fn check_count(count: usize, most: u32) -> Result<(), Fault> {
    if (1..=most as usize).contains(&count) { Ok(()) } else { Err(Fault::Count) }
}

impl Background {
    const ALL: [Self; 4] = [Self::Plain, Self::Lines, Self::Squares, Self::Dots];

    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let number = usize::from(reader.byte()?);
        Self::ALL.get(number).copied().ok_or(Fault::Style)
    }
}

impl Action {
    const fn kind(&self) -> u8 {
        match self {
            Self::Add(_) => ADD,
            Self::Erase(_) => 2,
            Self::Restore(_) => 3,
            Self::Place(_) => 4,
            Self::Edit(_) => 5,
            Self::Clear(_) => 6,
            Self::Unclear(_) => 7,
            Self::Background(_) => 8,
        }
    }

    fn read(reader: &mut Reader<'_>, kind: u8) -> Result<Self, Fault> {
        Ok(match kind {
            ADD => {
                let count = reader.count(1, ELEMENTS_PER_OP)?;
                let element = |_| Ok((ElementId(reader.array()?), Content::read(reader)?));
                Self::Add((0..count).map(element).collect::<Result<_, Fault>>()?)
            }
            2 => Self::Erase(read_ids(reader, IDS_PER_OP)?),
            3 => Self::Restore(read_ids(reader, IDS_PER_OP)?),
            4 => Self::Place(read_groups(reader)?),
            5 => {
                let id = ElementId(reader.array()?);
                let (w, h) = (reader.side(COORDINATE_MAX)?, reader.side(COORDINATE_MAX)?);
                Self::Edit(Edit { id, w, h, text: reader.text(TEXT_CHARS_MAX)?.into() })
            }
            6 => Self::Clear(ElementId(reader.array()?)),
            7 => Self::Unclear(ElementId(reader.array()?)),
            8 => Self::Background(Background::read(reader)?),
            _ => return Err(Fault::Kind),
        })
    }

    fn check(&self) -> Result<(), Fault> {
        match self {
            Self::Add(elements) => {
                check_count(elements.len(), ELEMENTS_PER_OP)?;
                elements.iter().try_for_each(|(_, content)| content.check())
            }
            Self::Erase(ids) | Self::Restore(ids) => check_count(ids.len(), IDS_PER_OP),
            Self::Place(groups) => {
                let named = groups.iter().map(|(_, ids)| ids.len()).sum();
                check_count(named, IDS_PER_OP)?;
                groups.iter().try_for_each(|(placement, ids)| {
                    placement.checked()?;
                    check_count(ids.len(), IDS_PER_OP)
                })
            }
            Self::Edit(Edit { w, h, text, .. }) => {
                check_side(*w)?;
                check_side(*h)?;
                check_text(text, TEXT_CHARS_MAX)
            }
            Self::Clear(_) | Self::Unclear(_) | Self::Background(_) => Ok(()),
        }
    }

    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Add(elements) => {
                writer.count(elements.len());
                for (id, content) in elements {
                    writer.put(&id.0);
                    content.write(writer);
                }
            }
            Self::Erase(ids) | Self::Restore(ids) => write_ids(writer, ids),
            Self::Place(groups) => {
                writer.count(groups.len());
                for (placement, ids) in groups {
                    placement.write(writer);
                    write_ids(writer, ids);
                }
            }
            Self::Edit(Edit { id, w, h, text }) => {
                writer.put(&id.0);
                writer.number(*w);
                writer.number(*h);
                writer.text(text);
            }
            Self::Clear(mark) | Self::Unclear(mark) => writer.put(&mark.0),
            Self::Background(background) => writer.byte(*background as u8),
        }
    }
}

fn read_groups(reader: &mut Reader<'_>) -> Result<Vec<(Placement, Vec<ElementId>)>, Fault> {
    let count = reader.count(1, IDS_PER_OP)?;
    let mut left = IDS_PER_OP;
    let mut groups = Vec::new();
    for _ in 0..count {
        let placement = Placement::read(reader)?;
        let ids = read_ids(reader, left)?;
        left -= u32::try_from(ids.len()).unwrap_or(left);
        groups.push((placement, ids));
    }
    Ok(groups)
}
