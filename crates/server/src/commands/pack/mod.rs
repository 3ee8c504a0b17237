//! `xingtan pack`: lesson packs at the console, for schools without a line.

mod answers;
mod assemble;
mod fetch;
mod import;
mod make;

use std::path::PathBuf;
use std::time::Duration;

use clap::Subcommand;
use xingtan_base::ids::{ClassId, LessonId, PackId, ShelvedId};
use xingtan_platform::clock::Clock;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::jobs;

use super::Flags;
use crate::start::open_world;

/// Makes, fetches and shelves lesson packs, and takes their answers along.
#[derive(Debug, clap::Args)]
pub struct Pack {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Packs a lesson that is over for one of its classes.
    Make {
        /// The lesson's id, as in the address of its report.
        #[arg(long)]
        lesson: LessonId,
        /// The class's id, or its name as the lesson's audience has it.
        #[arg(long)]
        class: String,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        /// Leave the picture out, so that the pack is megabytes instead of gigabytes.
        #[arg(long)]
        sound_only: bool,
        #[command(flatten)]
        flags: Flags,
    },
    /// Fetches a pack from its address; goes on where it stopped, and fetches only what changed.
    Fetch {
        /// The address that the lesson's page shows.
        address: String,
        /// The file to write; an older version of the pack there is made use of.
        #[arg(long)]
        out: PathBuf,
    },
    /// Puts a pack on a school's shelf on this server.
    Import {
        /// The pack.
        file: PathBuf,
        /// The school's name or id; not needed where there is one school.
        #[arg(long)]
        school: Option<String>,
        #[command(flatten)]
        flags: Flags,
    },
    /// Writes the answers given here to a pack on the shelf into the file that goes back.
    Answers {
        /// The pack's id, or its id on the shelf.
        #[arg(long)]
        pack: PackId,
        /// The file to write.
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        flags: Flags,
    },
}

impl Pack {
    /// Does what was asked.
    ///
    /// # Errors
    /// When it cannot be done; the text says what to do.
    pub async fn run(self) -> anyhow::Result<()> {
        match self.action {
            Action::Make { lesson, class, out, sound_only, flags } => {
                let ctx = world(flags).await?;
                let class = make::class(&ctx, lesson, &class).await?;
                make::make(&ctx, make::Wanted { lesson, class, pictures: !sound_only }, &out).await
            }
            Action::Fetch { address, out } => fetch::fetch(&address, &out).await,
            Action::Import { file, school, flags } => {
                let ctx = world(flags).await?;
                import::import(&ctx, &file, school.as_deref()).await
            }
            Action::Answers { pack, out, flags } => {
                let ctx = world(flags).await?;
                answers::write(&ctx, pack, &out).await
            }
        }
    }
}

async fn world(flags: Flags) -> anyhow::Result<Ctx> {
    open_world(flags.load()?, Clock::system()).await
}

/// Pause before it is looked again whether a job has ended.
const LOOK_AGAIN: Duration = Duration::from_millis(200);
/// How long it may take until this process does no job any more.
const STOP: Duration = Duration::from_secs(10);

/// What was said of tries that failed. The next follows by itself, after a pause.
#[derive(Default)]
struct Trouble(Option<String>);

impl Trouble {
    fn tell(&mut self, status: Option<&jobs::Status>) {
        let error = status.and_then(|status| status.error.clone());
        if let Some(error) = error.as_ref().filter(|_| error != self.0) {
            println!("  {error}; trying again");
        }
        self.0 = error;
    }
}

/// Does no more jobs. Those that are not done are left to a server.
async fn stop(ctx: &Ctx) {
    ctx.tasks.stop(STOP).await;
}

fn class_id(text: &str) -> Option<ClassId> {
    text.parse().ok()
}

fn shelved_id(pack: PackId) -> ShelvedId {
    ShelvedId::from_uuid(pack.uuid())
}
