//! Writes the new package: new parts, and of the old ones what is harmless and still needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::expand::lists_of;
use super::facts::playable;
use super::presentation::{Presentation, content_types};
use super::relink::harmless;
use crate::convert::converted::ClipFile;
use crate::convert::limits::CLIPS_MAX;
use crate::convert::package::{Package, PackageError, Relations, relations_of, resolve};
use crate::convert::problem::ConvertProblem;

const CONTENT_TYPES: &str = "[Content_Types].xml";

/// A slide that stands in for one that cannot be read.
const EMPTY_SLIDE: &[u8] = b"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
<p:sld xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cSld><p:spTree>\
<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>\
</p:spTree></p:cSld></p:sld>";

/// The parts that are written instead of old ones, or beside them.
#[derive(Debug, Default)]
pub struct Parts {
    written: BTreeMap<String, Vec<u8>>,
    /// The slides, in order.
    slides: Vec<String>,
    /// Those of them that the old package has not.
    added: Vec<String>,
}

impl Parts {
    /// Adds a state of a slide. The first takes the old slide's place.
    pub fn slide(&mut self, part: &str, at: (u32, u32), bytes: Vec<u8>, relations: &Relations) {
        let (slide, step) = at;
        let name = match (step, part.rsplit_once('/')) {
            (0, _) => part.to_owned(),
            (_, Some((folder, _))) => format!("{folder}/xt{slide}step{step}.xml"),
            (_, None) => format!("xt{slide}step{step}.xml"),
        };
        if step > 0 {
            self.added.push(name.clone());
        }
        self.written.insert(relations_of(&name), relations.write());
        self.written.insert(name.clone(), bytes);
        self.slides.push(name);
    }

    /// Puts an empty slide in the place of one that cannot be read.
    pub fn broken_slide(&mut self, part: &str, mut relations: Relations) {
        relations.0.retain(|one| one.is("slideLayout") && !one.is_external);
        self.slide(part, (0, 0), EMPTY_SLIDE.to_vec(), &relations);
    }

    /// Whether what this target names is in the new package.
    pub fn keeps(&self, part: &str, target: &str) -> bool {
        resolve(part, target).is_none_or(|part| !is_left_behind(&part))
    }
}

/// Clips, macros and notes: LibreOffice needs none of them for pictures.
fn is_left_behind(part: &str) -> bool {
    let lower = part.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map(|(_, ending)| ending).unwrap_or_default();
    let is_clip = matches!(
        ending,
        "mp4"
            | "m4v"
            | "m4a"
            | "mov"
            | "mp3"
            | "wav"
            | "webm"
            | "wmv"
            | "wma"
            | "avi"
            | "mpg"
            | "mpeg"
            | "mkv"
            | "ogg"
            | "ogv"
            | "flac"
            | "aac"
            | "mid"
            | "asf"
            | "flv"
            | "3gp"
    );
    let is_notes = lower.contains("/notesslides/") || lower.contains("/comments");
    is_clip || is_notes || ending == "bin" && lower.contains("vba") || lower.contains("activex")
}

/// Writes the new package.
///
/// # Errors
/// When the old one is broken, or the other side does not take the new one.
pub fn write<R: Read + Seek, W: Write + Seek>(
    package: &mut Package<R>,
    out: W,
    presentation: &Presentation,
    mut parts: Parts,
) -> Result<(), ConvertProblem> {
    let (bytes, relations) = presentation.with_slides(&parts.slides)?;
    let keeps = |target: &str| parts.keeps(&presentation.part, target);
    let relations = harmless(relations, keeps);
    parts.written.insert(presentation.part.clone(), bytes);
    parts.written.insert(relations_of(&presentation.part), relations.write());
    let types = package.part(CONTENT_TYPES)?;
    let types = types.ok_or_else(|| ConvertProblem::broken("no content types"))?;
    let types = content_types(&types, &parts.added)?;
    parts.written.insert(CONTENT_TYPES.to_owned(), types);
    let old_slides: BTreeSet<String> = presentation.all_slides().collect();
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    let lists = lists_of(names.iter().map(String::as_str));
    let owners: BTreeMap<&String, &String> =
        lists.iter().map(|(part, list)| (list, part)).collect();
    let mut zip = ZipWriter::new(out);
    for name in &names {
        let owner = owners.get(name).copied();
        let is_old_slide =
            old_slides.contains(name) || owner.is_some_and(|owner| old_slides.contains(owner));
        let is_gone = is_left_behind(name) || owner.is_some_and(|owner| is_left_behind(owner));
        if parts.written.contains_key(name) || is_old_slide || is_gone || name.ends_with('/') {
            continue;
        }
        match owner {
            Some(owner) => {
                let list = package.part(name)?.unwrap_or_default();
                // A list that cannot be read could still lead outside for another reader.
                let list = Relations::parse(&list).unwrap_or_default();
                let list = harmless(list, |target| parts.keeps(owner, target));
                put(&mut zip, name, &list.write())?;
            }
            None => package.copy_raw(name, &mut zip)?,
        }
    }
    for (name, bytes) in &parts.written {
        put(&mut zip, name, bytes)?;
    }
    zip.finish().map_err(|error| ConvertProblem::Failed(error.into()))?;
    Ok(())
}

fn put<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    name: &str,
    bytes: &[u8],
) -> Result<(), ConvertProblem> {
    let failed = |error: zip::result::ZipError| ConvertProblem::Failed(error.into());
    zip.start_file(name, SimpleFileOptions::default()).map_err(failed)?;
    Ok(zip.write_all(bytes)?)
}

/// Takes clips out of a package; one that several slides play is taken once.
#[derive(Debug)]
pub struct Clips<'a> {
    folder: &'a Path,
    /// By part; none for what no browser plays.
    taken: BTreeMap<String, Option<(String, String)>>,
    /// What was taken.
    pub files: Vec<ClipFile>,
}

impl<'a> Clips<'a> {
    /// None yet.
    pub fn new(folder: &'a Path) -> Self {
        Self { folder, taken: BTreeMap::new(), files: Vec::new() }
    }

    /// The file and kind of a part; none when no browser plays it.
    ///
    /// # Errors
    /// When the package is beyond its bounds or the clip cannot be written.
    pub fn take<R: Read + Seek>(
        &mut self,
        package: &mut Package<R>,
        part: &str,
    ) -> Result<Option<(String, String)>, ConvertProblem> {
        if let Some(taken) = self.taken.get(part) {
            return Ok(taken.clone());
        }
        let taken = self.taken_anew(package, part)?;
        self.taken.insert(part.to_owned(), taken.clone());
        Ok(taken)
    }

    fn taken_anew<R: Read + Seek>(
        &mut self,
        package: &mut Package<R>,
        part: &str,
    ) -> Result<Option<(String, String)>, ConvertProblem> {
        if self.files.len() >= CLIPS_MAX || !package.has(part) {
            return Ok(None);
        }
        fs::create_dir_all(self.folder)?;
        let raw = self.folder.join("taking");
        let copied = package.copy_out(part, &mut File::create(&raw)?);
        let size_bytes = match copied {
            Ok(size_bytes) => size_bytes,
            // A clip that is broken is lost, not the document.
            Err(PackageError::Broken(_)) => {
                fs::remove_file(&raw)?;
                return Ok(None);
            }
            Err(error) => return Err(error.into()),
        };
        let mut head = Vec::new();
        File::open(&raw)?.take(16).read_to_end(&mut head)?;
        let Some((ending, mime)) = playable(&head, part) else {
            fs::remove_file(&raw)?;
            return Ok(None);
        };
        let file = format!("clip-{}.{ending}", self.files.len() + 1);
        fs::rename(&raw, self.folder.join(&file))?;
        self.files.push(ClipFile { file: file.clone(), mime: mime.to_owned(), size_bytes });
        Ok(Some((file, mime.to_owned())))
    }
}
