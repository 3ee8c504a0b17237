//! ZIP files whose entries are stored as they are: what is in them is compressed already, and one
//! knows where each byte is.
//!
//! The writer writes the same bytes for the same files. The reader takes only what the writer
//! could have written: nothing compressed, nothing that overlaps, no name that leads elsewhere.

use super::layout::Laid;
use super::manifest::is_path;
use crate::pack::limits::PARTS_MAX;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END_LONG: u32 = 0x0606_4b50;
const END_LONG_PLACE: u32 = 0x0706_4b50;
/// Names are UTF-8.
const FLAGS: u16 = 0x800;
/// The first day that a ZIP knows: when a file was made says nothing here.
const DAY: u16 = 0x21;
const LONG: u32 = u32::MAX;
/// Bytes at the end in which the end record is looked for: it and the longest comment.
pub const TAIL_BYTES: u64 = 22 + 65_535 + 20 + 56;
/// Bytes before each file besides its name, where no size needs eight bytes.
const LOCAL_BYTES: u64 = 30;

const fn fits(value: u64) -> bool {
    value < LONG as u64
}

fn short(value: u64) -> u32 {
    u32::try_from(value).ok().filter(|value| *value != LONG).unwrap_or(LONG)
}

struct Words(Vec<u8>);

impl Words {
    fn u16(&mut self, value: u16) -> &mut Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    fn u32(&mut self, value: u32) -> &mut Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    fn u64(&mut self, value: u64) -> &mut Self {
        self.0.extend(value.to_le_bytes());
        self
    }

    fn head(&mut self, file: &Laid, extra: u16) -> &mut Self {
        let size = short(file.bytes);
        let name = u16::try_from(file.path.len()).unwrap_or(u16::MAX);
        self.u16(if extra > 0 { 45 } else { 20 }).u16(FLAGS).u16(0).u16(0).u16(DAY);
        self.u32(file.crc32).u32(size).u32(size).u16(name).u16(extra)
    }
}

/// What stands before a file.
pub fn local_head(file: &Laid) -> Vec<u8> {
    let is_long = !fits(file.bytes);
    let mut words = Words(Vec::with_capacity(128));
    words.u32(LOCAL).head(file, if is_long { 20 } else { 0 });
    words.0.extend_from_slice(file.path.as_bytes());
    if is_long {
        words.u16(1).u16(16).u64(file.bytes).u64(file.bytes);
    }
    words.0
}

/// What stands behind all files.
pub fn directory(files: &[Laid], offsets: &[u64], at: u64) -> Vec<u8> {
    let mut words = Words(Vec::new());
    for (file, offset) in files.iter().zip(offsets) {
        let (is_long, is_far) = (!fits(file.bytes), !fits(*offset));
        let longs = if is_long { 16 } else { 0 } + if is_far { 8 } else { 0 };
        let extra = if longs > 0 { longs + 4 } else { 0 };
        words.u32(CENTRAL).u16(if extra > 0 { 45 } else { 20 }).head(file, extra);
        words.u16(0).u16(0).u16(0).u32(0).u32(short(*offset));
        words.0.extend_from_slice(file.path.as_bytes());
        if extra > 0 {
            words.u16(1).u16(longs);
        }
        if is_long {
            words.u64(file.bytes).u64(file.bytes);
        }
        if is_far {
            words.u64(*offset);
        }
    }
    let (size, count) = (words.0.len() as u64, files.len() as u64);
    if !fits(at + size) || count >= 0xffff {
        words.u32(END_LONG).u64(44).u16(45).u16(45).u32(0).u32(0);
        words.u64(count).u64(count).u64(size).u64(at);
        words.u32(END_LONG_PLACE).u32(0).u64(at + size).u32(1);
    }
    let count = u16::try_from(count).unwrap_or(u16::MAX);
    words.u32(END).u16(0).u16(0).u16(count).u16(count).u32(short(size)).u32(short(at)).u16(0);
    words.0
}

/// A file found in a ZIP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// Its CRC-32.
    pub crc32: u32,
    /// Where the words before it begin.
    pub head_at: u64,
}

/// Why a file is no pack's ZIP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ZipError {
    /// It does not end as a ZIP does: it is another file, or was cut.
    #[error("the file is no ZIP, or is not whole")]
    NotWhole,
    /// It was packed anew by another program.
    #[error("the pack was packed anew by another program")]
    Repacked,
    /// It names a path that leads elsewhere, or one twice.
    #[error("the pack names files that no pack has")]
    Paths,
    /// It says things of itself that cannot be.
    #[error("the pack's directory is broken")]
    Broken,
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(count)?;
        self.0 = tail;
        Some(head)
    }

    fn u16(&mut self) -> Option<u16> {
        let (head, tail) = self.0.split_first_chunk()?;
        self.0 = tail;
        Some(u16::from_le_bytes(*head))
    }

    fn u32(&mut self) -> Option<u32> {
        let (head, tail) = self.0.split_first_chunk()?;
        self.0 = tail;
        Some(u32::from_le_bytes(*head))
    }

    fn u64(&mut self) -> Option<u64> {
        let (head, tail) = self.0.split_first_chunk()?;
        self.0 = tail;
        Some(u64::from_le_bytes(*head))
    }
}

/// Where a ZIP's directory lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its first byte.
    pub at: u64,
    /// Its size.
    pub bytes: u64,
    entries: u64,
}

/// Finds the directory of a ZIP of `size` bytes by its last bytes, at most [`TAIL_BYTES`].
///
/// # Errors
/// When the file does not end as a ZIP does.
pub fn find_directory(tail: &[u8], size: u64) -> Result<Place, ZipError> {
    let mark = END.to_le_bytes();
    let at = tail.windows(4).rposition(|four| four == mark).ok_or(ZipError::NotWhole)?;
    let place = end_record(tail, at).ok_or(ZipError::NotWhole)?;
    let most = (PARTS_MAX as u64 + 2) * 400;
    if place.entries > PARTS_MAX as u64 + 2 || place.bytes > most {
        return Err(ZipError::Broken);
    }
    let end = place.at.checked_add(place.bytes).ok_or(ZipError::Broken)?;
    if end > size { Err(ZipError::NotWhole) } else { Ok(place) }
}

fn end_record(tail: &[u8], at: usize) -> Option<Place> {
    let mut end = Reader(tail.get(at..)?);
    end.take(4 + 6)?;
    let (entries, bytes, start) = (end.u16()?, end.u32()?, end.u32()?);
    end.u16()?;
    if start != LONG && bytes != LONG && entries != u16::MAX {
        return Some(Place { at: start.into(), bytes: bytes.into(), entries: entries.into() });
    }
    let mut long = Reader(tail.get(at.checked_sub(20 + 56)?..at)?);
    if long.u32()? != END_LONG {
        return None;
    }
    long.take(8 + 2 + 2 + 4 + 4 + 8)?;
    let (entries, bytes, start) = (long.u64()?, long.u64()?, long.u64()?);
    Some(Place { at: start, bytes, entries })
}

/// Reads the directory. Entries come in the order in which they lie, and none overlaps another.
///
/// # Errors
/// When the ZIP is not one that this server could have written.
pub fn read_directory(bytes: &[u8], place: Place) -> Result<Vec<Entry>, ZipError> {
    let mut reader = Reader(bytes);
    let mut entries: Vec<Entry> = Vec::new();
    let mut paths = std::collections::HashSet::new();
    let mut free = 0_u64;
    for _ in 0..place.entries {
        let entry = read_entry(&mut reader)?;
        if !is_path(&entry.path) || !paths.insert(entry.path.to_ascii_lowercase()) {
            return Err(ZipError::Paths);
        }
        let end = entry.head_at.checked_add(LOCAL_BYTES).and_then(|at| at.checked_add(entry.bytes));
        let end = end.ok_or(ZipError::Broken)?;
        if entry.head_at < free || end > place.at {
            return Err(ZipError::Broken);
        }
        free = end;
        entries.push(entry);
    }
    if reader.0.is_empty() { Ok(entries) } else { Err(ZipError::Broken) }
}

fn read_entry(reader: &mut Reader<'_>) -> Result<Entry, ZipError> {
    let mut read = || -> Option<(Entry, bool)> {
        if reader.u32()? != CENTRAL {
            return None;
        }
        reader.take(4)?;
        let (flags, method) = (reader.u16()?, reader.u16()?);
        reader.take(4)?;
        let crc32 = reader.u32()?;
        let (packed, size) = (reader.u32()?, reader.u32()?);
        let (name, extra, comment) = (reader.u16()?, reader.u16()?, reader.u16()?);
        reader.take(8)?;
        let offset = reader.u32()?;
        let name = reader.take(name.into())?;
        let mut extra = Reader(reader.take(extra.into())?);
        reader.take(comment.into())?;
        let (mut bytes, mut packed_long, mut head_at) =
            (u64::from(size), u64::from(packed), u64::from(offset));
        while let Some(kind) = extra.u16() {
            let length = extra.u16()?;
            let mut field = Reader(extra.take(length.into())?);
            if kind == 1 {
                if size == LONG {
                    bytes = field.u64()?;
                }
                if packed == LONG {
                    packed_long = field.u64()?;
                }
                if offset == LONG {
                    head_at = field.u64()?;
                }
            }
        }
        let path = String::from_utf8_lossy(name).into_owned();
        // Encrypted, or with its sizes behind it, it was packed by others.
        let is_stored = method == 0 && flags & 0x9 == 0 && packed_long == bytes;
        Some((Entry { path, bytes, crc32, head_at }, is_stored))
    };
    let (entry, is_stored) = read().ok_or(ZipError::Broken)?;
    if is_stored { Ok(entry) } else { Err(ZipError::Repacked) }
}

/// The first byte of a file, by the [`LOCAL_HEAD_BYTES`] before its name.
///
/// # Errors
/// When the words before it are not there, or are another file's.
pub fn data_at(entry: &Entry, head: &[u8]) -> Result<u64, ZipError> {
    let read = || -> Option<u64> {
        let mut reader = Reader(head);
        if reader.u32()? != LOCAL {
            return None;
        }
        reader.take(22)?;
        let (name, extra) = (reader.u16()?, reader.u16()?);
        entry.head_at.checked_add(LOCAL_BYTES + u64::from(name) + u64::from(extra))
    };
    read().ok_or(ZipError::Broken)
}

/// Bytes that [`data_at`] wants.
pub const LOCAL_HEAD_BYTES: usize = 30;

#[cfg(test)]
mod tests {
    use super::super::layout::{Stretch, stretches};
    use super::*;

    fn files(sizes: &[u64]) -> Vec<Laid> {
        let file = |(n, bytes): (usize, &u64)| Laid {
            path: format!("media/run-{n}.mp4"),
            bytes: *bytes,
            sha256: "0".repeat(64),
            crc32: 0x1234_5678,
        };
        sizes.iter().enumerate().map(file).collect()
    }

    /// The ZIP's last stretch, and where it begins.
    fn end(files: &[Laid]) -> (Vec<u8>, u64) {
        let all = stretches(files);
        let before: u64 = all[..all.len() - 1].iter().map(Stretch::bytes).sum();
        let Some(Stretch::Words(words)) = all.last() else { panic!("words come last") };
        (words.clone(), before)
    }

    #[test]
    fn what_was_written_is_read_also_beyond_four_gigabytes() {
        for sizes in [&[][..], &[3, 0, 5], &[5_000_000_000, 7], &[7, 4_294_967_295, 1, 9]] {
            let files = files(sizes);
            let (words, at) = end(&files);
            let place = find_directory(&words, at + words.len() as u64).unwrap();
            assert_eq!(place.at, at);
            let length = usize::try_from(place.bytes).unwrap();
            let entries = read_directory(&words[..length], place).unwrap();
            assert_eq!(entries.len(), files.len());
            for (entry, file) in entries.iter().zip(&files) {
                assert_eq!((&entry.path, entry.bytes), (&file.path, file.bytes));
                let head = local_head(file);
                let data = data_at(entry, &head[..LOCAL_HEAD_BYTES]).unwrap();
                assert_eq!(data, entry.head_at + head.len() as u64);
            }
        }
    }

    fn read(words: &[u8], size: u64) -> Result<Vec<Entry>, ZipError> {
        let place = find_directory(words, size)?;
        let length = usize::try_from(place.bytes).unwrap().min(words.len());
        read_directory(&words[..length], place)
    }

    #[test]
    fn cut_broken_compressed_and_hostile_files_are_refused() {
        let good = files(&[3, 4]);
        let (words, at) = end(&good);
        let size = at + words.len() as u64;
        assert_eq!(read(&words[..words.len() - 3], size - 3), Err(ZipError::NotWhole));
        assert_eq!(read(&words, size - at - 1), Err(ZipError::NotWhole));
        let mut packed = words.clone();
        packed[10] = 8;
        assert_eq!(read(&packed, size), Err(ZipError::Repacked));
        let mut overlapping = words.clone();
        let second = 46 + good[0].path.len();
        overlapping[second + 42] = 1;
        assert_eq!(read(&overlapping, size), Err(ZipError::Broken));
        for path in ["../../etc/passwd", "media/run-0.mp4", "C:\\x"] {
            let mut files = good.clone();
            files[1].path = path.to_owned();
            let (words, at) = end(&files);
            assert_eq!(read(&words, at + words.len() as u64), Err(ZipError::Paths), "{path}");
        }
    }
}
