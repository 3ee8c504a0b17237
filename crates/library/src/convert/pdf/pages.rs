//! The pages of a PDF, one after the other: picture, pictures in their widths, words.

use std::ffi::OsString;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use image::{DynamicImage, ImageFormat, ImageReader};
use tokio_util::sync::CancellationToken;

use super::info::info;
use super::links::{Leads, links};
use super::words::{units, words};
use crate::convert::converted::{Page, Progress, TextLayer};
use crate::convert::images::height;
use crate::convert::limits::{Limits, PAGE_ASPECT_MAX, PAGE_UNITS, WIDTHS};
use crate::convert::office::problem;
use crate::convert::pictures;
use crate::convert::problem::ConvertProblem;
use crate::convert::programs::{Programs, Run, Stopped, run};

/// What QPDF may print of a document; one with more has no links.
const LEADS_BYTES_MAX: usize = 48 << 20;

/// A PDF whose pages are to be made.
pub struct Pages<'a> {
    /// The programs.
    pub programs: &'a Programs,
    /// The file.
    pub pdf: &'a Path,
    /// The folder the programs work in.
    pub folder: &'a Path,
    /// Where the pages' files go.
    pub out: &'a Path,
    /// The bounds.
    pub limits: &'a Limits,
    /// When all must be done.
    pub until: Instant,
    /// Whether it was called off.
    pub cancelled: &'a CancellationToken,
}

/// Makes the pages. One that fails says so and spoils no other.
///
/// # Errors
/// When the document as a whole cannot be read, takes too long, or is called off.
pub async fn pages(
    job: &Pages<'_>,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<(Vec<Page>, Leads), ConvertProblem> {
    let time = job.time(job.limits.page_time)?;
    let folder = job.folder;
    let info = info(job.programs, job.pdf, folder, (job.limits, time), job.cancelled).await?;
    let leads = job.leads().await?;
    let total = u32::try_from(info.sizes.len()).ok();
    progress(Progress { done: 0, total });
    let mut pages = Vec::new();
    let mut sizes = (1_u32..).zip(info.sizes);
    let mut drawn = job.draw_next(sizes.next()).await?;
    while let Some(draft) = drawn {
        // While one page becomes WebP, Poppler draws the next.
        let (page, next) = tokio::join!(job.finish(draft), job.draw_next(sizes.next()));
        pages.push(page?);
        drawn = next?;
        progress(Progress { done: u32::try_from(pages.len()).unwrap_or(u32::MAX), total });
    }
    Ok((pages, leads))
}

/// A page whose picture is drawn, or why it is not.
struct Draft {
    number: u32,
    drawn: Result<(Vec<u8>, TextLayer), ConvertProblem>,
    height: u32,
}

type Size = Option<(f64, f64)>;

impl Pages<'_> {
    /// The time that a program has.
    fn time(&self, most: Duration) -> Result<Duration, ConvertProblem> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ConvertProblem::TooSlow) } else { Ok(most.min(left)) }
    }

    async fn draw_next(&self, next: Option<(u32, Size)>) -> Result<Option<Draft>, ConvertProblem> {
        let Some((number, size)) = next else { return Ok(None) };
        if self.cancelled.is_cancelled() {
            return Err(ConvertProblem::Cancelled);
        }
        self.time(self.limits.page_time)?;
        let (wide, high) = size.unwrap_or((16.0, 9.0));
        let drawn = match size {
            None => Err(ConvertProblem::broken("a page without a size")),
            Some((wide, high)) if high / wide > PAGE_ASPECT_MAX => Err(ConvertProblem::TooLarge),
            Some((wide, _)) => self.draw(number, wide).await,
        };
        if let Err(ConvertProblem::Cancelled | ConvertProblem::Failed(_)) = drawn {
            return drawn.map(|_| None);
        }
        let height = units(high / wide);
        Ok(Some(Draft { number, drawn, height }))
    }

    async fn draw(&self, number: u32, wide: f64) -> Result<(Vec<u8>, TextLayer), ConvertProblem> {
        let number = number.to_string();
        let (widest, _) = WIDTHS[WIDTHS.len() - 1];
        let widest = widest.to_string();
        let draws = ["-f", &number, "-l", &number, "-cropbox", "-scale-to-x", &widest];
        let draws = [&draws[..], &["-scale-to-y", "-1"]].concat();
        let picture = self.poppler(self.programs.pdftoppm.as_deref(), &draws, None).await?;
        if !picture.starts_with(b"P6") {
            return Err(ConvertProblem::broken("a page that cannot be drawn"));
        }
        let reads = ["-f", &number, "-l", &number, "-cropbox", "-bbox-layout"];
        // A page whose words cannot be read still has its picture.
        let layer = match self.poppler(self.programs.pdftotext.as_deref(), &reads, Some("-")).await
        {
            Ok(printed) => words(&printed, wide).unwrap_or_default(),
            Err(problem @ (ConvertProblem::Cancelled | ConvertProblem::Failed(_))) => {
                return Err(problem);
            }
            Err(_) => TextLayer::default(),
        };
        Ok((picture, layer))
    }

    async fn poppler(
        &self,
        program: Option<&Path>,
        words: &[&str],
        after: Option<&str>,
    ) -> Result<Vec<u8>, ConvertProblem> {
        let program = program.ok_or(ConvertProblem::NeedsPoppler)?;
        let mut words: Vec<OsString> = words.iter().map(OsString::from).collect();
        words.push(self.pdf.into());
        words.extend(after.map(OsString::from));
        let reads = [self.pdf];
        let time = self.time(self.limits.page_time)?;
        let run =
            Run { reads: &reads, time, ..Run::new(program, &words, self.folder, self.limits) };
        let ended = self::run(&self.programs.cage, run, self.cancelled).await.map_err(problem)?;
        if ended.succeeded {
            Ok(ended.printed)
        } else {
            Err(ConvertProblem::broken(ended.complaints))
        }
    }

    async fn finish(&self, draft: Draft) -> Result<Page, ConvertProblem> {
        let out: PathBuf = self.out.to_owned();
        let done = tokio::task::spawn_blocking(move || finish(draft, &out)).await?;
        Ok(done?)
    }

    async fn leads(&self) -> Result<Leads, ConvertProblem> {
        let Some(program) = self.programs.qpdf.as_deref() else { return Ok(Leads::default()) };
        let mut words: Vec<OsString> =
            ["--json=2", "--json-stream-data=none", "--json-key=pages", "--json-key=qpdf"]
                .map(OsString::from)
                .to_vec();
        words.push(self.pdf.into());
        let reads = [self.pdf];
        let time = self.time(self.limits.page_time)?;
        let run = Run {
            reads: &reads,
            time,
            printed_bytes_max: LEADS_BYTES_MAX,
            ..Run::new(program, &words, self.folder, self.limits)
        };
        match self::run(&self.programs.cage, run, self.cancelled).await {
            // It prints what it can, and warns by how it ends.
            Ok(ended) => Ok(tokio::task::spawn_blocking(move || links(&ended.printed)).await?),
            Err(Stopped::Cancelled) => Err(ConvertProblem::Cancelled),
            Err(stopped) => {
                tracing::info!(%stopped, "a document has no links: QPDF did not read it");
                Ok(Leads::default())
            }
        }
    }
}

fn finish(draft: Draft, out: &Path) -> anyhow::Result<Page> {
    let number = draft.number;
    let mut page = Page {
        page: number,
        slide: number,
        label: number.to_string(),
        width: PAGE_UNITS,
        height: draft.height,
        ..Page::default()
    };
    let made = draft.drawn.and_then(|(picture, layer)| Ok((decoded(&picture)?, layer)));
    match made {
        Ok((picture, layer)) => {
            page.height = height(picture.width(), picture.height());
            pictures::write(&picture, out, number)?;
            fs::write(out.join(format!("{number}.json")), serde_json::to_vec(&layer)?)?;
        }
        Err(problem) => {
            tracing::info!(page = number, %problem, "a page of a document failed");
            page.problem = Some(problem.code().unwrap_or("deck.broken").to_owned());
        }
    }
    Ok(page)
}

fn decoded(picture: &[u8]) -> Result<DynamicImage, ConvertProblem> {
    let reader = ImageReader::with_format(Cursor::new(picture), ImageFormat::Pnm);
    Ok(reader.decode().map_err(ConvertProblem::broken)?.into_rgb8().into())
}
