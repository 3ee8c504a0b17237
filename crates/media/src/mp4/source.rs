//! What a run's init segment says of its tracks.

use bytes::Bytes;

use crate::cursor::Cursor;
use crate::recovery::{child, children};

/// A track as its init segment describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) track: u32,
    pub(super) is_video: bool,
    pub(super) timescale: u32,
    /// Width and height as `tkhd` has them, with 16 bits of fraction.
    pub(super) size: [u32; 2],
    /// The whole box that says how the track is coded.
    pub(super) stsd: Bytes,
}

/// The tracks of an init segment; those that cannot be read are left out.
pub(super) fn sources(init: &[u8]) -> Vec<Source> {
    let Some(moov) = child(init, b"moov") else { return Vec::new() };
    children(moov).filter(|(name, _)| name == b"trak").filter_map(|(_, trak)| read(trak)).collect()
}

/// How the tracks of an init segment are coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding(Vec<Source>);

impl Coding {
    /// What an init segment says; tracks that cannot be read are left out.
    pub fn read(init: &[u8]) -> Self {
        Self(sources(init))
    }

    /// Whether fragments of this coding can be played behind the init segment of `head`: their
    /// tracks are there with the same clocks, and the sound is coded alike. Pictures of H.264 may
    /// have another size or profile, as each key frame brings its parameter sets along.
    pub fn plays_behind(&self, head: &Self) -> bool {
        let fits = |track: &Source| head.0.iter().any(|head| track.fits(head));
        !self.0.is_empty() && self.0.iter().all(fits)
    }
}

impl Source {
    fn fits(&self, head: &Self) -> bool {
        let key = |source: &Self| (source.track, source.is_video, source.timescale);
        let is_alike = self.stsd == head.stsd
            || self.is_video && is_some_and_equal(self.length_size(), head.length_size());
        key(self) == key(head) && is_alike
    }

    /// Bytes of the length before each NAL unit, less one; nothing where it is not H.264.
    fn length_size(&self) -> Option<u8> {
        // Version, flags and the number of entries; then a visual entry's own fields.
        let entry = child(self.stsd.get(8..)?, b"avc1")?;
        let avcc = child(entry.get(78..)?, b"avcC")?;
        avcc.get(4).map(|byte| byte & 3)
    }
}

fn is_some_and_equal(one: Option<u8>, other: Option<u8>) -> bool {
    one.is_some() && one == other
}

fn read(trak: &[u8]) -> Option<Source> {
    let mut tkhd = Cursor::new(child(trak, b"tkhd")?);
    let is_long = tkhd.u32()? >> 24 == 1;
    tkhd.take(if is_long { 16 } else { 8 })?;
    let track = tkhd.u32()?;
    tkhd.take(if is_long { 12 } else { 8 })?;
    // Two words without a use, layer, group and volume, and the matrix.
    tkhd.take(8 + 8 + 36)?;
    let size = [tkhd.u32()?, tkhd.u32()?];
    let mdia = child(trak, b"mdia")?;
    let mut mdhd = Cursor::new(child(mdia, b"mdhd")?);
    let is_long = mdhd.u32()? >> 24 == 1;
    mdhd.take(if is_long { 16 } else { 8 })?;
    let timescale = mdhd.u32().filter(|timescale| *timescale > 0)?;
    let mut hdlr = Cursor::new(child(mdia, b"hdlr")?);
    hdlr.take(8)?;
    let is_video = hdlr.take(4)? == b"vide";
    let stbl = child(child(mdia, b"minf")?, b"stbl")?;
    let stsd = Bytes::copy_from_slice(child(stbl, b"stsd")?);
    Some(Source { track, is_video, timescale, size, stsd })
}
