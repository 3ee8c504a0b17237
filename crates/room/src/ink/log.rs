//! Operations with their times and authors, for a replay.

use std::collections::HashMap;

use xingtan_base::ids::PersonId;

use super::fault::Fault;
use super::reader::Reader;
use super::writer::Writer;

/// A page of a log that is being put together.
#[derive(Default)]
pub struct Log {
    authors: Vec<PersonId>,
    numbers: HashMap<PersonId, usize>,
    steps: Writer,
    last_ms: i64,
}

/// An operation in a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Logged<'a> {
    /// Lesson time.
    pub at_ms: i64,
    /// Who did it.
    pub by: PersonId,
    /// The operation's bytes.
    pub op: &'a [u8],
}

impl Log {
    /// Begins behind an operation of that lesson time.
    pub fn after(last_ms: i64) -> Self {
        Self { last_ms, ..Self::default() }
    }

    /// Adds the next operation.
    pub fn push(&mut self, at_ms: i64, by: PersonId, op: &[u8]) {
        let next = self.authors.len();
        let number = *self.numbers.entry(by).or_insert(next);
        if number == next {
            self.authors.push(by);
        }
        let passed_ms = at_ms.saturating_sub(self.last_ms).max(0);
        self.steps.number(u32::try_from(passed_ms).unwrap_or(u32::MAX));
        self.steps.count(number);
        self.steps.count(op.len());
        self.steps.put(op);
        self.last_ms = self.last_ms.max(at_ms);
    }

    /// The bytes so far, without the authors.
    pub const fn size_bytes(&self) -> usize {
        self.steps.bytes.len()
    }

    /// The whole page.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut writer = Writer::default();
        writer.count(self.authors.len());
        self.authors.iter().for_each(|author| writer.put(author.uuid().as_bytes()));
        writer.put(&self.steps.bytes);
        writer.bytes
    }

    /// Reads a page that begins behind an operation of that lesson time.
    ///
    /// # Errors
    /// When the bytes are not one. The operations are not looked into.
    pub fn read(bytes: &[u8], last_ms: i64) -> Result<Vec<Logged<'_>>, Fault> {
        let mut reader = Reader::new(bytes);
        let mut authors = Vec::new();
        for _ in 0..reader.number()? {
            authors.push(reader.person()?);
        }
        let (mut steps, mut at_ms) = (Vec::new(), last_ms);
        while reader.end().is_err() {
            at_ms += i64::from(reader.number()?);
            let by = *authors.get(reader.number()? as usize).ok_or(Fault::Count)?;
            let length = reader.number()? as usize;
            steps.push(Logged { at_ms, by, op: reader.take(length)? });
        }
        Ok(steps)
    }
}
