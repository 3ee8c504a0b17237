//! Building the pages, and the files generated from the interface.

#[path = "../../crates/server/build/web_source.rs"]
mod web_source;

use std::fs;
use std::path::Path;

use crate::shell::{command, run};

const WEB: &str = "web";
/// What makes types of the description; apart from the pages for its TypeScript 5.
const TYPES: &str = "web/tools/api";
const OPENAPI: &str = "docs/generated/openapi.json";

/// Installs the packages that the lock file names, when it changed since the last time.
///
/// # Errors
/// When npm fails.
pub fn install(folder: &str) -> anyhow::Result<()> {
    let lock = fs::read(Path::new(folder).join("package-lock.json"))?;
    let stamp = Path::new(folder).join("node_modules/.xingtan-lock");
    if fs::read(&stamp).is_ok_and(|seen| seen == lock) {
        return Ok(());
    }
    let words = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"];
    run(command(&words).current_dir(folder))?;
    fs::write(stamp, lock)?;
    Ok(())
}

/// Builds the pages if their sources changed since the last build.
///
/// # Errors
/// When npm or the build fails.
pub fn build() -> anyhow::Result<()> {
    let hash = web_source::hash(Path::new(WEB))?;
    let stamp = Path::new(WEB).join("dist").join(web_source::STAMP);
    if fs::read_to_string(&stamp).is_ok_and(|seen| seen.trim() == hash) {
        return Ok(());
    }
    install(WEB)?;
    run(command(&["npm", "run", "--silent", "build"]).current_dir(WEB))?;
    fs::write(stamp, hash)?;
    Ok(())
}

/// Fails when the types made from the interface's description are stale.
///
/// # Errors
/// When they are, naming the command that makes them again.
pub fn check_generated() -> anyhow::Result<()> {
    install(TYPES)?;
    run(command(&["npm", "run", "--silent", "check"]).current_dir(TYPES))
}

/// Writes `docs/generated/openapi.json` and `web/src/api/schema.ts` again.
///
/// # Errors
/// When the server cannot be built or npm fails.
pub fn generate() -> anyhow::Result<()> {
    let words = ["cargo", "run", "--quiet", "-p", "xingtan-server", "--", "openapi"];
    let text = crate::shell::output(&mut command(&words))?;
    fs::create_dir_all("docs/generated")?;
    fs::write(OPENAPI, text)?;
    install(TYPES)?;
    run(command(&["npm", "run", "--silent", "generate"]).current_dir(TYPES))
}
