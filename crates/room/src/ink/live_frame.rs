//! Live messages of several people in one frame of a room's socket.

use xingtan_base::ids::PersonId;

use super::fault::Fault;
use super::reader::Reader;
use super::writer::Writer;

/// What such a frame begins with.
const LIVE: u8 = 1;

/// A frame that is being put together.
#[derive(Default)]
pub struct LiveFrame(Writer);

impl LiveFrame {
    /// Adds a person's message, which was read before.
    pub fn push(&mut self, person: PersonId, message: &[u8]) {
        if self.is_empty() {
            self.0.byte(LIVE);
        }
        self.0.put(person.uuid().as_bytes());
        self.0.count(message.len());
        self.0.put(message);
    }

    /// Whether it holds no message.
    pub const fn is_empty(&self) -> bool {
        self.0.bytes.is_empty()
    }

    /// The bytes so far.
    pub const fn size_bytes(&self) -> usize {
        self.0.bytes.len()
    }

    /// The whole frame; another one begins.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.0.bytes)
    }

    /// Reads a whole frame: the messages and whose they are.
    ///
    /// # Errors
    /// For anything else. The messages are not looked into.
    pub fn read(bytes: &[u8]) -> Result<Vec<(PersonId, &[u8])>, Fault> {
        let mut reader = Reader::new(bytes);
        if reader.byte()? != LIVE {
            return Err(Fault::Kind);
        }
        let mut messages = Vec::new();
        while reader.end().is_err() {
            let person = reader.person()?;
            let length = reader.number()? as usize;
            messages.push((person, reader.take(length)?));
        }
        Ok(messages)
    }
}
