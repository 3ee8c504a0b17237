//! Writes boxes whose size is known only at their end.

use bytes::{BufMut, BytesMut};

/// Writes one box around what `fill` writes.
pub(crate) fn put_box(out: &mut BytesMut, name: &[u8; 4], fill: impl FnOnce(&mut BytesMut)) {
    let start = out.len();
    out.put_u32(0);
    out.put_slice(name);
    fill(out);
    let size = u32::try_from(out.len() - start).unwrap_or(u32::MAX);
    out[start..start + 4].copy_from_slice(&size.to_be_bytes());
}

/// Writes one full box: version and flags, then what `fill` writes.
pub(crate) fn put_full(
    out: &mut BytesMut,
    name: &[u8; 4],
    version_and_flags: u32,
    fill: impl FnOnce(&mut BytesMut),
) {
    put_box(out, name, |out| {
        out.put_u32(version_and_flags);
        fill(out);
    });
}
