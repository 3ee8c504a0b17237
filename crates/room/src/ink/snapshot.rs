//! A whole surface as bytes, erased elements that can be restored included.

use std::collections::HashMap;
use std::hash::Hash;

use xingtan_base::ids::PersonId;

use super::content::{Content, ElementId, Placement};
use super::fault::Fault;
use super::limits::{ELEMENTS_MAX, TOMBSTONES_MAX};
use super::operation::{Background, VERSION, open};
use super::reader::Reader;
use super::surface::{Element, Erasure, Surface};
use super::writer::Writer;

const SNAPSHOT: u8 = 16;
const ROWS_MAX: usize = ELEMENTS_MAX + TOMBSTONES_MAX;

/// Things in the order they were first met, each with its number.
struct Numbered<K>(Vec<K>, HashMap<K, usize>);

impl<K: Copy + Eq + Hash> Numbered<K> {
    fn of(keys: impl Iterator<Item = K>) -> Self {
        let mut numbered = Self(Vec::new(), HashMap::new());
        for key in keys {
            let next = numbered.0.len();
            if *numbered.1.entry(key).or_insert(next) == next {
                numbered.0.push(key);
            }
        }
        numbered
    }

    /// Only asked for keys that were met.
    fn number(&self, key: K) -> usize {
        self.1.get(&key).copied().unwrap_or_default()
    }
}

impl Surface {
    /// The whole surface: who starts from it and goes on with the log has what everyone has.
    pub fn snapshot(&self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.byte(VERSION);
        writer.byte(SNAPSHOT);
        writer.text(&self.name);
        writer.byte(self.background as u8);
        let authors = Numbered::of(self.elements.values().map(|element| element.by));
        writer.count(authors.0.len());
        authors.0.iter().for_each(|author| writer.put(author.uuid().as_bytes()));
        writer.count(self.elements.len());
        for element in self.elements.values() {
            let is_moved = element.placement != Placement::IN_PLACE;
            writer.put(&element.id.0);
            writer.count(2 * authors.number(element.by) + usize::from(is_moved));
            if is_moved {
                element.placement.write(&mut writer);
            }
            element.content.write(&mut writer);
        }
        self.write_tombstones(&mut writer);
        writer.bytes
    }

    fn write_tombstones(&self, writer: &mut Writer) {
        let mark = |element: &Element| element.erasure.and_then(|erasure| erasure.mark);
        let marks = Numbered::of(self.erased().filter_map(mark));
        writer.count(marks.0.len());
        marks.0.iter().for_each(|mark| writer.put(&mark.0));
        let rows = Numbered::of(self.elements.keys().copied());
        writer.count(self.tombstones.len());
        for place in self.tombstones.values() {
            writer.count(rows.number(*place));
            let mark = self.elements.get(place).and_then(mark);
            writer.count(mark.map_or(0, |mark| 1 + marks.number(mark)));
        }
    }

    /// Reads a snapshot.
    ///
    /// # Errors
    /// When the bytes are not one whole lawful snapshot.
    pub fn load(bytes: &[u8]) -> Result<Self, Fault> {
        let mut reader = Reader::new(bytes);
        let (kind, name) = open(&mut reader)?;
        if kind != SNAPSHOT {
            return Err(Fault::Kind);
        }
        let mut surface = Self::new(name);
        surface.background = Background::read(&mut reader)?;
        let authors = read_authors(&mut reader)?;
        let mut rows = read_rows(&mut reader, &authors)?;
        read_tombstones(&mut reader, &mut rows)?;
        reader.end()?;
        for row in rows {
            if surface.get(row.id).is_some() {
                return Err(Fault::Count);
            }
            surface.put(row);
        }
        if surface.is_within_limits() { Ok(surface) } else { Err(Fault::Count) }
    }
}

fn read_authors(reader: &mut Reader<'_>) -> Result<Vec<PersonId>, Fault> {
    let count = reader.number()?;
    let mut authors = Vec::new();
    for _ in 0..count {
        authors.push(reader.person()?);
    }
    Ok(authors)
}

fn read_rows(reader: &mut Reader<'_>, authors: &[PersonId]) -> Result<Vec<Element>, Fault> {
    let mut rows = Vec::new();
    for _ in 0..reader.count(0, u32::try_from(ROWS_MAX).unwrap_or(0))? {
        let id = ElementId(reader.array()?);
        let flags = reader.number()?;
        let by = *authors.get((flags >> 1) as usize).ok_or(Fault::Count)?;
        let is_moved = flags & 1 == 1;
        let placement = if is_moved { Placement::read(reader)? } else { Placement::IN_PLACE };
        let content = Content::read(reader)?;
        let size_bytes = content.size_bytes();
        rows.push(Element { id, by, content, placement, erasure: None, size_bytes });
    }
    Ok(rows)
}

fn read_tombstones(reader: &mut Reader<'_>, rows: &mut [Element]) -> Result<(), Fault> {
    let most = u32::try_from(TOMBSTONES_MAX).unwrap_or(0);
    let mut marks = Vec::new();
    for _ in 0..reader.count(0, most)? {
        marks.push(ElementId(reader.array()?));
    }
    let count = reader.count(0, most)?;
    for number in 1..=u64::from(count) {
        let row = rows.get_mut(reader.number()? as usize).ok_or(Fault::Count)?;
        let mark = match reader.number()?.checked_sub(1) {
            None => None,
            Some(mark) => Some(*marks.get(mark as usize).ok_or(Fault::Count)?),
        };
        if row.erasure.is_some() {
            return Err(Fault::Count);
        }
        row.erasure = Some(Erasure { number, mark });
    }
    Ok(())
}
