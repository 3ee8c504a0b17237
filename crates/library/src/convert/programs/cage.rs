//! What a program may see and use.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What keeps a program from files and network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Walls {
    /// Bubblewrap: it sees the system's programs and fonts and what it is given, and no network.
    Bubblewrap(PathBuf),
    /// `unshare`: no network; it sees the files that the server sees.
    Unshare(PathBuf),
    /// None: neither works here.
    None,
}

/// How programs are caged on this machine.
#[derive(Debug, Clone)]
pub struct Cage {
    /// What keeps them from files and network.
    pub walls: Walls,
    /// `prlimit`, which bounds memory, time of processor and size of files.
    pub prlimit: Option<PathBuf>,
    /// `nice`, which lets everything else on the machine go first.
    pub nice: Option<PathBuf>,
}

/// What one run may see and use.
#[derive(Debug, Clone, Copy)]
pub struct Allowance<'a> {
    /// The folder it works in, and may write to.
    pub folder: &'a Path,
    /// Other files that it reads.
    pub reads: &'a [&'a Path],
    /// Its time; time of processor is bounded by it too.
    pub time: Duration,
    /// Its address space.
    pub memory_bytes_max: u64,
    /// A file that it writes.
    pub file_bytes_max: u64,
}

/// What a walled program sees of the system: programs, libraries and fonts.
const SYSTEM: [&str; 15] = [
    "/usr",
    "/bin",
    "/sbin",
    "/lib",
    "/lib32",
    "/lib64",
    "/opt",
    "/nix/store",
    "/etc/alternatives",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/libreoffice",
    "/etc/papersize",
    "/var/cache/fontconfig",
];

impl Cage {
    /// The words in front of a program's own.
    pub fn words(&self, allowance: Allowance<'_>) -> Vec<OsString> {
        let mut words: Vec<OsString> = Vec::new();
        if let Some(nice) = &self.nice {
            words.extend([nice.into(), "-n".into(), "10".into()]);
        }
        if let Some(prlimit) = &self.prlimit {
            words.push(prlimit.into());
            for (name, value) in [
                ("as", allowance.memory_bytes_max),
                ("fsize", allowance.file_bytes_max),
                // Two processors for all its time are more than it can have.
                ("cpu", allowance.time.as_secs().saturating_mul(2).max(1)),
                ("core", 0),
            ] {
                words.push(format!("--{name}={value}").into());
            }
            words.push("--".into());
        }
        match &self.walls {
            Walls::Bubblewrap(bwrap) => {
                words.push(bwrap.into());
                words.extend(bubblewrap(allowance));
            }
            Walls::Unshare(unshare) => {
                words.push(unshare.into());
                words.extend(["--user", "--map-current-user", "--net", "--"].map(OsString::from));
            }
            Walls::None => {}
        }
        words
    }
}

fn bubblewrap(allowance: Allowance<'_>) -> Vec<OsString> {
    let flags = ["--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc"];
    let mut words: Vec<OsString> = flags.map(OsString::from).to_vec();
    words.extend(["--dev", "/dev", "--tmpfs", "/tmp"].map(OsString::from));
    for path in SYSTEM {
        words.extend(["--ro-bind-try", path, path].map(OsString::from));
    }
    for path in allowance.reads {
        words.extend(["--ro-bind".into(), path.into(), path.into()]);
    }
    words.extend(["--bind".into(), allowance.folder.into(), allowance.folder.into()]);
    words.extend(["--chdir".into(), allowance.folder.into(), "--".into()]);
    words
}
