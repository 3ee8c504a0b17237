//! Who may be in a room.

use std::collections::HashMap;

use xingtan_base::ids::{ClassId, PersonId};

use crate::message::Role;

/// One person of a lesson's roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterPerson {
    /// Who.
    pub person: PersonId,
    /// Name as others see it.
    pub name: String,
    /// Learner or staff.
    pub role: Role,
    /// The class he attends with.
    pub class: Option<ClassId>,
}

/// The people of a lesson, found by id, in the order given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    people: Vec<RosterPerson>,
    place: HashMap<PersonId, usize>,
    learners: u32,
}

impl Roster {
    /// Takes the people; of two with one id the later counts.
    pub fn new(people: impl IntoIterator<Item = RosterPerson>) -> Self {
        let mut roster = Self::default();
        for person in people {
            roster.admit(person);
        }
        roster
    }

    /// Adds a person, or replaces what was known of him.
    pub fn admit(&mut self, person: RosterPerson) {
        if person.role == Role::Learner {
            self.learners += 1;
        }
        match self.place.get(&person.person).and_then(|at| self.people.get_mut(*at)) {
            Some(known) => {
                if known.role == Role::Learner {
                    self.learners -= 1;
                }
                *known = person;
            }
            None => {
                self.place.insert(person.person, self.people.len());
                self.people.push(person);
            }
        }
    }

    /// What is known of a person.
    pub fn get(&self, person: PersonId) -> Option<&RosterPerson> {
        self.people.get(*self.place.get(&person)?)
    }

    /// Everyone, in the order given.
    pub fn people(&self) -> &[RosterPerson] {
        &self.people
    }

    /// How many learners it holds.
    pub const fn learners(&self) -> u32 {
        self.learners
    }
}
