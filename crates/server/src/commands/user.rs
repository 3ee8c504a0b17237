//! `xingtan user`: for whoever sits at the server's console.

use anyhow::bail;
use clap::Subcommand;
use xingtan_identity::Identity;
use xingtan_platform::clock::Clock;

use super::Flags;
use crate::start::open_world;

/// Helps people who are locked out.
#[derive(Debug, clap::Args)]
pub struct User {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Gives a person a new password, prints it once, and signs him out everywhere.
    Password {
        /// The name he signs in with.
        name: String,
        #[command(flatten)]
        flags: Flags,
    },
}

impl User {
    /// Does what was asked.
    ///
    /// # Errors
    /// When there is no such person or the database cannot be used.
    pub async fn run(self) -> anyhow::Result<()> {
        let Action::Password { name, flags } = self.action;
        let ctx = open_world(flags.load()?, Clock::system()).await?;
        let identity = Identity::new(ctx);
        let found =
            identity.reset_from_console(&name).await.map_err(|error| error.into_report())?;
        match found {
            Some(password) => println!("{password}"),
            None => bail!("nobody signs in with the name {name}"),
        }
        Ok(())
    }
}
