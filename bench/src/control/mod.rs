//! Row 3: one control message to everyone in a room.

pub mod load;
pub mod row;
