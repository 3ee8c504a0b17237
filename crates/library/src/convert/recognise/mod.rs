//! What kind of document a file is, by its content; its name is only a hint.

mod compound;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use super::converted::{Losses, LostKind};
use super::limits::Limits;
use super::package::{Package, Relations};
use super::pptx::is_followed;
use super::problem::ConvertProblem;
use super::xml::Xml;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// PDF.
    Pdf,
    /// A PowerPoint presentation since 2007.
    Pptx,
    /// Another document that LibreOffice reads; what its file is called there.
    Office(&'static str),
    /// A picture.
    Image(image::ImageFormat),
}

/// A PDF may have this much in front of it.
const PDF_HEAD_BYTES: usize = 1024;

/// Finds out what a file is.
///
/// # Errors
/// When it is of no kind that converts, encrypted, broken, or beyond its bounds.
pub fn recognise(path: &Path, file_name: &str, limits: &Limits) -> Result<Kind, ConvertProblem> {
    let mut file = File::open(path)?;
    let mut head = Vec::new();
    file.by_ref().take(PDF_HEAD_BYTES as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    match head.as_slice() {
        [] => Err(ConvertProblem::Empty),
        [b'P', b'K', 3 | 5, 4 | 6, ..] => package(file, limits),
        head if head.starts_with(&compound::SIGNATURE) => compound::kind(file, file_name),
        [0x89, b'P', b'N', b'G', ..] => Ok(Kind::Image(image::ImageFormat::Png)),
        [0xff, 0xd8, 0xff, ..] => Ok(Kind::Image(image::ImageFormat::Jpeg)),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Ok(Kind::Image(image::ImageFormat::WebP))
        }
        head if head.windows(5).any(|five| five == b"%PDF-") => Ok(Kind::Pdf),
        _ => Err(ConvertProblem::Unsupported),
    }
}

fn package(file: File, limits: &Limits) -> Result<Kind, ConvertProblem> {
    let mut package = Package::open(BufReader::new(file), limits)?;
    package.prove()?;
    if let Some(mimetype) = package.part("mimetype")? {
        let is_secret = package
            .part("META-INF/manifest.xml")?
            .is_some_and(|list| list.windows(15).any(|piece| piece == b"encryption-data"));
        return match mimetype.trim_ascii() {
            b"application/vnd.oasis.opendocument.presentation" if is_secret => {
                Err(ConvertProblem::Encrypted)
            }
            b"application/vnd.oasis.opendocument.presentation" => Ok(Kind::Office("odp")),
            _ => Err(ConvertProblem::Unsupported),
        };
    }
    let types = package.part("[Content_Types].xml")?.ok_or(ConvertProblem::Unsupported)?;
    let xml = Xml::parse(&types)?;
    let mut kinds = xml.root().children().filter_map(|one| one.attribute("ContentType"));
    let kind = kinds.find_map(|kind| {
        if !kind.ends_with("main+xml") {
            None
        } else if kind.contains("presentation") || kind.contains("powerpoint") {
            Some(Kind::Pptx)
        } else if kind.contains("wordprocessing") || kind.contains("ms-word") {
            Some(Kind::Office("docx"))
        } else {
            None
        }
    });
    kind.ok_or(ConvertProblem::Unsupported)
}

/// Counts what is lost of a document that goes to LibreOffice as it is.
///
/// # Errors
/// When it cannot be read.
pub(super) fn losses(path: &Path, kind: Kind, limits: &Limits) -> Result<Losses, ConvertProblem> {
    let mut lost = Losses::default();
    let file = BufReader::new(File::open(path)?);
    match kind {
        Kind::Office("odp" | "docx") => {
            package_losses(&mut Package::open(file, limits)?, &mut lost)?
        }
        Kind::Office(_) => {
            lost.count(LostKind::Macro, None, u32::from(compound::has_macros(file)?));
        }
        _ => {}
    }
    Ok(lost)
}

fn package_losses<R: Read + Seek>(
    package: &mut Package<R>,
    lost: &mut Losses,
) -> Result<(), ConvertProblem> {
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    let has_macros =
        names.iter().any(|name| name.ends_with("vbaProject.bin") || name.starts_with("Basic/"));
    lost.count(LostKind::Macro, None, u32::from(has_macros));
    let objects = names.iter().filter(|name| {
        let object = name.strip_prefix("Object ").and_then(|rest| rest.split_once('/'));
        name.contains("/embeddings/") || object.is_some_and(|(_, file)| file == "content.xml")
    });
    let objects = u32::try_from(objects.count()).unwrap_or(u32::MAX);
    lost.count(LostKind::EmbeddedObject, None, objects);
    for name in names.iter().filter(|name| name.ends_with(".rels")) {
        let Ok(list) = Relations::parse(&package.part(name)?.unwrap_or_default()) else { continue };
        let outside = list.0.iter().filter(|one| one.is_external && !one.is("hyperlink"));
        let count = u32::try_from(outside.count()).unwrap_or(u32::MAX);
        lost.count(LostKind::ExternalLink, None, count);
    }
    let Some(content) = package.part("content.xml")? else { return Ok(()) };
    // What is too large to look through is converted all the same.
    let Ok(content) = Xml::parse(&content) else { return Ok(()) };
    for (slide, page) in (1_u32..).zip(content.root().named("page")) {
        let clicks = page.descendants().filter(|one| one.prefixed("preset-class").is_some());
        let clicks = u32::try_from(clicks.count()).unwrap_or(u32::MAX);
        lost.count(LostKind::Animation, Some(slide), clicks);
        let elsewhere = page.named("image").filter(|image| {
            image.prefixed("href").is_some_and(|to| is_followed(to) || to.starts_with("file:"))
        });
        let elsewhere = u32::try_from(elsewhere.count()).unwrap_or(u32::MAX);
        lost.count(LostKind::ExternalLink, Some(slide), elsewhere);
        let media = page.named("plugin").count();
        lost.count(LostKind::Media, Some(slide), u32::try_from(media).unwrap_or(u32::MAX));
    }
    Ok(())
}

/// Reads to the end in equal pieces, each as long as asked but for the last.
pub(super) fn each_piece(
    mut from: impl Read,
    bytes: usize,
    mut take: impl FnMut(&[u8]),
) -> io::Result<()> {
    let mut piece = Vec::with_capacity(bytes);
    loop {
        piece.clear();
        from.by_ref().take(bytes as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            return Ok(());
        }
        take(&piece);
    }
}
