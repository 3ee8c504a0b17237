//! One document, from its file to its pages.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use super::converted::{Converted, Link, Losses, Page, Progress};
use super::limits::{Limits, PAGE_UNITS};
use super::package::Package;
use super::pdf::{Leads, Pages, pages};
use super::pptx::{Expansion, Plan, PlannedPage, expand, jump_of};
use super::problem::ConvertProblem;
use super::programs::Programs;
use super::recognise::{Kind, losses, recognise};
use super::{images, office};

/// The folder within the working folder where the pages' files are left.
pub const OUT: &str = "out";

/// Where programs work; it goes when the conversion ends.
const WORK: &str = "work";

/// How many pictures make a document.
const IMAGES_MAX: usize = 100;

/// A file as it was uploaded.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it lies.
    pub path: PathBuf,
    /// What it was called; a hint at most.
    pub file_name: String,
}

/// A document to convert: one file, or pictures in order.
#[derive(Debug)]
pub struct Job<'a> {
    /// The files.
    pub sources: &'a [Source],
    /// An empty folder; the pages' files are left in its [`OUT`].
    pub folder: &'a Path,
    /// The bounds.
    pub limits: &'a Limits,
}

/// Converts a document.
///
/// # Errors
/// When it cannot become pages: [`ConvertProblem::code`] says why. Then nothing is left in the
/// folder that is of use.
pub async fn document(
    programs: &Programs,
    job: &Job<'_>,
    mut progress: impl FnMut(Progress) + Send,
    cancelled: &CancellationToken,
) -> Result<Converted, ConvertProblem> {
    // Programs have folders of their own; only a full path means the same to all.
    let folder = fs::canonicalize(job.folder)?;
    let (work, out) = (folder.join(WORK), folder.join(OUT));
    fs::create_dir_all(&work)?;
    fs::create_dir_all(&out)?;
    progress(Progress { done: 0, total: None });
    let converting = Converting {
        programs,
        limits: job.limits,
        until: Instant::now() + job.limits.document_time,
        cancelled,
        work: &work,
        out: &out,
    };
    let converted = converting.sources(job.sources, &mut progress).await;
    // What programs left is of no use to anybody.
    fs::remove_dir_all(&work)?;
    let converted = converted?;
    let first_problem = converted.pages.iter().find_map(|page| page.problem.as_deref());
    if converted.pages.iter().all(|page| page.problem.is_some()) {
        return Err(whole_problem(first_problem));
    }
    Ok(converted)
}

/// When no page is good, what is wrong with the first is wrong with the document.
fn whole_problem(code: Option<&str>) -> ConvertProblem {
    match code {
        None => ConvertProblem::Empty,
        Some("deck.too_slow") => ConvertProblem::TooSlow,
        Some("deck.too_large") => ConvertProblem::TooLarge,
        Some("deck.unsupported") => ConvertProblem::Unsupported,
        Some("deck.needs_poppler") => ConvertProblem::NeedsPoppler,
        Some(_) => ConvertProblem::broken("no page is good"),
    }
}

struct Converting<'a> {
    programs: &'a Programs,
    limits: &'a Limits,
    until: Instant,
    cancelled: &'a CancellationToken,
    work: &'a Path,
    out: &'a Path,
}

type Told<'a> = &'a mut (dyn FnMut(Progress) + Send);

impl Converting<'_> {
    async fn sources(
        &self,
        sources: &[Source],
        progress: Told<'_>,
    ) -> Result<Converted, ConvertProblem> {
        let mut kinds = Vec::new();
        let sources = full(sources)?;
        for source in sources.iter().take(IMAGES_MAX + 1) {
            let (source, limits) = (source.clone(), self.limits.clone());
            let kind = tokio::task::spawn_blocking(move || {
                recognise(&source.path, &source.file_name, &limits)
            });
            kinds.push(kind.await??);
        }
        if kinds.len() > IMAGES_MAX {
            return Err(ConvertProblem::TooManyPages);
        }
        match (kinds.as_slice(), sources.as_slice()) {
            ([], _) => Err(ConvertProblem::Empty),
            ([Kind::Pdf], [source]) => self.pdf(&source.path, progress).await,
            ([Kind::Pptx], [source]) => self.pptx(&source.path, progress).await,
            ([kind @ Kind::Office(ending)], [source]) => {
                self.office(&source.path, (*kind, ending), progress).await
            }
            _ => self.images(&kinds, &sources, progress).await,
        }
    }

    async fn images(
        &self,
        kinds: &[Kind],
        sources: &[Source],
        progress: Told<'_>,
    ) -> Result<Converted, ConvertProblem> {
        let total = u32::try_from(kinds.len()).ok();
        let mut pages = Vec::new();
        for ((number, kind), source) in (1_u32..).zip(kinds).zip(sources) {
            let Kind::Image(format) = *kind else { return Err(ConvertProblem::Unsupported) };
            if self.cancelled.is_cancelled() {
                return Err(ConvertProblem::Cancelled);
            }
            let (path, out) = (source.path.clone(), self.out.to_owned());
            let page =
                tokio::task::spawn_blocking(move || images::page(&path, format, (out, number)));
            pages.push(page.await??);
            progress(Progress { done: number, total });
        }
        Ok(Converted { pages, lost: Vec::new(), clips: Vec::new() })
    }

    async fn pdf(&self, pdf: &Path, progress: Told<'_>) -> Result<Converted, ConvertProblem> {
        let (mut pages, leads) = self.pages(pdf, progress).await?;
        for page in &mut pages {
            page.title = leads.titles.get(&page.page).cloned();
            page.links = leads.links.get(&page.page).cloned().unwrap_or_default();
        }
        Ok(Converted { pages, lost: Vec::new(), clips: Vec::new() })
    }

    async fn office(
        &self,
        source: &Path,
        (kind, ending): (Kind, &str),
        progress: Told<'_>,
    ) -> Result<Converted, ConvertProblem> {
        let (path, limits) = (source.to_owned(), self.limits.clone());
        let lost = tokio::task::spawn_blocking(move || losses(&path, kind, &limits));
        let lost: Losses = lost.await??;
        // Its own name could say what it is not.
        let named = self.work.join("document").with_extension(ending);
        if fs::hard_link(source, &named).is_err() {
            fs::copy(source, &named)?;
        }
        let pdf = self.to_pdf(&named).await?;
        let converted = self.pdf(&pdf, progress).await?;
        Ok(Converted { lost: lost.list(), ..converted })
    }

    async fn pptx(&self, source: &Path, progress: Told<'_>) -> Result<Converted, ConvertProblem> {
        if self.programs.soffice.is_none() {
            return Err(ConvertProblem::NeedsLibreOffice);
        }
        let fonts = self.programs.fonts(self.work, self.limits).await;
        let (path, limits) = (source.to_owned(), self.limits.clone());
        let (clips, anew) = (self.out.join("clip"), self.work.join("document.pptx"));
        let to = anew.clone();
        let plan = tokio::task::spawn_blocking(move || {
            let mut package = Package::open(BufReader::new(File::open(&path)?), &limits)?;
            let expansion = Expansion { limits: &limits, fonts: fonts.as_ref(), clips: &clips };
            expand(&mut package, BufWriter::new(File::create(&to)?), &expansion)
        });
        let plan: Plan = plan.await??;
        let pdf = self.to_pdf(&anew).await?;
        let (pages, leads) = self.pages(&pdf, progress).await?;
        if pages.len() != plan.pages.len() {
            return Err(ConvertProblem::broken("LibreOffice made other pages than planned"));
        }
        let firsts = firsts(&plan.pages);
        let pages = pages.into_iter().zip(plan.pages);
        let pages = pages.map(|(page, planned)| joined(page, planned, (&leads, &firsts)));
        Ok(Converted { pages: pages.collect(), lost: plan.lost.list(), clips: plan.clips })
    }

    async fn to_pdf(&self, source: &Path) -> Result<PathBuf, ConvertProblem> {
        let left = self.until.saturating_duration_since(Instant::now());
        let time: Duration = self.limits.office_time.min(left);
        let bounds = (self.limits, time);
        office::to_pdf(self.programs, source, self.work, bounds, self.cancelled).await
    }

    async fn pages(
        &self,
        pdf: &Path,
        progress: Told<'_>,
    ) -> Result<(Vec<Page>, Leads), ConvertProblem> {
        let job = Pages {
            programs: self.programs,
            pdf,
            folder: self.work,
            out: self.out,
            limits: self.limits,
            until: self.until,
            cancelled: self.cancelled,
        };
        pages(&job, progress).await
    }
}

fn full(sources: &[Source]) -> io::Result<Vec<Source>> {
    let full = |source: &Source| {
        Ok(Source { path: fs::canonicalize(&source.path)?, file_name: source.file_name.clone() })
    };
    sources.iter().map(full).collect()
}

/// The first page of each slide, by the slide.
fn firsts(pages: &[PlannedPage]) -> Vec<u32> {
    let firsts = (1_u32..).zip(pages).filter(|(_, page)| page.step == 0);
    firsts.map(|(number, _)| number).collect()
}

fn joined(page: Page, planned: PlannedPage, (leads, firsts): (&Leads, &[u32])) -> Page {
    let links = leads.links.get(&page.page).cloned().unwrap_or_default();
    let links = links.into_iter().filter_map(|link| {
        let Some(slide) = link.url.as_deref().and_then(jump_of) else { return Some(link) };
        let page = firsts.get(usize::try_from(slide).ok()?.checked_sub(1)?).copied()?;
        Some(Link { url: None, page: Some(page), ..link })
    });
    Page {
        slide: planned.slide,
        step: planned.step,
        label: planned.label,
        width: PAGE_UNITS,
        title: planned.title,
        problem: page.problem.or(planned.is_broken.then(|| "deck.broken".to_owned())),
        links: links.collect(),
        clips: planned.clips,
        notes: planned.notes,
        ..page
    }
}
