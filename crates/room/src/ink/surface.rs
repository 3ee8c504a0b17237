//! A surface and its fold.

use std::collections::{BTreeMap, HashMap};

use xingtan_base::ids::PersonId;

use super::content::{Content, ElementId, Frame, Placement};
use super::limits::{ELEMENTS_MAX, SURFACE_BYTES_MAX, TOMBSTONE_BYTES_MAX, TOMBSTONES_MAX};
use super::operation::{Action, Background, Edit, Operation};

/// An element as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name.
    pub id: ElementId,
    /// Who added it.
    pub by: PersonId,
    /// What it is.
    pub content: Content,
    /// Where it stands.
    pub placement: Placement,
    /// Whether and how it was erased.
    pub erasure: Option<Erasure>,
    pub(super) size_bytes: usize,
}

/// An element cannot be seen, but it can be restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erasure {
    pub(super) number: u64,
    /// The mark of the clearing that erased it.
    pub mark: Option<ElementId>,
}

/// Everything on one surface. `apply` is total: whatever the operation, whatever the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surface {
    pub(super) name: Box<str>,
    pub(super) background: Background,
    /// By order of adding.
    pub(super) elements: BTreeMap<u64, Element>,
    places: HashMap<ElementId, u64>,
    /// Places by order of erasing.
    pub(super) tombstones: BTreeMap<u64, u64>,
    bytes: usize,
    tombstone_bytes: usize,
    next_place: u64,
    erasures: u64,
}

impl Surface {
    /// An empty surface.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.into(),
            background: Background::Plain,
            elements: BTreeMap::new(),
            places: HashMap::new(),
            tombstones: BTreeMap::new(),
            bytes: 0,
            tombstone_bytes: 0,
            next_place: 0,
            erasures: 0,
        }
    }

    /// The name operations know it by.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What lies under everything.
    pub const fn background(&self) -> Background {
        self.background
    }

    /// Elements that can be seen, in the order of adding.
    pub fn seen(&self) -> impl Iterator<Item = &Element> {
        self.elements.values().filter(|element| element.erasure.is_none())
    }

    /// Erased elements that can be restored, in the order of erasing.
    pub fn erased(&self) -> impl Iterator<Item = &Element> {
        self.tombstones.values().filter_map(|place| self.elements.get(place))
    }

    /// An element, erased or not.
    pub fn get(&self, id: ElementId) -> Option<&Element> {
        self.elements.get(self.places.get(&id)?)
    }

    /// How many elements can be seen.
    pub fn count(&self) -> usize {
        self.elements.len() - self.tombstones.len()
    }

    /// Applies an operation. One for another surface, or naming what is not there, does nothing.
    pub fn apply(&mut self, by: PersonId, operation: &Operation) {
        if operation.surface != self.name {
            return;
        }
        match &operation.action {
            Action::Add(elements) => {
                for (id, content) in elements {
                    self.add(*id, by, content);
                }
            }
            Action::Erase(ids) => {
                for id in ids {
                    self.erase(self.place_of(*id), None);
                }
            }
            Action::Restore(ids) => {
                for id in ids {
                    self.restore(self.place_of(*id));
                }
            }
            Action::Place(groups) => {
                for (placement, ids) in groups {
                    for id in ids {
                        if let Some(element) = self.seen_mut(*id) {
                            element.placement = *placement;
                        }
                    }
                }
            }
            Action::Edit(edit) => self.edit(edit),
            Action::Clear(mark) => {
                let all: Vec<u64> = self.elements.keys().copied().collect();
                all.into_iter().for_each(|place| self.erase(Some(place), Some(*mark)));
            }
            Action::Unclear(mark) => self.unclear(*mark),
            Action::Background(background) => self.background = *background,
        }
        self.forget();
    }

    fn place_of(&self, id: ElementId) -> Option<u64> {
        self.places.get(&id).copied()
    }

    fn seen_mut(&mut self, id: ElementId) -> Option<&mut Element> {
        let element = self.elements.get_mut(self.places.get(&id)?)?;
        element.erasure.is_none().then_some(element)
    }

    fn has_room(&self, more: usize) -> bool {
        self.count() < ELEMENTS_MAX && self.bytes + more <= SURFACE_BYTES_MAX
    }

    fn add(&mut self, id: ElementId, by: PersonId, content: &Content) {
        let size_bytes = content.size_bytes();
        if self.places.contains_key(&id) || !self.has_room(size_bytes) {
            return;
        }
        let (content, placement) = (content.clone(), Placement::IN_PLACE);
        self.put(Element { id, by, content, placement, erasure: None, size_bytes });
    }

    /// Puts an element above all others.
    pub(super) fn put(&mut self, element: Element) {
        let place = self.next_place;
        self.next_place += 1;
        if let Some(erasure) = element.erasure {
            self.tombstones.insert(erasure.number, place);
            self.tombstone_bytes += element.size_bytes;
            self.erasures = self.erasures.max(erasure.number);
        } else {
            self.bytes += element.size_bytes;
        }
        self.places.insert(element.id, place);
        self.elements.insert(place, element);
    }

    fn erase(&mut self, place: Option<u64>, mark: Option<ElementId>) {
        let Some(place) = place else { return };
        let Some(element) = self.elements.get_mut(&place) else { return };
        if element.erasure.is_some() {
            return;
        }
        self.erasures += 1;
        element.erasure = Some(Erasure { number: self.erasures, mark });
        self.tombstones.insert(self.erasures, place);
        self.bytes -= element.size_bytes;
        self.tombstone_bytes += element.size_bytes;
    }

    fn restore(&mut self, place: Option<u64>) {
        let Some(element) = place.and_then(|place| self.elements.get(&place)) else { return };
        let Some(Erasure { number, .. }) = element.erasure else { return };
        if !self.has_room(element.size_bytes) {
            return;
        }
        self.tombstones.remove(&number);
        if let Some(element) = place.and_then(|place| self.elements.get_mut(&place)) {
            element.erasure = None;
            self.tombstone_bytes -= element.size_bytes;
            self.bytes += element.size_bytes;
        }
    }

    fn edit(&mut self, edit: &Edit) {
        let others = self.bytes;
        let Some(element) = self.seen_mut(edit.id) else { return };
        let content = match &element.content {
            Content::Text(style, frame, _) => {
                let frame = Frame { w: edit.w, h: edit.h, ..*frame };
                Content::Text(*style, frame, edit.text.clone())
            }
            Content::Formula(style, frame, _) => {
                let frame = Frame { w: edit.w, h: edit.h, ..*frame };
                Content::Formula(*style, frame, edit.text.clone())
            }
            Content::Stroke(..) | Content::Shape(..) | Content::Image(..) => return,
        };
        let size_bytes = content.size_bytes();
        let bytes = others - element.size_bytes + size_bytes;
        if bytes > SURFACE_BYTES_MAX {
            return;
        }
        element.content = content;
        element.size_bytes = size_bytes;
        self.bytes = bytes;
    }

    fn unclear(&mut self, mark: ElementId) {
        let marked = |place: &&u64| {
            let erasure = self.elements.get(place).and_then(|element| element.erasure);
            erasure.is_some_and(|erasure| erasure.mark == Some(mark))
        };
        let places: Vec<u64> = self.tombstones.values().filter(marked).copied().collect();
        places.into_iter().for_each(|place| self.restore(Some(place)));
    }

    /// Forgets what was erased longest ago, to keep within the limits.
    fn forget(&mut self) {
        while !self.keeps_few_tombstones() {
            let Some((_, place)) = self.tombstones.pop_first() else { return };
            let Some(element) = self.elements.remove(&place) else { continue };
            self.places.remove(&element.id);
            self.tombstone_bytes -= element.size_bytes;
        }
    }

    fn keeps_few_tombstones(&self) -> bool {
        self.tombstones.len() <= TOMBSTONES_MAX && self.tombstone_bytes <= TOMBSTONE_BYTES_MAX
    }

    /// Always so, but for a snapshot that someone else made.
    pub(super) fn is_within_limits(&self) -> bool {
        let has_room = self.count() <= ELEMENTS_MAX && self.bytes <= SURFACE_BYTES_MAX;
        has_room && self.keeps_few_tombstones()
    }
}
