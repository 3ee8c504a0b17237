//! A deck of anything: its new package opens, keeps its bounds, and nothing in it leads outside
//! but addresses that people may follow.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use xingtan_library::convert::package::{Package, Relations};
use xingtan_library::convert::pptx::{Expansion, expand, is_followed};
use xingtan_library::convert::{Limits, links, words};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROOT: &str = r#"<R><Relationship Id="r" Type="/officeDocument" Target="p.xml"/></R>"#;
const TYPES: &str = r#"<Types><Default Extension="xml" ContentType="x"/></Types>"#;
const PRESENTATION: &str = r#"<p:p xmlns:r="r"><p:sldIdLst><p:sldId r:id="a"/><p:sldId r:id="b"/>
</p:sldIdLst></p:p>"#;
const SLIDES: &str = r#"<R><Relationship Id="a" Type="/slide" Target="s1.xml"/>
<Relationship Id="b" Type="/slide" Target="s2.xml"/></R>"#;

fn limits() -> Limits {
    Limits {
        pages_max: 40,
        inflated_bytes_max: 1 << 20,
        part_bytes_max: 1 << 18,
        ..Limits::default()
    }
}

fn new_package(old: Vec<u8>) {
    let limits = limits();
    let Ok(mut package) = Package::open(Cursor::new(old), &limits) else { return };
    let expansion =
        Expansion { limits: &limits, fonts: None, clips: Path::new("/tmp/xingtan-fuzz-clips") };
    let mut new = Cursor::new(Vec::new());
    let Ok(plan) = expand(&mut package, &mut new, &expansion) else { return };
    assert!(!plan.pages.is_empty() && plan.pages.len() <= 40);
    let mut package = Package::open(new, &Limits::default()).expect("what we wrote opens");
    let lists: Vec<String> =
        package.names().filter(|name| name.ends_with(".rels")).map(str::to_owned).collect();
    for list in lists {
        let list = package.part(&list).expect("it reads").expect("it is there");
        // Those we wrote read again.
        let Ok(list) = Relations::parse(&list) else { panic!("a list that does not read") };
        for relation in list.0.iter().filter(|relation| relation.is_external) {
            assert!(relation.is("hyperlink") && is_followed(&relation.target));
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    drop(words(bytes, 800.0));
    drop(links(bytes));
    // As a whole, and as parts between zeros: a slide, its relations, the presentation.
    new_package(bytes.to_vec());
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut part = |or: &str| match parts.next() {
        Some(part) if !part.is_empty() => part.to_vec(),
        _ => or.as_bytes().to_vec(),
    };
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("s1.xml", part("<p:sld/>")),
        ("_rels/s1.xml.rels", part("<R/>")),
        ("p.xml", part(PRESENTATION)),
        ("_rels/p.xml.rels", part(SLIDES)),
        ("[Content_Types].xml", part(TYPES)),
        ("_rels/.rels", ROOT.as_bytes().to_vec()),
        ("s2.xml", b"<p:sld><p:cSld/></p:sld>".to_vec()),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(&bytes).expect("a part is written");
    }
    new_package(zip.finish().expect("a package ends").into_inner());
});
