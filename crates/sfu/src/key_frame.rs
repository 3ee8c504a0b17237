//! Whether a packet begins a whole picture, told by its first bytes.

use crate::event::Codec;

/// Whether a payload begins a picture that needs no other. For H.264 that is where its parameter
/// sets are, which come before it.
pub fn begins(codec: Codec, payload: &[u8]) -> bool {
    match codec {
        Codec::Opus => true,
        Codec::H264 => h264(payload),
        Codec::Vp8 => vp8(payload),
    }
}

/// RFC 6184 section 5.4: a single NAL unit, STAP-A (24) or FU-A (28).
fn h264(payload: &[u8]) -> bool {
    const IDR: u8 = 5;
    const SPS: u8 = 7;
    const STAP_A: u8 = 24;
    const FU_A: u8 = 28;
    let Some((&head, rest)) = payload.split_first() else { return false };
    match head & 0x1f {
        IDR | SPS => true,
        STAP_A => {
            let mut rest = rest;
            while let Some((length, after)) = rest.split_first_chunk::<2>() {
                let length = usize::from(u16::from_be_bytes(*length));
                if length == 0 || length > after.len() {
                    return false;
                }
                let (unit, next) = after.split_at(length);
                if matches!(unit[0] & 0x1f, IDR | SPS) {
                    return true;
                }
                rest = next;
            }
            false
        }
        // The start bit, then the type of the unit that was cut.
        FU_A => rest.first().is_some_and(|fu| fu & 0x80 != 0 && matches!(fu & 0x1f, IDR | SPS)),
        _ => false,
    }
}

/// RFC 7741 section 4: the descriptor, then in the first partition's first packet the header whose
/// lowest bit is 0 for a key frame.
fn vp8(payload: &[u8]) -> bool {
    let Some((&head, mut rest)) = payload.split_first() else { return false };
    let is_start = head & 0x10 != 0 && head & 0x07 == 0;
    if !is_start {
        return false;
    }
    if head & 0x80 != 0 {
        let Some((&extension, after)) = rest.split_first() else { return false };
        let long_id = after.first().is_some_and(|id| id & 0x80 != 0);
        let skipped = match extension & 0x80 != 0 {
            true if long_id => 2,
            true => 1,
            false => 0,
        } + usize::from(extension & 0x40 != 0)
            + usize::from(extension & 0x30 != 0);
        let Some(after) = after.get(skipped..) else { return false };
        rest = after;
    }
    rest.first().is_some_and(|frame| frame & 0x01 == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h264_pictures_begin_with_their_parameter_sets_or_an_idr() {
        let cases: [(&[u8], bool); 9] = [
            (&[0x67, 1, 2], true),
            (&[0x65, 1, 2], true),
            (&[0x41, 1, 2], false),
            (&[0x78, 0, 2, 0x67, 1, 0, 2, 0x68, 1], true),
            (&[0x78, 0, 2, 0x41, 1, 0, 1, 0x65], true),
            (&[0x78, 0, 9, 0x67, 1], false),
            (&[0x7c, 0x85, 1], true),
            (&[0x7c, 0x05, 1], false),
            (&[], false),
        ];
        for (payload, is_key) in cases {
            assert_eq!(begins(Codec::H264, payload), is_key, "{payload:x?}");
        }
    }

    #[test]
    fn vp8_pictures_begin_where_their_header_says_so() {
        let cases: [(&[u8], bool); 7] = [
            (&[0x10, 0x00], true),
            (&[0x10, 0x01], false),
            (&[0x00, 0x00], false),
            (&[0x90, 0x80, 0x81, 0x02, 0x00], true),
            (&[0x90, 0xe0, 0x01, 0x02, 0x03, 0x00], true),
            (&[0x90, 0x80], false),
            (&[0x90], false),
        ];
        for (payload, is_key) in cases {
            assert_eq!(begins(Codec::Vp8, payload), is_key, "{payload:x?}");
        }
    }
}
