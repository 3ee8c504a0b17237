//! What an administrator sees of this server and its rooms today.

pub mod disk;
pub mod rooms;
