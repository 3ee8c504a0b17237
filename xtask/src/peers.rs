//! The clients that the stage is tried with beside browsers: Python's packages, below target/.

use std::fs;
use std::path::PathBuf;

use crate::install::{self, Need};
use crate::shell::{command, run};

const WANTED: &str = "e2e/peers/requirements.txt";

/// What makes places for Python's packages.
const PYTHON: Need = Need { package: "python3-venv", shown_by: "python3" };

/// Puts them in a place of their own when the list of them changed since the last time; answers
/// the Python that has them.
///
/// # Errors
/// When Python is missing or a package cannot be had.
pub fn install() -> anyhow::Result<PathBuf> {
    let place = std::path::absolute("target/peers")?;
    let (python, stamp) = (place.join("bin/python"), place.join(".xingtan-wanted"));
    let wanted = fs::read(WANTED)?;
    if fs::read(&stamp).is_ok_and(|seen| seen == wanted) && python.exists() {
        return Ok(python);
    }
    install::ensure([&PYTHON])?;
    let has_venv = run(&mut command(&["python3", "-c", "import ensurepip, venv"])).is_ok();
    if !has_venv {
        // Debian has Python without the part that makes places.
        install::ensure([&Need { shown_by: "/nowhere", ..PYTHON }])?;
    }
    let folder = place.to_string_lossy();
    run(&mut command(&["python3", "-m", "venv", "--clear", &folder]))?;
    let packages = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", WANTED];
    run(command(&[&python.to_string_lossy()]).args(packages))?;
    fs::write(stamp, wanted)?;
    Ok(python)
}
