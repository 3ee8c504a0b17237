//! A pack of anything: manifests and answers that are read keep their bounds and are written as
//! they were read; the files of a ZIP lie within it and overlap nowhere. A recording's fragments
//! of anything make no muxer panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xingtan_live::pack::format::answers::AnswersFile;
use xingtan_live::pack::format::manifest::{Manifest, is_path};
use xingtan_live::pack::format::zip;
use xingtan_media::mp4::Muxer;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(manifest) = Manifest::parse(bytes) {
        assert!(manifest.parts.iter().all(|part| is_path(&part.path)));
        assert_eq!(Manifest::parse(&manifest.to_json()).as_ref(), Ok(&manifest));
    }
    if let Ok(file) = AnswersFile::parse(bytes) {
        let json = serde_json::to_vec(&file).unwrap_or_default();
        assert_eq!(AnswersFile::parse(&json).map(|file| file.answers), Ok(file.answers));
    }
    directory(bytes);
    let half = bytes.len() / 2;
    let mut muxer = Muxer::new(&bytes[..half], true);
    let _ = muxer.push(&bytes[half..]);
    let _ = muxer.head();
});

fn directory(bytes: &[u8]) {
    let size = bytes.len() as u64;
    let tail_at = bytes.len().saturating_sub(zip::TAIL_BYTES as usize);
    let Ok(place) = zip::find_directory(&bytes[tail_at..], size) else { return };
    let end = (place.at + place.bytes) as usize;
    let Ok(entries) = zip::read_directory(&bytes[place.at as usize..end], place) else { return };
    let mut free = 0;
    for entry in entries {
        assert!(is_path(&entry.path) && entry.head_at >= free);
        free = entry.head_at + entry.bytes;
        assert!(free <= size);
        let head = &bytes[entry.head_at as usize..];
        let _ = zip::data_at(&entry, head);
    }
}
