//! What the `xingtan` command can do.

mod doctor;
mod flags;
mod pack;
mod serve;
mod user;

use clap::{Parser, Subcommand};
use xingtan_platform::clock::Clock;
use xingtan_platform::config::Config;

pub use flags::Flags;

/// Xingtan, the self-hosted cloud classroom.
#[derive(Debug, Parser)]
#[command(name = "xingtan", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serves pages, interface, sockets and encoders.
    Serve(Flags),
    /// Brings the database up to date and stops.
    Migrate(Flags),
    /// Makes accounts and resets passwords from the server's own console.
    User(user::User),
    /// Makes, fetches and shelves lesson packs.
    Pack(pack::Pack),
    /// Prints the description of the interface.
    Openapi,
    /// Looks for what would keep this server from working well.
    Doctor(Flags),
    /// Prints the JSON Schema of the configuration file.
    ConfigSchema,
}

impl Cli {
    /// Does what was asked.
    ///
    /// # Errors
    /// When it cannot be done; the text says what to do.
    pub fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Openapi => {
                print!("{}", crate::openapi::text()?);
                Ok(())
            }
            Command::ConfigSchema => {
                println!("{}", Config::schema());
                Ok(())
            }
            Command::Serve(flags) => in_runtime(serve::serve(flags.load()?)),
            Command::Migrate(flags) => in_runtime(migrate(flags.load()?)),
            Command::User(user) => in_runtime(user.run()),
            Command::Pack(pack) => in_runtime(pack.run()),
            Command::Doctor(flags) => in_runtime(doctor::examine(flags.load()?)),
        }
    }
}

async fn migrate(config: Config) -> anyhow::Result<()> {
    crate::start::open_world(config, Clock::system()).await?;
    println!("The database is up to date.");
    Ok(())
}

fn in_runtime(work: impl std::future::Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(work)
}
