//! How many pages a PDF has, and how large they are.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::convert::limits::Limits;
use crate::convert::office::problem;
use crate::convert::problem::ConvertProblem;
use crate::convert::programs::{Programs, Run, run};

/// What is known of a PDF before its pages are made.
#[derive(Debug, Clone, PartialEq)]
pub struct Info {
    /// Width and height of each page as it is seen, in points; none where it has none.
    pub sizes: Vec<Option<(f64, f64)>>,
}

/// Asks Poppler about a PDF.
///
/// # Errors
/// When it is encrypted, broken, empty, or has too many pages.
pub async fn info(
    programs: &Programs,
    pdf: &Path,
    folder: &Path,
    (limits, time): (&Limits, Duration),
    cancelled: &CancellationToken,
) -> Result<Info, ConvertProblem> {
    let program = programs.pdfinfo.as_deref().ok_or(ConvertProblem::NeedsPoppler)?;
    let last = limits.pages_max.to_string();
    let mut words: Vec<OsString> = ["-f", "1", "-l", &last].map(OsString::from).to_vec();
    words.push(pdf.into());
    let reads = [pdf];
    let run = Run { reads: &reads, time, ..Run::new(program, &words, folder, limits) };
    let ended = self::run(&programs.cage, run, cancelled).await.map_err(problem)?;
    let complaints = ended.complaints.to_ascii_lowercase();
    if complaints.contains("incorrect password") || complaints.contains("encryption") {
        return Err(ConvertProblem::Encrypted);
    }
    // It says that of a document without pages.
    if complaints.contains("the last page (0)") {
        return Err(ConvertProblem::Empty);
    }
    let printed = String::from_utf8_lossy(&ended.printed).into_owned();
    let count = field(&printed, "Pages:").and_then(|count| count.parse::<u32>().ok());
    match count {
        None => Err(ConvertProblem::broken(complaints.lines().next().unwrap_or("no page count"))),
        Some(0) => Err(ConvertProblem::Empty),
        Some(count) if count > limits.pages_max => Err(ConvertProblem::TooManyPages),
        Some(count) => Ok(Info { sizes: sizes(&printed, count) }),
    }
}

fn field<'a>(printed: &'a str, name: &str) -> Option<&'a str> {
    printed.lines().find_map(|line| Some(line.strip_prefix(name)?.trim()))
}

/// Lines like `Page    3 size:  720 x 405 pts` and `Page    3 rot:   90`.
fn sizes(printed: &str, count: u32) -> Vec<Option<(f64, f64)>> {
    let mut sizes = vec![None; usize::try_from(count).unwrap_or_default()];
    for line in printed.lines() {
        let mut words = line.split_whitespace();
        let (Some("Page"), Some(number), Some(what)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let at = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let Some(size) = at.and_then(|at| sizes.get_mut(at)) else { continue };
        match (what, words.next(), words.next(), words.next()) {
            ("size:", Some(wide), Some("x"), Some(high)) => {
                let sides = wide.parse::<f64>().ok().zip(high.parse::<f64>().ok());
                *size = sides.filter(|(wide, high)| *wide >= 1.0 && *high >= 1.0);
            }
            ("rot:", Some("90" | "270"), ..) => *size = size.map(|(wide, high)| (high, wide)),
            _ => {}
        }
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_as_pages_are_seen() {
        let printed = "Pages:           4\nPage    1 size:  720 x 405 pts\nPage    1 rot:   0\n\
            Page    2 size:  595.3 x 841.89 pts (A4)\nPage    2 rot:   90\n\
            Page    4 size:  0 x 10 pts\nPage    9 size:  1 x 1 pts\n";
        let wanted = [Some((720.0, 405.0)), Some((841.89, 595.3)), None, None];
        assert_eq!(sizes(printed, 4), wanted);
        assert_eq!(field(printed, "Pages:"), Some("4"));
    }
}
