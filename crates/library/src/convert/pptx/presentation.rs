//! The presentation itself: its slides in order, their size, and what is written anew of it.

use std::collections::BTreeSet;
use std::io::{Read, Seek};

use super::relink::Place;
use crate::convert::package::{Package, PackageError, Relation, Relations, relations_of, resolve};
use crate::convert::problem::ConvertProblem;
use crate::convert::xml::{Edits, Xml, escape};

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Where slides may begin to count.
const FIRST_NUMBER_MAX: u32 = 9_999;

/// A presentation's own part.
#[derive(Debug)]
pub struct Presentation {
    /// Its name in the package.
    pub part: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its relations.
    pub relations: Relations,
    /// Width of a slide, in EMU.
    pub width: f64,
    /// Height of a slide, in EMU.
    pub height: f64,
    /// The slides that are shown, in order.
    pub shown: Vec<Slide>,
}

/// A slide that is shown.
#[derive(Debug, Clone)]
pub struct Slide {
    /// Its part.
    pub part: String,
    /// The number that is printed on it; hidden slides count too.
    pub number: u32,
}

impl Presentation {
    /// Reads what a package presents.
    ///
    /// # Errors
    /// When the package is broken or has too many slides.
    pub fn read<R: Read + Seek>(
        package: &mut Package<R>,
        slides_max: u32,
    ) -> Result<Self, ConvertProblem> {
        let missing = |what: &str| ConvertProblem::broken(format!("no {what}"));
        let root = package.part("_rels/.rels")?.ok_or_else(|| missing("relations"))?;
        let root = Relations::parse(&root)?;
        let main = root.0.iter().find(|one| one.is("officeDocument"));
        let part = main.and_then(|main| resolve("", &main.target));
        let part = part.ok_or_else(|| missing("presentation"))?;
        let bytes = package.part(&part)?.ok_or_else(|| missing("presentation"))?;
        let relations = relations(package, &part)?;
        let xml = Xml::parse(&bytes)?;
        let root = xml.root();
        let ids = root.child("sldIdLst").into_iter().flat_map(|list| list.children());
        let mut seen = BTreeSet::new();
        let parts: Vec<String> = ids
            .filter_map(|id| resolve(&part, &relations.get(id.prefixed("id")?)?.target))
            .filter(|part| package.has(part) && seen.insert(part.clone()))
            .collect();
        if parts.len() > usize::try_from(slides_max).unwrap_or(usize::MAX) {
            return Err(ConvertProblem::TooManyPages);
        }
        let first = root.attribute("firstSlideNum").and_then(|first| first.parse().ok());
        let first: u32 = first.filter(|first| *first <= FIRST_NUMBER_MAX).unwrap_or(1);
        let mut shown = Vec::new();
        for (part, number) in parts.into_iter().zip(first..) {
            if is_shown(package, &part)? {
                shown.push(Slide { part, number });
            }
        }
        let size = |key| root.child("sldSz")?.attribute(key)?.parse::<f64>().ok();
        let side = |key, or| size(key).filter(|side| (1.0..1e9).contains(side)).unwrap_or(or);
        let (width, height) = (side("cx", 9_144_000.0), side("cy", 6_858_000.0));
        drop(xml);
        Ok(Self { part, bytes, relations, width, height, shown })
    }

    /// The parts of all slides, hidden ones too.
    pub fn all_slides(&self) -> impl Iterator<Item = String> {
        let slides = self.relations.0.iter().filter(|one| one.is("slide"));
        slides.filter_map(|slide| resolve(&self.part, &slide.target))
    }

    /// The slide that lies at this index, among all.
    pub fn place<'a>(&'a self, at: usize, all: &'a [String]) -> Option<Place<'a>> {
        let slide = u32::try_from(at).ok()? + 1;
        Some(Place { part: &self.shown.get(at)?.part, slide, all })
    }

    /// The part and its relations with these slides instead of its own.
    ///
    /// # Errors
    /// When the part is broken.
    pub fn with_slides(&self, parts: &[String]) -> Result<(Vec<u8>, Relations), ConvertProblem> {
        let xml = Xml::parse(&self.bytes)?;
        let list = xml.root().child("sldIdLst").ok_or(ConvertProblem::Empty)?;
        let list_name = list.written_name();
        let prefix = list_name.strip_suffix("sldIdLst").unwrap_or_default();
        let kept = self.relations.0.iter().filter(|one| !one.is("slide")).cloned();
        let mut relations: Vec<Relation> = kept.collect();
        let mut out = format!("<{list_name} xmlns:xt=\"{KINDS}\">");
        for (at, part) in parts.iter().enumerate() {
            let (id, relation) = (256 + at, format!("xtSlide{at}"));
            out.push_str(&format!("<{prefix}sldId id=\"{id}\" xt:id=\"{relation}\"/>"));
            relations.push(Relation {
                id: relation,
                kind: format!("{KINDS}/slide"),
                target: format!("/{part}"),
                is_external: false,
            });
        }
        out.push_str(&format!("</{list_name}>"));
        let mut edits = Edits::default();
        edits.replace(list.whole(), out);
        // They name slides by the ids that are gone.
        for name in ["custShowLst", "extLst"] {
            if let Some(element) = xml.root().child(name) {
                edits.cut(element.whole());
            }
        }
        Ok((edits.apply(xml.source()), Relations(relations)))
    }
}

/// The list of content types with slides added to it.
///
/// # Errors
/// When the list is broken.
pub fn content_types(bytes: &[u8], slides: &[String]) -> Result<Vec<u8>, ConvertProblem> {
    let xml = Xml::parse(bytes)?;
    let root = xml.root();
    let prefix = root.written_name().strip_suffix("Types").unwrap_or_default();
    let mut added = String::new();
    for part in slides {
        added.push_str(&format!(
            "<{prefix}Override PartName=\"/{}\" ContentType=\"application/vnd.\
            openxmlformats-officedocument.presentationml.slide+xml\"/>",
            escape(part)
        ));
    }
    let mut edits = Edits::default();
    // In front of the first entry; the order says nothing.
    let first = root.children().next().ok_or_else(|| ConvertProblem::broken("no types"))?;
    edits.replace(first.whole().start..first.whole().start, added);
    Ok(edits.apply(xml.source()))
}

/// The relations of a part; none when it has no such list.
///
/// # Errors
/// When the list is broken.
pub fn relations<R: Read + Seek>(
    package: &mut Package<R>,
    part: &str,
) -> Result<Relations, ConvertProblem> {
    match package.part(&relations_of(part))? {
        Some(bytes) => Ok(Relations::parse(&bytes)?),
        None => Ok(Relations::default()),
    }
}

/// A slide that cannot be read is shown as a page with a problem.
fn is_shown<R: Read + Seek>(package: &mut Package<R>, part: &str) -> Result<bool, PackageError> {
    let Some(bytes) = package.part(part)? else { return Ok(false) };
    let Ok(xml) = Xml::parse(&bytes) else { return Ok(true) };
    Ok(!matches!(xml.root().attribute("show"), Some("0" | "false")))
}
