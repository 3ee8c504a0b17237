//! Stories of whole lessons over real sockets, each told on every kind of database and file store.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod acme;
mod activities;
mod calls;
mod classrooms;
mod decks;
mod disk;
mod doors;
mod editions;
mod editions_pages;
mod gone;
mod ink;
mod ink_pictures;
mod late_answers;
mod lean;
mod lesson;
mod media;
mod notes;
mod outages;
mod packs;
mod phone;
mod preview;
mod restart;
mod seats;
mod shelf;
mod shelf_imports;
mod sign_in;
mod slow;
mod socket;
mod stage;
mod storing;
mod tls;
mod today;
mod trust;
mod turn;
mod undescribed;
