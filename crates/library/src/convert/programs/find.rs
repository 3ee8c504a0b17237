//! Which programs are installed here, and which cage works.

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use super::cage::{Cage, Walls};
use super::run::{Ended, Run, run};
use crate::convert::limits::Limits;

/// Where the makers' own packages of LibreOffice put it.
const OFFICE_FOLDER: &str = "/opt";

/// How long finding out may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// The programs that convert.
#[derive(Debug, Clone)]
pub struct Programs {
    /// Poppler's `pdfinfo`.
    pub pdfinfo: Option<PathBuf>,
    /// Poppler's `pdftoppm`.
    pub pdftoppm: Option<PathBuf>,
    /// Poppler's `pdftotext`.
    pub pdftotext: Option<PathBuf>,
    /// LibreOffice's `soffice`.
    pub soffice: Option<PathBuf>,
    /// QPDF's `qpdf`.
    pub qpdf: Option<PathBuf>,
    /// Fontconfig's `fc-list`.
    pub fc_list: Option<PathBuf>,
    /// What they run in.
    pub cage: Cage,
}

impl Programs {
    /// Looks for the programs on the path and tries which walls stand here. Once is enough for a
    /// server's life.
    pub async fn find() -> Self {
        let mut programs = Self {
            pdfinfo: on_path("pdfinfo"),
            pdftoppm: on_path("pdftoppm"),
            pdftotext: on_path("pdftotext"),
            soffice: on_path("soffice").or_else(in_opt),
            qpdf: on_path("qpdf"),
            fc_list: on_path("fc-list"),
            cage: Cage { walls: Walls::None, prlimit: on_path("prlimit"), nice: on_path("nice") },
        };
        programs.cage.walls = walls(&programs.cage).await;
        programs.say_what_is_missing();
        programs
    }

    fn say_what_is_missing(&self) {
        match &self.cage.walls {
            Walls::Bubblewrap(_) => {}
            Walls::Unshare(_) => tracing::warn!(
                "bubblewrap does not work here: programs that read documents have no network, but \
                see the files that this server sees"
            ),
            Walls::None => tracing::warn!(
                "neither bubblewrap nor unshare works here: programs that read documents see the \
                files and the network that this server sees"
            ),
        }
        if self.cage.prlimit.is_none() {
            tracing::warn!("prlimit is missing: programs that read documents have no memory limit");
        }
        if self.qpdf.is_none() {
            tracing::info!("qpdf is missing: pages of decks have no links");
        }
    }

    /// The names of all fonts that are installed; none when nobody knows.
    pub async fn fonts(&self, folder: &Path, limits: &Limits) -> Option<BTreeSet<String>> {
        let program = self.fc_list.as_deref()?;
        let words = [":", "family"].map(Into::into);
        let run = Run { reads: &[], time: PATIENCE, ..Run::new(program, &words, folder, limits) };
        let cancelled = CancellationToken::new();
        let Ok(Ended { printed, succeeded: true, .. }) =
            self::run(&self.cage, run, &cancelled).await
        else {
            return None;
        };
        let printed = String::from_utf8_lossy(&printed).into_owned();
        let names = printed.lines().flat_map(|line| line.split(','));
        // Fontconfig puts a backslash before signs that mean something to it.
        let names = names.map(|name| name.replace('\\', "").trim().to_owned());
        let names: BTreeSet<String> = names.filter(|name| !name.is_empty()).collect();
        (!names.is_empty()).then_some(names)
    }
}

/// The first walls behind which a program starts.
async fn walls(bare: &Cage) -> Walls {
    let Some(program) = on_path("true") else { return Walls::None };
    let bubblewrap = on_path("bwrap").map(Walls::Bubblewrap);
    let unshare = on_path("unshare").map(Walls::Unshare);
    let folder = env::temp_dir();
    for walls in [bubblewrap, unshare].into_iter().flatten() {
        let cage = Cage { walls, ..bare.clone() };
        let limits = Limits::default();
        let run = Run { time: PATIENCE, ..Run::new(&program, &[], &folder, &limits) };
        let ended = self::run(&cage, run, &CancellationToken::new()).await;
        if ended.is_ok_and(|ended| ended.succeeded) {
            return cage.walls;
        }
    }
    Walls::None
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let found = env::split_paths(&path).map(|folder| folder.join(name));
    found.into_iter().find(|file| file.is_absolute() && file.is_file())
}

fn in_opt() -> Option<PathBuf> {
    let folders = std::fs::read_dir(OFFICE_FOLDER).ok()?.flatten();
    let offices = folders.filter(|entry| entry.file_name().to_string_lossy().contains("office"));
    offices.map(|entry| entry.path().join("program/soffice")).find(|file| file.is_file())
}
