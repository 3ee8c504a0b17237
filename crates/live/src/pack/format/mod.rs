//! What a pack is made of; pure. Bytes come in and go out, and nothing here touches a disk.

pub mod answers;
pub mod layout;
pub mod lesson;
pub mod manifest;
pub mod script;
pub mod zip;
