//! The engine among browsers that are not there, over a network that is made up.

mod client;
mod net;
mod world;

mod faults;
mod floods;
mod forwarding;
mod layers;
mod losses;
mod persons;
