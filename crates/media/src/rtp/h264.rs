//! A picture of NAL units as the containers want it: lengths in four bytes, parameter sets apart
//! (ISO 14496-15 section 5.3.3, and the FLV specification's annex E.4.3 for tags).

use bytes::{BufMut as _, Bytes, BytesMut};

use super::assembler::AccessUnit;
use crate::codec::h264::{DELIMITER, PPS, SPS, kind};
use crate::flv::{Tag, TagKind};

/// The parameter sets that the pictures of a stream need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters {
    sps: Option<Bytes>,
    pps: Option<Bytes>,
}

impl Parameters {
    /// Takes the sets out of a picture; whether they are others than before, and whole.
    pub fn look(&mut self, unit: &AccessUnit) -> bool {
        let before = self.clone();
        for nal in &unit.units {
            match kind(nal) {
                SPS if nal.len() >= 4 => self.sps = Some(nal.clone()),
                PPS => self.pps = Some(nal.clone()),
                _ => {}
            }
        }
        *self != before && self.sps.is_some() && self.pps.is_some()
    }
}

/// The tag that says how a stream is coded; nothing while the sets are not known.
pub fn sequence_tag(parameters: &Parameters, timestamp_ms: u32) -> Option<Tag> {
    let (sps, pps) = (parameters.sps.as_ref()?, parameters.pps.as_ref()?);
    let lengths = (u16::try_from(sps.len()).ok()?, u16::try_from(pps.len()).ok()?);
    let mut payload = BytesMut::new();
    // A key frame of AVC, a configuration, no composition time.
    payload.put_slice(&[0x17, 0, 0, 0, 0]);
    payload.put_slice(&[1, *sps.get(1)?, *sps.get(2)?, *sps.get(3)?, 0xff, 0xe1]);
    payload.put_u16(lengths.0);
    payload.put_slice(sps);
    payload.put_u8(1);
    payload.put_u16(lengths.1);
    payload.put_slice(pps);
    Some(Tag { kind: TagKind::Video, timestamp_ms, payload: payload.freeze() })
}

/// The tag of a picture, without the sets, which stand apart.
pub fn frame_tag(unit: &AccessUnit, timestamp_ms: u32) -> Tag {
    let mut payload = BytesMut::new();
    payload.put_slice(&[if unit.is_key { 0x17 } else { 0x27 }, 1, 0, 0, 0]);
    for nal in unit.units.iter().filter(|nal| !matches!(kind(nal), SPS | PPS | DELIMITER)) {
        payload.put_u32(u32::try_from(nal.len()).unwrap_or(0));
        payload.put_slice(nal);
    }
    Tag { kind: TagKind::Video, timestamp_ms, payload: payload.freeze() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flv::{Payload, parse_video};

    #[test]
    fn the_tags_are_what_an_encoder_would_send() {
        let bytes = |bytes: &[u8]| Bytes::copy_from_slice(bytes);
        let sps = [0x67, 66, 0xe0, 0x1f, 0xda, 0x02, 0xd0, 0x49, 0x10];
        let units = vec![bytes(&sps), bytes(&[0x68, 0xce, 6]), bytes(&[0x65, 1, 2])];
        let unit = AccessUnit { time: 0, is_key: true, units };
        let mut parameters = Parameters::default();
        assert_eq!(sequence_tag(&parameters, 0), None);
        assert!(parameters.look(&unit));
        assert!(!parameters.look(&unit), "the same again");
        let tag = sequence_tag(&parameters, 40).unwrap();
        let parsed = parse_video(&tag.payload).unwrap();
        let Payload::AvcConfig(avcc) = parsed else { panic!("{parsed:?}") };
        assert_eq!(&avcc[..8], [1, 66, 0xe0, 0x1f, 0xff, 0xe1, 0, 9]);
        let tag = frame_tag(&unit, 40);
        assert_eq!(tag.payload[..], [0x17, 1, 0, 0, 0, 0, 0, 0, 3, 0x65, 1, 2]);
    }
}
