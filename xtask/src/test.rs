//! `cargo xtask test`: everything that must hold.

use std::path::Path;

use crate::postgres::Postgres;
use crate::shell::{Steps, command, root, run as run_command};
use crate::{check, install, peers, tidy, web};

/// How to test.
#[derive(clap::Args)]
pub struct Options {
    /// Leave out the tests in a browser.
    #[arg(long)]
    no_browser: bool,
}

/// Sets up and runs every test.
///
/// # Errors
/// When a step fails, naming it.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut steps = Steps::new(if options.no_browser { 8 } else { 10 });
    steps.step("Installing what is missing", install::for_tests)?;
    steps.step("Format", check::format)?;
    steps.step("Tidy", || tidy::run(&root()?))?;
    steps.step("Web: packages", || web::install("web"))?;
    steps.step("Web: lints, types and tests", web_checks)?;
    steps.step("Web: build and size budget", || {
        web::build()?;
        run_command(command(&["npm", "run", "--silent", "budget"]).current_dir("web"))
    })?;
    steps.step("Rust: lints", check::lints)?;
    steps.step("Rust: tests on SQLite and PostgreSQL, files on disk and S3", rust_tests)?;
    if options.no_browser {
        return Ok(());
    }
    steps.step("Browser: server and packages", || {
        run_command(&mut command(&["cargo", "build", "--quiet", "-p", "xingtan-server"]))?;
        web::install("e2e")?;
        peers::install().map(|_| ())
    })?;
    steps.step("Browser: tests", || {
        let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
        let binary = std::path::absolute(Path::new(&target).join("debug/xingtan"))?;
        run_command(
            command(&["npm", "test", "--silent"])
                .current_dir("e2e")
                .env("XINGTAN_TEST_BINARY", binary)
                .env("XINGTAN_TEST_PYTHON", peers::install()?),
        )
    })
}

fn web_checks() -> anyhow::Result<()> {
    web::check_generated()?;
    run_command(command(&["npm", "run", "--silent", "check"]).current_dir("web"))?;
    run_command(command(&["npm", "test", "--silent"]).current_dir("web"))
}

fn rust_tests() -> anyhow::Result<()> {
    let postgres = Postgres::start()?;
    run_command(
        command(&["cargo", "test", "--workspace", "--no-fail-fast"])
            .env("XINGTAN_TEST_POSTGRES", postgres.url()),
    )
}
