//! Makes a pack, file by file.

use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use xingtan_facts::{Context, Fact, Happened, Object};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::facts_log;
use xingtan_platform::http::ApiResult;

use super::decks;
use super::gather;
use super::ink_pictures;
use super::parts::Parts;
use super::progress::Progress;
use super::store::Place;
use crate::pack::format::layout::{self, Laid};
use crate::pack::format::lesson::{PackLesson, PackRun};
use crate::pack::format::manifest::{FORMAT, FORMULA_SCRIPT, INK_SCRIPT, LESSON_SCRIPT};
use crate::pack::format::manifest::{MANIFEST, MANIFEST_SCRIPT};
use crate::pack::format::manifest::{Manifest, Part};
use crate::pack::format::script;
use crate::pack::player::Player;
use crate::pack::refusals;
use crate::pack::rows::{self, PackRow};
use crate::playback::run_file::{RunFile, RunWriter, bytes_of};
use crate::playback::{Shelves, StoredRun};

/// What is needed to make packs. Clones share everything.
#[derive(Clone)]
pub struct Maker {
    ctx: Ctx,
    shelves: Shelves,
    player: Player,
}

impl Maker {
    /// A maker over these recordings.
    pub const fn new(ctx: Ctx, shelves: Shelves, player: Player) -> Self {
        Self { ctx, shelves, player }
    }

    /// Makes what a row asks for and notes that it is there.
    ///
    /// # Errors
    /// A problem when it can never be made; another one when the recording, the database, the file
    /// store or the disk cannot be used.
    pub async fn make(&self, row: &PackRow, progress: &mut Progress) -> ApiResult<()> {
        let (lesson, drawn) = gather::lesson(&self.ctx, row.lesson, row.class).await?;
        let place = Place { lesson: row.lesson, pack: row.id };
        let mut parts = Parts::new(self.ctx.files.clone(), place, row.making);
        let lesson = self.put(row, (lesson, drawn), &mut parts, progress).await?;
        let manifest = self.manifest(row, &lesson, &parts)?;
        let laid = close(&manifest, parts).await?;
        Ok(self.note(row, &laid).await?)
    }

    /// Puts everything but the manifest into the pack.
    async fn put(
        &self,
        row: &PackRow,
        (mut lesson, drawn): (PackLesson, gather::Drawn),
        parts: &mut Parts,
        progress: &mut Progress,
    ) -> anyhow::Result<PackLesson> {
        let bench = Bench::new(&self.ctx, row)?;
        for (path, bytes) in self.player.files() {
            // It weighs more than all the rest of the player.
            if drawn.has_formulas || path != FORMULA_SCRIPT {
                parts.put(path, bytes).await?;
            }
        }
        lesson.decks = decks::put(&self.ctx, row.lesson, parts, &bench.path("clip")).await?;
        ink_pictures::put(&self.ctx, row.lesson, parts).await?;
        let runs = self.shelves.all(row.lesson).await?;
        let bytes: u64 = runs.iter().map(|run| bytes_of(run, row.pictures)).sum();
        progress.expect(bytes.max(1));
        for run in &runs {
            lesson.runs.extend(self.run((row, run), (&bench, parts), progress).await?);
        }
        parts.put(INK_SCRIPT, &script::write(script::INK, &drawn.ink).into()).await?;
        parts.put(LESSON_SCRIPT, &script::write(script::LESSON, &lesson).into()).await?;
        parts.laid.sort_by_key(|laid| place_of(&laid.path));
        Ok(lesson)
    }

    async fn run(
        &self,
        (row, run): (&PackRow, &Arc<StoredRun>),
        (bench, parts): (&Bench, &mut Parts),
        progress: &mut Progress,
    ) -> anyhow::Result<Option<PackRun>> {
        let number = run.run;
        let (scratch, path) = (bench.path("frames"), bench.path("run.mp4"));
        let writer = RunWriter::begin(&self.shelves, run, row.pictures, &scratch).await?;
        let Some(mut writer) = writer else { return Ok(None) };
        while let Some(bytes) = writer.step().await? {
            progress.add(bytes).await?;
        }
        let Some(made) = writer.finish(&path).await? else { return Ok(None) };
        let file = format!("media/run-{number}.mp4");
        parts.put_file(&file, &path).await?;
        let RunFile { start_ms, duration_ms, has_picture } = made;
        Ok(Some(PackRun { run: number, start_ms, duration_ms, file, has_picture }))
    }

    /// The list of what is in the pack, as any server takes it.
    fn manifest(&self, row: &PackRow, lesson: &PackLesson, parts: &Parts) -> ApiResult<Manifest> {
        let part = |laid: &Laid| Part {
            path: laid.path.clone(),
            bytes: laid.bytes,
            sha256: laid.sha256.clone(),
        };
        let manifest = Manifest {
            format: FORMAT,
            pack: row.id,
            lesson: row.lesson,
            class: row.class,
            title: lesson.title.clone(),
            class_name: lesson.class.name.clone(),
            made_at: self.ctx.clock.now(),
            secret: row.secret.clone(),
            parts: parts.laid.iter().map(part).collect(),
        };
        Ok(Manifest::parse(&manifest.to_json()).map_err(refusals::manifest)?)
    }

    /// Notes that the pack is there; what it replaced is deleted.
    async fn note(&self, row: &PackRow, laid: &[Laid]) -> anyhow::Result<()> {
        let size = layout::size(laid);
        let (now, id, asked) = (self.ctx.clock.now(), self.ctx.ids.next(), row.clone());
        let note = async move |tx: &Tx| -> Result<bool, db::Error> {
            if !rows::made(tx, &asked, (size, now)).await? {
                return Ok(false);
            }
            let happened = Happened::PackMade {
                pack: asked.id,
                lesson: asked.lesson,
                class: asked.class,
                size_bytes: size,
            };
            let mut fact = Fact::new(id, now, Object::new("pack", asked.id), happened);
            fact.school = Some(asked.school);
            fact.context = Context {
                lesson: Some(asked.lesson),
                class: Some(asked.class),
                ..Context::default()
            };
            facts_log::record(tx, &fact).await?;
            Ok(true)
        };
        let is_wanted = self.ctx.db.write("pack.made", note).await?;
        let place = Place { lesson: row.lesson, pack: row.id };
        // Those before it, also those that were called off.
        for gone in row.made.max(1)..row.making {
            if is_wanted {
                place.delete(&self.ctx.files, gone, laid).await?;
            }
        }
        Ok(())
    }
}

/// Adds the manifest, as the first of all files. From then on everything is there.
async fn close(manifest: &Manifest, mut parts: Parts) -> anyhow::Result<Vec<Laid>> {
    let json = manifest.to_json();
    let as_script = script::wrap(script::MANIFEST, json.trim_ascii_end());
    parts.put(MANIFEST, &Bytes::from(json)).await?;
    parts.put(MANIFEST_SCRIPT, &Bytes::from(as_script)).await?;
    parts.laid.rotate_right(2);
    parts.flush().await?;
    Ok(parts.laid)
}

/// The large files come last, so that half a pack shows what it is.
fn place_of(path: &str) -> u8 {
    match path.split('/').next() {
        Some("media") => 2,
        Some("pages" | "clips" | "ink") => 1,
        _ => 0,
    }
}

/// The folder of what is half done.
pub(crate) const IN_MAKING: &str = "packs-in-making";

/// A folder on this disk for what is half done; gone at the end, however that comes.
struct Bench(PathBuf);

impl Bench {
    /// One for this try alone: that of an earlier one may be about to go.
    fn new(ctx: &Ctx, row: &PackRow) -> std::io::Result<Self> {
        let name = format!("{}-{}-{}", row.id, row.making, ctx.ids.secret(6));
        let folder = ctx.config.data.join(IN_MAKING).join(name);
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
