//! `xingtan pack make`.

use std::path::Path;

use anyhow::{Context as _, bail, ensure};
use futures_util::StreamExt as _;
use tokio::io::AsyncWriteExt as _;
use xingtan_base::ids::{ClassId, LessonId};
use xingtan_live::pack::ask::{self, Asked, PackToMake};
use xingtan_live::pack::format::layout::{Stretch, stretches};
use xingtan_live::pack::make::{Maker, store::Place, worker};
use xingtan_live::pack::rows::{self, PackRow};
use xingtan_live::playback::Shelves;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;
use xingtan_platform::jobs;
use xingtan_teaching::lessons::lesson::as_staff;

use super::{LOOK_AGAIN, Trouble, class_id, stop};
use crate::pages;

/// What is to be packed.
pub(super) struct Wanted {
    pub(super) lesson: LessonId,
    pub(super) class: ClassId,
    pub(super) pictures: bool,
}

/// The class of a lesson by its id or its name.
pub(super) async fn class(ctx: &Ctx, lesson: LessonId, name: &str) -> anyhow::Result<ClassId> {
    let read = async move |tx: &Tx| as_staff(tx, lesson).await;
    let found = ctx.db.read("pack.class", read).await.map_err(ApiError::into_report)?;
    let classes = found.audience.iter().map(|row| &row.class);
    let wanted = class_id(name);
    let class = classes.clone().find(|class| Some(class.id) == wanted || class.name == name);
    class.map(|class| class.id).with_context(|| {
        let names: Vec<_> = classes.map(|class| class.name.as_str()).collect();
        format!("the lesson is not for the class {name}; it is for {}", names.join(", "))
    })
}

/// Waits until a making has ended. A server that runs may do the job as well.
async fn ended(ctx: &Ctx, asked: &PackRow) -> anyhow::Result<()> {
    let (lesson, pack, making) = (asked.lesson, asked.id, asked.making);
    let mut trouble = Trouble::default();
    loop {
        let key = worker::key(asked);
        let find = async move |tx: &Tx| -> Result<_, db::Error> {
            let row = rows::one(tx, lesson, pack).await?;
            Ok((row, jobs::status(tx, worker::KIND, &key).await?))
        };
        let (row, status) = ctx.db.read("pack.made", find).await?;
        let row: PackRow = row.context("the pack was removed meanwhile")?;
        if row.made == making {
            return Ok(());
        }
        ensure!(row.making == making, "the pack was asked for anew meanwhile; wait for that one");
        if let Some(problem) = row.problem {
            bail!("the lesson cannot be packed: {problem}");
        }
        let status: Option<jobs::Status> = status;
        trouble.tell(status.as_ref());
        match status.map(|status| (status.state, status.error)) {
            Some((jobs::State::Cancelled, _)) => bail!("the making was called off"),
            Some((jobs::State::Failed, error)) => {
                bail!("the making failed: {}", error.unwrap_or_default())
            }
            _ => tokio::time::sleep(LOOK_AGAIN).await,
        }
    }
}

/// Packs a lesson and writes the pack to a file.
pub(super) async fn make(ctx: &Ctx, wanted: Wanted, out: &Path) -> anyhow::Result<()> {
    let asked = Asked {
        lesson: wanted.lesson,
        wanted: PackToMake { class: wanted.class, pictures: wanted.pictures },
        by: None,
        at: ctx.clock.now(),
        id: ctx.ids.next(),
        secret: ctx.ids.secret(24),
    };
    let write = async move |tx: &Tx| ask::making(tx, &asked).await;
    let row = ctx.db.write("pack.ask", write).await.map_err(ApiError::into_report)?;
    let maker = Maker::new(ctx.clone(), Shelves::at_rest(ctx), pages::pack_player());
    worker::register(ctx, &maker);
    let ended = ended(ctx, &row).await;
    stop(ctx).await;
    ended?;
    let place = Place { lesson: row.lesson, pack: row.id };
    let laid = place.layout(&ctx.files, row.making).await?;
    let laid = laid.context("what was just made is not there")?;
    let half = out.with_extension("half");
    let mut file = tokio::fs::File::create(&half)
        .await
        .with_context(|| format!("cannot write {}", half.display()))?;
    let mut size = 0;
    for stretch in stretches(&laid) {
        size += stretch.bytes();
        match stretch {
            Stretch::Words(words) => file.write_all(&words).await?,
            Stretch::File(sha256, bytes) => {
                let mut stream = ctx.files.stream(&place.part_key(&sha256), 0..bytes).await?;
                while let Some(bytes) = stream.next().await {
                    file.write_all(&bytes?).await?;
                }
            }
        }
    }
    file.flush().await?;
    file.sync_all().await?;
    tokio::fs::rename(&half, out).await?;
    println!("{}: {} files, {} bytes; pack {}", out.display(), laid.len(), size, row.id);
    Ok(())
}
