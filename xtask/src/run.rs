//! `cargo xtask run`: from a clone to a page with a living classroom.

use crate::shell::{Steps, command, run as run_command};
use crate::{install, web};

/// How to run.
#[derive(clap::Args)]
pub struct Options {
    /// Folder for the database, files and recordings.
    #[arg(long, default_value = "data/demo")]
    data: String,
    /// Address of the pages.
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: String,
    /// Address for encoders.
    #[arg(long, default_value = "127.0.0.1:1935")]
    rtmp: String,
}

/// Sets up, builds and starts.
///
/// # Errors
/// When a step fails, naming it.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let mut steps = Steps::new(4);
    steps.step("Installing what is missing", install::for_running)?;
    steps.step("Building the pages", web::build)?;
    steps.step("Building the server (a few minutes the first time)", || {
        run_command(&mut command(&["cargo", "build", "--release", "-p", "xingtan-server"]))
    })?;
    steps.step("Serving; stop with Ctrl-C", || {
        let target = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
        let binary = format!("{target}/release/xingtan");
        run_command(&mut command(&[
            &binary,
            "serve",
            "--demo",
            "--data",
            &options.data,
            "--listen",
            &options.listen,
            "--rtmp",
            &options.rtmp,
        ]))
    })
}
