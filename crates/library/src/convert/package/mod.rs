//! ZIP packages from outside, read within bounds.

mod relations;

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, SeekFrom, Write};

use zip::result::ZipError;
use zip::{ZipArchive, ZipWriter};

use super::limits::Limits;

pub use relations::{Relation, Relations, relations_of, resolve};

/// Why a package is refused.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// It has too many entries, or inflates to too much.
    #[error("the package is too large")]
    TooLarge,
    /// An entry is encrypted.
    #[error("the package is encrypted")]
    Encrypted,
    /// It cannot be read.
    #[error("the package is broken: {0}")]
    Broken(String),
    /// Its successor cannot be written.
    #[error("the package cannot be written")]
    Write(#[source] io::Error),
}

impl From<ZipError> for PackageError {
    fn from(error: ZipError) -> Self {
        Self::Broken(error.to_string())
    }
}

/// A package that keeps its bounds: what is read of it is counted.
pub struct Package<R> {
    zip: ZipArchive<R>,
    entries: BTreeMap<String, usize>,
    part_bytes_max: u64,
    inflated_bytes_left: u64,
}

/// How far from its end a package says where its list of entries lies, comment and all.
const TAIL_BYTES: u64 = 66 << 10;

impl<R: Read + Seek> Package<R> {
    /// Opens a package.
    ///
    /// # Errors
    /// When it is no ZIP, is encrypted, or says of itself that it is beyond the limits.
    pub fn open(mut reader: R, limits: &Limits) -> Result<Self, PackageError> {
        // Lists that need 64 bits are of more entries than any document has; they are refused
        // before memory is taken for them.
        if tail(&mut reader).map_err(broken)?.windows(4).any(|four| four == b"PK\x06\x07") {
            return Err(PackageError::TooLarge);
        }
        let mut zip = ZipArchive::new(reader)?;
        if zip.len() > limits.entries_max {
            return Err(PackageError::TooLarge);
        }
        let (mut entries, mut inflated_bytes) = (BTreeMap::new(), 0_u64);
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index)?;
            if entry.encrypted() {
                return Err(PackageError::Encrypted);
            }
            inflated_bytes = inflated_bytes.saturating_add(entry.size());
            let name = entry.name()?.trim_start_matches('/').to_owned();
            entries.entry(name).or_insert(index);
        }
        if inflated_bytes > limits.inflated_bytes_max {
            return Err(PackageError::TooLarge);
        }
        Ok(Self {
            zip,
            entries,
            part_bytes_max: limits.part_bytes_max,
            inflated_bytes_left: limits.inflated_bytes_max,
        })
    }

    /// The names of the entries, without a slash at the front.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Whether it has an entry.
    pub fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// An entry's bytes; none when there is no such entry.
    ///
    /// # Errors
    /// When it is broken or inflates to more than a part may.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, PackageError> {
        if !self.has(name) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let most = self.part_bytes_max;
        self.inflate(name, most, &mut |piece| {
            bytes.extend_from_slice(piece);
            Ok(())
        })?;
        Ok(Some(bytes))
    }

    /// Writes an entry of any size elsewhere; gives how many bytes it has.
    ///
    /// # Errors
    /// When it is missing or broken, or the other side does not take it.
    pub fn copy_out(&mut self, name: &str, to: &mut impl Write) -> Result<u64, PackageError> {
        let most = self.inflated_bytes_left;
        self.inflate(name, most, &mut |piece| to.write_all(piece))
    }

    /// Inflates every entry and forgets it: what a header says of a size may be a lie.
    ///
    /// # Errors
    /// When an entry is broken, or all together are beyond the limits.
    pub fn prove(&mut self) -> Result<(), PackageError> {
        let names: Vec<String> = self.entries.keys().cloned().collect();
        for name in names {
            self.copy_out(&name, &mut io::sink())?;
        }
        Ok(())
    }

    /// Copies an entry as it is, without inflating it.
    ///
    /// # Errors
    /// When it is missing or broken, or the other side does not take it.
    pub fn copy_raw<W: Write + Seek>(
        &mut self,
        name: &str,
        to: &mut ZipWriter<W>,
    ) -> Result<(), PackageError> {
        let index = self.index(name)?;
        Ok(to.raw_copy_file(self.zip.by_index_raw(index)?)?)
    }

    fn index(&self, name: &str) -> Result<usize, PackageError> {
        let index = self.entries.get(name).copied();
        index.ok_or_else(|| PackageError::Broken(format!("{name} is missing")))
    }

    fn inflate(
        &mut self,
        name: &str,
        bytes_max: u64,
        take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
    ) -> Result<u64, PackageError> {
        let index = self.index(name)?;
        let mut entry = self.zip.by_index(index)?;
        let (mut piece, mut bytes) = (vec![0; 64 << 10], 0_u64);
        loop {
            let read = entry.read(&mut piece).map_err(broken)?;
            if read == 0 {
                return Ok(bytes);
            }
            bytes += read as u64;
            self.inflated_bytes_left = self.inflated_bytes_left.saturating_sub(read as u64);
            if bytes > bytes_max || self.inflated_bytes_left == 0 {
                return Err(PackageError::TooLarge);
            }
            take(&piece[..read]).map_err(PackageError::Write)?;
        }
    }
}

fn tail<R: Read + Seek>(reader: &mut R) -> io::Result<Vec<u8>> {
    let end = reader.seek(SeekFrom::End(0))?;
    reader.seek(SeekFrom::Start(end.saturating_sub(TAIL_BYTES)))?;
    let mut bytes = Vec::new();
    reader.by_ref().take(TAIL_BYTES).read_to_end(&mut bytes)?;
    reader.seek(SeekFrom::Start(0))?;
    Ok(bytes)
}

fn broken(error: io::Error) -> PackageError {
    PackageError::Broken(error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in entries {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_a_package_inflates_to_is_bounded() {
        let limits = Limits {
            entries_max: 3,
            inflated_bytes_max: 1_000_000,
            part_bytes_max: 100_000,
            ..Limits::default()
        };
        let open = |bytes: Vec<u8>| Package::open(Cursor::new(bytes), &limits);
        let small = vec![0; 100_000];
        let mut good = open(zipped(&[("a", &small), ("/b", b"x")])).unwrap();
        assert_eq!(good.part("a").unwrap().unwrap().len(), 100_000);
        assert_eq!(good.part("b").unwrap().unwrap(), b"x");
        assert!(good.part("c").unwrap().is_none());
        good.prove().unwrap();
        let large = vec![0; 100_001];
        let mut part = open(zipped(&[("a", &large)])).unwrap();
        assert!(matches!(part.part("a"), Err(PackageError::TooLarge)));
        let many: [(&str, &[u8]); 4] = [("a", b""), ("b", b""), ("c", b""), ("d", b"")];
        assert!(matches!(open(zipped(&many)), Err(PackageError::TooLarge)));
        let bomb = zipped(&[("a", &vec![0; 1_000_001])]);
        assert!(bomb.len() < 3_000);
        assert!(matches!(open(bomb.clone()), Err(PackageError::TooLarge)));
        // The same, but its headers say that it is small.
        let lie = lying(bomb, 1_000_001, 10);
        open(lie).unwrap().prove().unwrap_err();
        assert!(matches!(open(b"PK".to_vec()), Err(PackageError::Broken(_))));
    }

    fn lying(mut bytes: Vec<u8>, is: u32, says: u32) -> Vec<u8> {
        let (is, says) = (is.to_le_bytes(), says.to_le_bytes());
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == is {
                bytes[at..at + 4].copy_from_slice(&says);
            }
        }
        bytes
    }
}
