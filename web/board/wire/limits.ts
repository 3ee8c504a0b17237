// Bounds of ink. crates/room/src/ink/limits.rs and docs/protocol/ink.md have the same.

/** Furthest coordinate from the origin: 500 widths of a slide, either way. */
export const COORDINATE_MAX = 8_000_000;
/** Furthest shift of a placement, so that anything can go from one edge to the other. */
export const SHIFT_MAX = 16_000_000;
/** A placement's scale of 1. */
export const SCALE_ONE = 4096;
/** Smallest and largest scale: a 64th and 64 times. */
export const SCALE_MIN = 64;
export const SCALE_MAX = 262_144;
/** Widest line. */
export const WIDTH_MAX = 4_000;
/** Colours of the palette. */
export const COLOURS = 16;
/** Points of a stroke. */
export const POINTS_MAX = 4_096;
/** Characters of a text, and of a formula's source. */
export const TEXT_CHARS_MAX = 2_000;
/** Letters of a surface's name. */
export const SURFACE_LETTERS_MAX = 64;
/** Letters of a file's name. */
export const FILE_LETTERS_MAX = 128;
/** Elements that one operation adds. */
export const ELEMENTS_PER_OP = 256;
/** Elements that one operation names. */
export const IDS_PER_OP = 2_000;
/** Bytes of an operation, and of a live message. */
export const OP_BYTES_MAX = 65_536;
/** Elements that can be seen on one surface. */
export const ELEMENTS_MAX = 40_000;
/** Bytes of their contents. */
export const SURFACE_BYTES_MAX = 8 * 1024 * 1024;
/** Erased elements of one surface that can still be restored. */
export const TOMBSTONES_MAX = 4_000;
/** Bytes of their contents. */
export const TOMBSTONE_BYTES_MAX = 512 * 1024;
/** How long a live stroke is shown after its latest points. */
export const LIVE_MS = 5_000;
/** Live strokes that are shown at the same time. */
export const LIVE_MAX = 64;
