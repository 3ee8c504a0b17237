//! What is drawn in a lesson: one fold of its ink, for those who come late.

use std::collections::HashMap;

use bytes::Bytes;
use xingtan_room::entry::{Body, Entry};
use xingtan_room::ink::{Operation, Surface};

/// The surfaces of a lesson. A lesson's total of ink bounds them.
#[derive(Debug, Default)]
pub struct Drawn {
    surfaces: HashMap<Box<str>, Sheet>,
}

#[derive(Debug)]
struct Sheet {
    surface: Surface,
    /// The snapshot, once somebody asked for it, until the next operation.
    packed: Option<Bytes>,
}

impl Drawn {
    /// Folds an entry; one that is no ink changes nothing.
    pub fn take(&mut self, entry: &Entry) {
        let (Body::InkDrawn(said), Some(by)) = (&entry.body, entry.by) else { return };
        // What cannot be read was decided by a newer server; every reader passes it over.
        let Ok(operation) = Operation::decode(said.op.bytes()) else { return };
        let name = &operation.surface;
        if !self.surfaces.contains_key(name) {
            let sheet = Sheet { surface: Surface::new(name), packed: None };
            self.surfaces.insert(name.clone(), sheet);
        }
        if let Some(sheet) = self.surfaces.get_mut(name) {
            sheet.surface.apply(by, &operation);
            sheet.packed = None;
        }
    }

    /// A surface's snapshot. Many who ask for the same share it.
    pub fn snapshot(&mut self, name: &str) -> Bytes {
        match self.surfaces.get_mut(name) {
            Some(sheet) => {
                let pack = || sheet.surface.snapshot().into();
                sheet.packed.get_or_insert_with(pack).clone()
            }
            None => Surface::new(name).snapshot().into(),
        }
    }
}
