//! Bounds of ink. `web/board/wire/limits.ts` and `docs/protocol/ink.md` have the same.

/// Furthest coordinate from the origin: 500 widths of a slide, either way.
pub const COORDINATE_MAX: i32 = 8_000_000;
/// Furthest shift of a placement, so that anything can go from one edge to the other.
pub const SHIFT_MAX: i32 = 16_000_000;
/// A placement's scale of 1.
pub const SCALE_ONE: u32 = 4_096;
/// Smallest scale: a 64th.
pub const SCALE_MIN: u32 = 64;
/// Largest scale: 64 times.
pub const SCALE_MAX: u32 = 262_144;
/// Widest line.
pub const WIDTH_MAX: u32 = 4_000;
/// Colours of the palette.
pub const COLOURS: u8 = 16;
/// Points of a stroke.
pub const POINTS_MAX: u32 = 4_096;
/// Characters of a text, and of a formula's source.
pub const TEXT_CHARS_MAX: usize = 2_000;
/// Letters of a surface's name.
pub const SURFACE_LETTERS_MAX: usize = 64;
/// Letters of a file's name.
pub const FILE_LETTERS_MAX: usize = 128;
/// Elements that one operation adds.
pub const ELEMENTS_PER_OP: u32 = 256;
/// Elements that one operation names.
pub const IDS_PER_OP: u32 = 2_000;
/// Bytes of an operation, and of a live message.
pub const OP_BYTES_MAX: usize = 65_536;
/// Elements that can be seen on one surface.
pub const ELEMENTS_MAX: usize = 40_000;
/// Bytes of their contents.
pub const SURFACE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Erased elements of one surface that can still be restored.
pub const TOMBSTONES_MAX: usize = 4_000;
/// Bytes of their contents.
pub const TOMBSTONE_BYTES_MAX: usize = 512 * 1024;
/// What each new element counts for besides its operation's bytes in a lesson's total.
pub const ELEMENT_WEIGHT: usize = 128;
