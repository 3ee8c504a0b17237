//! The `xingtan` command.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = xingtan_server::commands::Cli::parse();
    match cli.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xingtan: {error:#}");
            ExitCode::FAILURE
        }
    }
}
