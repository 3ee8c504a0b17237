//! LibreOffice: slides and texts to PDF.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::limits::Limits;
use super::problem::ConvertProblem;
use super::programs::{Programs, Run, Stopped, run};

/// LibreOffice's settings for a document from outside: no macro runs, nothing that the document
/// names is fetched, nothing is asked for or recovered.
const SETTINGS: [(&str, &str, &str); 7] = [
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Common/Misc", "FirstRun", "false"),
    ("Common/Save/Document", "AutoSave", "false"),
];

/// Converts a document to PDF; gives the PDF's path within the folder.
///
/// # Errors
/// When LibreOffice is missing, too slow, or makes nothing of the document.
pub async fn to_pdf(
    programs: &Programs,
    source: &Path,
    folder: &Path,
    (limits, time): (&Limits, Duration),
    cancelled: &CancellationToken,
) -> Result<PathBuf, ConvertProblem> {
    let program = programs.soffice.as_deref().ok_or(ConvertProblem::NeedsLibreOffice)?;
    let (profile, out) = (folder.join("profile"), folder.join("office"));
    fs::create_dir_all(profile.join("user"))?;
    fs::create_dir_all(&out)?;
    fs::write(profile.join("user/registrymodifications.xcu"), settings())?;
    let mut installation = OsString::from("-env:UserInstallation=file://");
    installation.push(&profile);
    let mut words = vec![installation];
    words.extend(
        ["--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"]
            .map(OsString::from),
    );
    words.extend(["--convert-to", "pdf", "--outdir"].map(OsString::from));
    words.extend([out.clone().into(), source.into()]);
    let reads = [source];
    let run = Run { reads: &reads, time, ..Run::new(program, &words, folder, limits) };
    let ended = self::run(&programs.cage, run, cancelled).await.map_err(problem)?;
    let stem = source.file_stem().unwrap_or_default();
    let pdf = out.join(stem).with_extension("pdf");
    // It says that all went well even when it made nothing.
    if pdf.is_file() {
        return Ok(pdf);
    }
    let complaints = ended.complaints.trim();
    tracing::info!(complaints, "LibreOffice made no PDF of a document");
    Err(ConvertProblem::broken("LibreOffice cannot read it"))
}

/// Why a program did not end by itself, as a problem of the document.
pub fn problem(stopped: Stopped) -> ConvertProblem {
    match stopped {
        Stopped::Cancelled => ConvertProblem::Cancelled,
        Stopped::TooSlow => ConvertProblem::TooSlow,
        Stopped::PrintedTooMuch => ConvertProblem::TooLarge,
        Stopped::Trouble(error) => error.into(),
    }
}

fn settings() -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<oor:items \
        xmlns:oor=\"http://openoffice.org/2001/registry\" \
        xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
        xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n",
    );
    for (path, name, value) in SETTINGS {
        out.push_str(&format!(
            "<item oor:path=\"/org.openoffice.Office.{path}\"><prop oor:name=\"{name}\" \
            oor:op=\"fuse\"><value>{value}</value></prop></item>\n"
        ));
    }
    out.push_str("</oor:items>\n");
    out
}
