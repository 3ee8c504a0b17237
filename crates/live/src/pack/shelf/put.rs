//! `POST /api/schools/{school}/packs`: puts a pack from elsewhere on a school's shelf.
//!
//! The ZIP comes whole into a file of this disk. It is checked against its own list, file by file,
//! before any of it is kept: a pack that was changed, cut, or made by a stranger's hand is refused
//! and leaves nothing behind.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path as FilePath, PathBuf};

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use futures_util::StreamExt as _;
use tokio::io::AsyncWriteExt as _;
use xingtan_base::ids::{PersonId, SchoolId, ShelvedId};
use xingtan_base::problems::{self, Problem};
use xingtan_facts::{Actor, Fact, Happened, Object};
use xingtan_identity::Caller;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::Tx;
use xingtan_platform::facts_log;
use xingtan_platform::http::{ApiError, ApiResult, Json, Path};

use super::list::{ShelvedPack, shown};
use super::rows::{self, ShelvedRow};
use super::store;
use crate::pack::format::lesson::PackLesson;
use crate::pack::format::manifest::{LESSON_SCRIPT, MANIFEST, MANIFEST_SCRIPT, Manifest};
use crate::pack::format::script;
use crate::pack::format::zip::{self, Entry};
use crate::pack::limits::{LESSON_BYTES_MAX, MANIFEST_BYTES_MAX, PACK_BYTES_MAX};
use crate::pack::make::Sums;
use crate::pack::state::Packs;
use crate::pack::{access, refusals};

/// Puts a pack, sent as it is, on a school's shelf. One that is there is replaced by the version
/// that comes, and keeps the answers given to it.
#[utoipa::path(post, path = "/api/schools/{school}/packs", tag = "packs",
    params(("school" = SchoolId, Path)),
    request_body(content = String, content_type = "application/zip"),
    responses((status = 201, body = ShelvedPack), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem)))]
pub async fn put(
    State(packs): State<Packs>,
    caller: Caller,
    Path(school): Path<SchoolId>,
    body: Body,
) -> ApiResult<(StatusCode, Json<ShelvedPack>)> {
    let (person, now) = (caller.person, packs.ctx.clock.now());
    let prove =
        async move |tx: &Tx| access::shelve(tx, person, school, now).await.map_err(ApiError::from);
    let can = packs.ctx.db.read("shelf.access", prove).await?;
    let arrived = Arrived::begin(&packs.ctx)?;
    arrived.receive(body).await?;
    let row = keep(&packs.ctx, &arrived.0, (can.school, Some(person))).await?;
    Ok((StatusCode::CREATED, Json(shown(&packs, &row, 0, true))))
}

/// The folder of what arrives and of its pieces.
pub(crate) const ARRIVING: &str = "packs-arriving";

/// A file of this disk that is gone at the end, however that comes.
struct Arrived(PathBuf);

impl Arrived {
    fn begin(ctx: &Ctx) -> ApiResult<Self> {
        let folder = ctx.config.data.join(ARRIVING);
        std::fs::create_dir_all(&folder).map_err(anyhow::Error::from)?;
        Ok(Self(folder.join(ctx.ids.secret(12))))
    }

    async fn receive(&self, body: Body) -> ApiResult<()> {
        let mut file = tokio::fs::File::create(&self.0).await.map_err(anyhow::Error::from)?;
        let mut stream = body.into_data_stream();
        let mut length = 0_u64;
        while let Some(bytes) = stream.next().await {
            let bytes = bytes.map_err(|error| problems::malformed(error.to_string()))?;
            length += bytes.len() as u64;
            if length > PACK_BYTES_MAX {
                return Err(refusals::too_large().into());
            }
            file.write_all(&bytes).await.map_err(anyhow::Error::from)?;
        }
        file.flush().await.map_err(anyhow::Error::from)?;
        Ok(())
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Checks a pack on this disk and puts it on a school's shelf.
///
/// # Errors
/// When it is not a pack as one was made, or cannot be kept.
pub async fn keep(
    ctx: &Ctx,
    path: &FilePath,
    (school, by): (SchoolId, Option<PersonId>),
) -> ApiResult<ShelvedRow> {
    let zip = path.to_owned();
    let opened = tokio::task::spawn_blocking(move || Opened::check(&zip)).await;
    let opened = opened.map_err(anyhow::Error::from)??;
    let manifest = &opened.manifest;
    let pack = manifest.pack;
    let find = async move |tx: &Tx| -> Result<_, ApiError> {
        let there = rows::of_pack(tx, school, pack).await?;
        Ok((there, rows::is_full(tx, school).await?))
    };
    let (there, is_full) = ctx.db.read("shelf.find", find).await?;
    if there
        .as_ref()
        .is_some_and(|there| (there.lesson, &there.secret) != (manifest.lesson, &manifest.secret))
    {
        return Err(refusals::another_pack().into());
    }
    if there.is_none() && is_full {
        return Err(refusals::shelf_full().into());
    }
    let row = ShelvedRow {
        school,
        id: there.as_ref().map_or_else(|| ctx.ids.next(), |there| there.id),
        pack,
        lesson: manifest.lesson,
        title: manifest.title.clone(),
        class_name: manifest.class_name.clone(),
        secret: manifest.secret.clone(),
        made_at: manifest.made_at,
        size_bytes: manifest.bytes(),
        version: there.as_ref().map_or(1, |there| there.version + 1),
        put_by: by,
        put_at: ctx.clock.now(),
    };
    store_parts(ctx, row.id, row.version, &opened, path).await?;
    note(ctx, &row).await?;
    if let Some(there) = there {
        store::delete(&ctx.files, row.id, there.version, Some(manifest)).await?;
    }
    Ok(row)
}

async fn store_parts(
    ctx: &Ctx,
    shelved: ShelvedId,
    version: u32,
    opened: &Opened,
    path: &FilePath,
) -> anyhow::Result<()> {
    // Never beside the pack: the folder is the user's own when that comes by hand.
    let piece = Arrived::begin(ctx).map_err(ApiError::into_report)?;
    for (entry, part) in &opened.files {
        let key = store::part_key(shelved, &part.sha256);
        if ctx.files.size(&key).await? == Some(part.bytes) {
            continue;
        }
        let (from, to, entry) = (path.to_owned(), piece.0.clone(), entry.clone());
        let cut_out = move || Zip::open(&from)?.copy(&entry.path, &to);
        let cut = tokio::task::spawn_blocking(cut_out).await?;
        cut.map_err(ApiError::into_report)?;
        ctx.files.put_file(&key, &piece.0).await?;
    }
    let json = opened.manifest.to_json().into();
    ctx.files.put(&store::manifest_key(shelved, version), &json).await?;
    Ok(())
}

async fn note(ctx: &Ctx, row: &ShelvedRow) -> ApiResult<()> {
    let (fact_id, row) = (ctx.ids.next(), row.clone());
    let write = async move |tx: &Tx| -> Result<(), ApiError> {
        rows::put(tx, &row).await?;
        let happened = Happened::PackShelved {
            shelved: row.id,
            pack: row.pack,
            lesson: row.lesson,
            title: row.title.clone(),
        };
        let mut fact =
            Fact::new(fact_id, row.put_at, Object::new("shelved_pack", row.id), happened);
        fact.school = Some(row.school);
        fact.actor =
            row.put_by.map(|person| Actor { person, role: "teacher".into(), on_behalf_of: None });
        facts_log::record(tx, &fact).await?;
        Ok(())
    };
    ctx.db.write("shelf.put", write).await
}

/// A pack whose every byte was looked at.
struct Opened {
    manifest: Manifest,
    files: Vec<(Entry, crate::pack::format::manifest::Part)>,
}

impl Opened {
    fn check(path: &FilePath) -> ApiResult<Self> {
        let mut zip = Zip::open(path)?;
        let entries = zip.entries()?;
        let find = |name: &str| entries.iter().find(|entry| entry.path == name);
        let listed = find(MANIFEST).ok_or_else(|| refusals::not_as_listed(MANIFEST))?;
        let json = zip.read(listed, MANIFEST_BYTES_MAX)?;
        let manifest = Manifest::parse(&json).map_err(refusals::manifest)?;
        let as_script = find(MANIFEST_SCRIPT);
        let as_script = as_script.ok_or_else(|| refusals::not_as_listed(MANIFEST_SCRIPT))?;
        let same = zip.read(as_script, MANIFEST_BYTES_MAX)?;
        if same != script::wrap(script::MANIFEST, json.trim_ascii_end()) {
            return Err(refusals::wrong_hash(MANIFEST_SCRIPT).into());
        }
        let is_own = |path: &str| [MANIFEST, MANIFEST_SCRIPT].contains(&path);
        for entry in entries.iter().filter(|entry| !is_own(&entry.path)) {
            if manifest.part(&entry.path).is_none() {
                return Err(refusals::not_as_listed(&entry.path).into());
            }
        }
        let mut files = Vec::with_capacity(manifest.parts.len());
        for part in &manifest.parts {
            let entry = find(&part.path).ok_or_else(|| refusals::not_as_listed(&part.path))?;
            if zip.sum(entry)? != part.sha256 || entry.bytes != part.bytes {
                return Err(refusals::wrong_hash(&part.path).into());
            }
            files.push((entry.clone(), part.clone()));
        }
        let lesson = find(LESSON_SCRIPT).ok_or_else(|| refusals::not_as_listed(LESSON_SCRIPT))?;
        let lesson = zip.read(lesson, LESSON_BYTES_MAX)?;
        if script::read::<PackLesson>(script::LESSON, &lesson).is_none() {
            return Err(refusals::not_as_listed(LESSON_SCRIPT).into());
        }
        Ok(Self { manifest, files })
    }
}

/// A pack on this disk.
pub struct Zip {
    file: File,
    size: u64,
}

impl Zip {
    /// Opens a file, whatever is in it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &FilePath) -> ApiResult<Self> {
        let file = File::open(path).map_err(anyhow::Error::from)?;
        let size = file.metadata().map_err(anyhow::Error::from)?.len();
        Ok(Self { file, size })
    }

    fn bytes(&mut self, at: u64, length: u64) -> ApiResult<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self
            .file
            .seek(SeekFrom::Start(at))
            .and_then(|_| (&self.file).take(length).read_to_end(&mut bytes));
        read.map_err(anyhow::Error::from)?;
        Ok(bytes)
    }

    fn entries(&mut self) -> ApiResult<Vec<Entry>> {
        let tail_at = self.size.saturating_sub(zip::TAIL_BYTES);
        let tail = self.bytes(tail_at, zip::TAIL_BYTES)?;
        let place = zip::find_directory(&tail, self.size).map_err(refusals::zip)?;
        let directory = self.bytes(place.at, place.bytes)?;
        Ok(zip::read_directory(&directory, place).map_err(refusals::zip)?)
    }

    /// What the pack says is in it.
    ///
    /// # Errors
    /// When the file is no pack.
    pub fn manifest(&mut self) -> ApiResult<Manifest> {
        let entries = self.entries()?;
        let listed = entries.iter().find(|entry| entry.path == MANIFEST);
        let listed = listed.ok_or_else(|| refusals::not_as_listed(MANIFEST))?;
        let json = self.read(listed, MANIFEST_BYTES_MAX)?;
        Ok(Manifest::parse(&json).map_err(refusals::manifest)?)
    }

    /// Writes a file of the pack to one of its own, unchecked.
    ///
    /// # Errors
    /// When it is not there, or cannot be written.
    pub fn copy(&mut self, path: &str, to: &FilePath) -> ApiResult<()> {
        let entries = self.entries()?;
        let entry = entries.iter().find(|entry| entry.path == path);
        let entry = entry.ok_or_else(|| refusals::not_as_listed(path))?;
        let at = self.data_at(entry)?;
        let mut copy = || -> io::Result<()> {
            self.file.seek(SeekFrom::Start(at))?;
            io::copy(&mut (&self.file).take(entry.bytes), &mut File::create(to)?).map(drop)
        };
        Ok(copy().map_err(anyhow::Error::from)?)
    }

    fn data_at(&mut self, entry: &Entry) -> ApiResult<u64> {
        let head = self.bytes(entry.head_at, zip::LOCAL_HEAD_BYTES as u64)?;
        Ok(zip::data_at(entry, &head).map_err(refusals::zip)?)
    }

    fn read(&mut self, entry: &Entry, bytes_max: u64) -> ApiResult<Vec<u8>> {
        if entry.bytes > bytes_max {
            return Err(refusals::too_large().into());
        }
        let at = self.data_at(entry)?;
        self.bytes(at, entry.bytes)
    }

    /// The SHA-256 of a file of the pack.
    fn sum(&mut self, entry: &Entry) -> ApiResult<String> {
        let mut at = self.data_at(entry)?;
        let end = at.saturating_add(entry.bytes);
        let mut sums = Sums::default();
        while at < end {
            let bytes = self.bytes(at, (end - at).min(1 << 20))?;
            if bytes.is_empty() {
                break;
            }
            at += bytes.len() as u64;
            sums.update(&bytes);
        }
        Ok(sums.laid(&entry.path).sha256)
    }
}
