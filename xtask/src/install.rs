//! Puts on this machine what a command needs, or says exactly what to install.

use std::path::Path;

use anyhow::bail;

use crate::shell;

/// A program or font that comes from the system's packages.
pub struct Need {
    /// Debian's package.
    pub package: &'static str,
    /// It is there when this exists: a program's name, or a path.
    pub shown_by: &'static str,
}

/// What makes pages of documents, in a cage. A server runs without it and says what is missing.
pub const FOR_DECKS: [Need; 6] = [
    Need { package: "bubblewrap", shown_by: "bwrap" },
    Need {
        package: "libreoffice-impress-nogui",
        shown_by: "/usr/lib/libreoffice/program/libsdlo.so",
    },
    Need { package: "libreoffice-math-nogui", shown_by: "/usr/lib/libreoffice/program/libsmlo.so" },
    Need {
        package: "libreoffice-writer-nogui",
        shown_by: "/usr/lib/libreoffice/program/libswlo.so",
    },
    Need { package: "poppler-utils", shown_by: "pdftoppm" },
    Need { package: "qpdf", shown_by: "qpdf" },
];

/// What the tests need besides.
pub const FOR_TESTS: [Need; 7] = [
    Need { package: "chromium", shown_by: "chromium" },
    Need { package: "coturn", shown_by: "turnserver" },
    Need { package: "ffmpeg", shown_by: "ffmpeg" },
    Need { package: "fonts-noto-cjk", shown_by: "/usr/share/fonts/opentype/noto" },
    Need { package: "libnss3-tools", shown_by: "certutil" },
    Need { package: "pebble", shown_by: "pebble" },
    Need { package: "postgresql", shown_by: "/usr/lib/postgresql" },
];

/// What measuring beside others needs.
pub const FOR_BENCH: [Need; 6] = [
    Need { package: "ffmpeg", shown_by: "ffmpeg" },
    Need { package: "janus", shown_by: "janus" },
    Need { package: "libnginx-mod-nchan", shown_by: "/usr/lib/nginx/modules/ngx_nchan_module.so" },
    Need { package: "libnginx-mod-rtmp", shown_by: "/usr/lib/nginx/modules/ngx_rtmp_module.so" },
    Need { package: "nginx", shown_by: "/usr/sbin/nginx" },
    Need { package: "openssl", shown_by: "openssl" },
];

/// Installs what is missing for decks, or says that documents will not become pages.
///
/// # Errors
/// When Node.js is missing.
pub fn for_running() -> anyhow::Result<()> {
    ensure([])?;
    if let Err(missing) = ensure(&FOR_DECKS) {
        println!("Not all documents will become pages: {missing}");
    }
    Ok(())
}

/// Installs what the tests need.
///
/// # Errors
/// As [`ensure`].
pub fn for_tests() -> anyhow::Result<()> {
    ensure(FOR_TESTS.iter().chain(&FOR_DECKS))
}

/// Installs what is missing.
///
/// # Errors
/// When something is missing and cannot be installed from here; the text is the command to run.
pub fn ensure<'a>(needs: impl IntoIterator<Item = &'a Need>) -> anyhow::Result<()> {
    if !shell::has("node") || !shell::has("npm") {
        bail!("Node.js 20 or newer with npm is needed; install it and run this again");
    }
    let missing: Vec<&str> =
        needs.into_iter().filter(|need| !is_there(need)).map(|need| need.package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let by_hand = format!("apt-get install -y {}", missing.join(" "));
    if !shell::has("apt-get") {
        bail!("install these with this system's package manager: {}", missing.join(", "));
    }
    let is_root = shell::output(&mut shell::command(&["id", "-u"]))?.trim() == "0";
    let prefix: &[&str] = if is_root { &[] } else { &["sudo", "-n"] };
    if !is_root && shell::run(&mut shell::command(&["sudo", "-n", "true"])).is_err() {
        bail!("run this first, as root: {by_hand}");
    }
    let apt = |rest: &[&str]| {
        let words = [prefix, rest].concat();
        shell::run(shell::command(&words).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt(&["apt-get", "update", "-q"])?;
    let mut install = vec!["apt-get", "install", "-y", "-q", "--no-install-recommends"];
    install.extend(&missing);
    apt(&install)
}

fn is_there(need: &Need) -> bool {
    if need.shown_by.starts_with('/') {
        Path::new(need.shown_by).exists()
    } else {
        shell::has(need.shown_by)
    }
}
