//! A presentation written anew: a slide for each build step, and nothing that leads outside.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::builds::{Builds, Hidden, Target, builds};
use super::facts::{self, Media};
use super::presentation::{Presentation, relations};
use super::relink::{harmless, number, outside, relink};
use super::shapes::Frame;
use super::state::state;
use super::write::{self, Clips, Parts};
use crate::convert::converted::{Area, Clip, ClipFile, Losses, LostKind};
use crate::convert::limits::{Limits, PAGE_UNITS};
use crate::convert::package::{Package, Relations, relations_of, resolve};
use crate::convert::problem::ConvertProblem;
use crate::convert::xml::{Edits, Xml};

/// A presentation to expand.
pub struct Expansion<'a> {
    /// The bounds.
    pub limits: &'a Limits,
    /// The fonts that are installed, when that is known.
    pub fonts: Option<&'a BTreeSet<String>>,
    /// Where clips go.
    pub clips: &'a Path,
}

/// What the pages of the new presentation are.
#[derive(Debug)]
pub struct Plan {
    /// The pages, in order.
    pub pages: Vec<PlannedPage>,
    /// A page's height; it is 16,000 wide.
    pub height: u32,
    /// The clips that were taken out.
    pub clips: Vec<ClipFile>,
    /// What is lost.
    pub(in crate::convert) lost: Losses,
}

/// A page to be.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedPage {
    /// The slide, from 1.
    pub slide: u32,
    /// Its build step, from 0.
    pub step: u32,
    /// `12`, or `12.1` where the slide has several steps.
    pub label: String,
    /// The slide's title.
    pub title: Option<String>,
    /// Its author's notes.
    pub notes: Option<String>,
    /// What plays on it.
    pub clips: Vec<Clip>,
    /// The slide cannot be read; an empty one stands in.
    pub is_broken: bool,
}

/// Expands a presentation.
///
/// # Errors
/// When it is broken as a whole, has too many slides or none, or is beyond its bounds.
pub fn expand<R: Read + Seek, W: Write + Seek>(
    package: &mut Package<R>,
    out: W,
    expansion: &Expansion<'_>,
) -> Result<Plan, ConvertProblem> {
    let presentation = Presentation::read(package, expansion.limits.pages_max)?;
    if presentation.shown.is_empty() {
        return Err(ConvertProblem::Empty);
    }
    let mut expanding = Expanding {
        all: presentation.shown.iter().map(|slide| slide.part.clone()).collect(),
        presentation: &presentation,
        expansion,
        package,
        parts: Parts::default(),
        clips: Clips::new(expansion.clips),
        pages: Vec::new(),
        lost: Losses::default(),
    };
    for at in 0..presentation.shown.len() {
        expanding.slide(at)?;
    }
    expanding.whole()?;
    let Expanding { package, parts, clips, pages, lost, .. } = expanding;
    write::write(package, out, &presentation, parts)?;
    let height = f64::from(PAGE_UNITS) * presentation.height / presentation.width;
    Ok(Plan { pages, height: whole_number(height).unsigned_abs().max(1), clips: clips.files, lost })
}

struct Expanding<'a, R> {
    presentation: &'a Presentation,
    all: Vec<String>,
    expansion: &'a Expansion<'a>,
    package: &'a mut Package<R>,
    parts: Parts,
    clips: Clips<'a>,
    pages: Vec<PlannedPage>,
    lost: Losses,
}

impl<R: Read + Seek> Expanding<'_, R> {
    fn slide(&mut self, at: usize) -> Result<(), ConvertProblem> {
        let presentation = self.presentation;
        let Some(slide) = presentation.shown.get(at) else { return Ok(()) };
        let number = u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1);
        let bytes = self.package.part(&slide.part)?.unwrap_or_default();
        let relations = relations(self.package, &slide.part).unwrap_or_default();
        match Xml::parse(&bytes) {
            Ok(xml) => self.states(at, &xml, &relations),
            Err(_) => {
                self.parts.broken_slide(&slide.part, relations);
                self.pages.push(PlannedPage {
                    slide: number,
                    step: 0,
                    label: number.to_string(),
                    title: None,
                    notes: None,
                    clips: Vec::new(),
                    is_broken: true,
                });
                Ok(())
            }
        }
    }

    fn states(
        &mut self,
        at: usize,
        xml: &Xml<'_>,
        relations: &Relations,
    ) -> Result<(), ConvertProblem> {
        let presentation = self.presentation;
        let Some(slide) = presentation.shown.get(at) else { return Ok(()) };
        let Some(place) = presentation.place(at, &self.all) else { return Ok(()) };
        let mut shared = Edits::default();
        if let Some(timing) = xml.root().child("timing") {
            shared.cut(timing.whole());
        }
        number(xml, slide.number, &mut shared);
        let jumps = relink(xml, place, relations, &mut shared);
        let slide_number = place.slide;
        let builds = self.fitting(builds(xml, self.expansion.limits.steps_max), at);
        self.count(xml, relations, (slide_number, builds.flattened));
        let mut kept = harmless(relations.clone(), |target| self.parts.keeps(&slide.part, target));
        kept.0.retain(|one| !one.is("slide") && !one.is("notesSlide"));
        kept.0.extend(jumps.0);
        let clips = self.media(facts::media(xml, &slide.part, relations), slide_number)?;
        let (title, notes) = (facts::title(xml), self.notes(&slide.part, relations)?);
        let has_steps = builds.states.len() > 1;
        for (step, hidden) in (0_u32..).zip(&builds.states) {
            self.parts.slide(&slide.part, (slide_number, step), state(xml, hidden, &shared), &kept);
            let is_there = |shape: u32| {
                let around = facts::with_groups(xml, shape);
                !around.iter().any(|id| hidden.contains(&Target::Shape(*id)))
            };
            let clips = clips.iter().filter(|(shape, _)| is_there(*shape));
            self.pages.push(PlannedPage {
                slide: slide_number,
                step,
                label: match has_steps {
                    true => format!("{slide_number}.{}", step + 1),
                    false => slide_number.to_string(),
                },
                title: title.clone(),
                notes: notes.clone(),
                clips: clips.map(|(_, clip)| clip.clone()).collect(),
                is_broken: false,
            });
        }
        Ok(())
    }

    /// When the pages would become too many, slides are shown in their last state.
    fn fitting(&self, mut builds: Builds, at: usize) -> Builds {
        let slides_after = self.all.len().saturating_sub(at + 1);
        let pages = self.pages.len() + builds.states.len() + slides_after;
        if pages > usize::try_from(self.expansion.limits.pages_max).unwrap_or(usize::MAX) {
            let beyond = u32::try_from(builds.states.len() - 1).unwrap_or(u32::MAX);
            builds.flattened = builds.flattened.saturating_add(beyond);
            let last: Hidden = builds.states.pop().unwrap_or_default();
            builds.states = vec![last];
        }
        builds
    }

    fn count(&mut self, xml: &Xml<'_>, relations: &Relations, (slide, flattened): (u32, u32)) {
        let lost = &mut self.lost;
        lost.count(LostKind::Animation, Some(slide), flattened);
        lost.count(LostKind::Transition, Some(slide), u32::from(facts::has_transition(xml)));
        lost.count(LostKind::EmbeddedObject, Some(slide), facts::embedded_objects(xml));
        lost.count(LostKind::ExternalLink, Some(slide), outside(relations));
        let missing = |name: &String| self.expansion.fonts.is_some_and(|all| !all.contains(name));
        for font in facts::fonts(xml).into_iter().filter(missing) {
            lost.font(&font, Some(slide));
        }
    }

    fn notes(&mut self, part: &str, of: &Relations) -> Result<Option<String>, ConvertProblem> {
        let relation = of.0.iter().find(|one| one.is("notesSlide") && !one.is_external);
        let Some(notes) = relation.and_then(|one| resolve(part, &one.target)) else {
            return Ok(None);
        };
        let bytes = self.package.part(&notes)?.unwrap_or_default();
        Ok(Xml::parse(&bytes).ok().and_then(|xml| facts::notes(&xml)))
    }

    /// The clips of a slide, each with the shape that it needs to be there.
    fn media(&mut self, all: Vec<Media>, slide: u32) -> Result<Vec<(u32, Clip)>, ConvertProblem> {
        let mut clips = Vec::new();
        for media in all {
            let file = match &media.part {
                Some(part) => self.clips.take(self.package, part)?,
                None => None,
            };
            match file {
                Some((file, mime)) => {
                    let area = self.area(media.frame);
                    clips.push((media.shape, Clip { area, file, mime }));
                }
                None => self.lost.count(LostKind::Media, Some(slide), 1),
            }
        }
        Ok(clips)
    }

    fn area(&self, frame: Option<Frame>) -> Area {
        let (width, height) = (self.presentation.width, self.presentation.height);
        let frame = frame.unwrap_or(Frame { x: 0.0, y: 0.0, w: width, h: height });
        let unit = f64::from(PAGE_UNITS) / width;
        let [x, y, w, h] =
            [frame.x, frame.y, frame.w, frame.h].map(|length| whole_number(length * unit));
        Area { x, y, w, h }
    }

    /// What belongs to no slide: macros, and the theme's fonts.
    fn whole(&mut self) -> Result<(), ConvertProblem> {
        let macros = self.package.names().filter(|name| name.ends_with("vbaProject.bin")).count();
        self.lost.count(LostKind::Macro, None, u32::from(macros > 0));
        let themes = self.presentation.relations.0.iter().filter(|one| one.is("theme"));
        let themes: Vec<String> =
            themes.filter_map(|theme| resolve(&self.presentation.part, &theme.target)).collect();
        for theme in themes {
            let bytes = self.package.part(&theme)?.unwrap_or_default();
            let Ok(xml) = Xml::parse(&bytes) else { continue };
            let missing =
                |name: &String| self.expansion.fonts.is_some_and(|all| !all.contains(name));
            for font in facts::fonts(&xml).into_iter().filter(missing) {
                self.lost.font(&font, None);
            }
        }
        Ok(())
    }
}

/// The nearest whole number, within the bounds of its type.
#[expect(clippy::cast_possible_truncation, reason = "a cast to a smaller type saturates")]
fn whole_number(length: f64) -> i32 {
    length.round() as i32
}

/// Relations of parts by the name of the part that has them.
pub(super) fn lists_of<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let owner = |name: &str| {
        let (folder, file) = name.rsplit_once("_rels/")?;
        Some(format!("{folder}{}", file.strip_suffix(".rels")?))
    };
    names
        .filter_map(|name| Some((owner(name)?, name.to_owned())))
        .filter(|(part, list)| relations_of(part) == *list)
        .collect()
}
