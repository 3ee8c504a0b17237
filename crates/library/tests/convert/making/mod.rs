//! Documents that tests make themselves.

pub mod pdf;
pub mod pptx;

use std::io::{Cursor, Write as _};

use image::{ImageFormat, RgbImage};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A picture as PNG: red on the left, blue on the right.
pub fn png(wide: u32, high: u32) -> Vec<u8> {
    encoded(wide, high, ImageFormat::Png)
}

/// The same as JPEG.
pub fn jpeg(wide: u32, high: u32) -> Vec<u8> {
    encoded(wide, high, ImageFormat::Jpeg)
}

fn encoded(wide: u32, high: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(wide, high, |x, _| {
        image::Rgb(if x < wide / 2 { [220, 30, 30] } else { [30, 30, 220] })
    });
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, format).expect("a picture encodes");
    out.into_inner()
}

/// A JPEG that says it lies on its side: what is on its left belongs on top.
pub fn turned(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    // Orientation 6, one short.
    exif.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]);
    let length = u16::try_from(exif.len() + 2).expect("it is short").to_be_bytes();
    [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
}

/// A compound file with streams of these names, and nothing in them.
pub fn compound(names: &[&str]) -> Vec<u8> {
    let mut out = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    out.resize(30, 0);
    out.push(9);
    out.resize(512, 0);
    for name in names {
        let begin = out.len();
        out.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        let length = u16::try_from(out.len() - begin + 2).expect("it is short");
        out.resize(begin + 64, 0);
        out.extend(length.to_le_bytes());
        out.push(2);
        out.resize(begin + 128, 0);
    }
    out
}

/// A package of parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(bytes).expect("a part is written");
    }
    zip.finish().expect("a package ends").into_inner()
}

/// A text of one line, with a picture that lies at an address.
pub fn docx(line: &str, picture: &str) -> Vec<u8> {
    const MAIN: &str =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let types = format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels"
        ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>"#
    );
    let relation = |kind: &str, target: &str, mode: &str| {
        format!(
            r#"<Relationships
            xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{KINDS}/{kind}" Target="{target}"{mode}/>
            </Relationships>"#
        )
    };
    let document = format!(
        r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        xmlns:r="{KINDS}"
        xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
        xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body><w:p><w:r>
        <w:t>{line}</w:t></w:r></w:p>
        <w:p><w:r><w:drawing><wp:inline><wp:extent cx="990000" cy="792000"/>
        <wp:docPr id="1" name="p"/><a:graphic>
        <a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>
        <pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr>
        <pic:blipFill><a:blip r:link="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
        <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="792000"/></a:xfrm>
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
        </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p></w:body>
        </w:document>"#
    );
    let root = relation("officeDocument", "word/document.xml", "");
    let own = relation("image", picture, r#" TargetMode="External""#);
    zipped(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", own.as_bytes()),
    ])
}
