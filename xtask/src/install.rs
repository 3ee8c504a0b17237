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

/// What running needs beyond Rust and Node.js: nothing yet that has to be there.
pub const FOR_RUN: [Need; 0] = [];

/// What the tests need.
pub const FOR_TESTS: [Need; 4] = [
    Need { package: "chromium", shown_by: "chromium" },
    Need { package: "ffmpeg", shown_by: "ffmpeg" },
    Need { package: "fonts-noto-cjk", shown_by: "/usr/share/fonts/opentype/noto" },
    Need { package: "postgresql", shown_by: "/usr/lib/postgresql" },
];

/// What measuring beside others needs.
pub const FOR_BENCH: [Need; 5] = [
    Need { package: "ffmpeg", shown_by: "ffmpeg" },
    Need { package: "libnginx-mod-nchan", shown_by: "/usr/lib/nginx/modules/ngx_nchan_module.so" },
    Need { package: "libnginx-mod-rtmp", shown_by: "/usr/lib/nginx/modules/ngx_rtmp_module.so" },
    Need { package: "nginx", shown_by: "/usr/sbin/nginx" },
    Need { package: "openssl", shown_by: "openssl" },
];

/// Installs what is missing.
///
/// # Errors
/// When something is missing and cannot be installed from here; the text is the command to run.
pub fn ensure(needs: &[Need]) -> anyhow::Result<()> {
    if !shell::has("node") || !shell::has("npm") {
        bail!("Node.js 20 or newer with npm is needed; install it and run this again");
    }
    let missing: Vec<&str> =
        needs.iter().filter(|need| !is_there(need)).map(|need| need.package).collect();
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
