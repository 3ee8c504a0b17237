//! From the files of a pack to its ZIP, and back.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use anyhow::Context as _;
use xingtan_live::pack::format::layout::{Laid, Stretch, stretches};
use xingtan_live::pack::format::manifest::{MANIFEST, MANIFEST_SCRIPT, Manifest, Part};
use xingtan_live::pack::format::script;
use xingtan_live::pack::make::Sums;
use xingtan_live::pack::shelf::zip_file::Zip;

/// Whether a file is there with the bytes that its name promises.
pub(super) async fn is_whole(path: &Path, part: &Part) -> anyhow::Result<bool> {
    let (path, part) = (path.to_owned(), part.clone());
    let look = move || -> io::Result<bool> {
        match std::fs::metadata(&path) {
            Ok(found) if found.len() == part.bytes => {
                Ok(sums_of(&path)?.laid(&part.path).sha256 == part.sha256)
            }
            Ok(_) => Ok(false),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        }
    };
    Ok(tokio::task::spawn_blocking(look).await??)
}

fn sums_of(path: &Path) -> io::Result<Sums> {
    let mut file = File::open(path)?;
    let mut piece = vec![0; 1 << 20];
    let mut sums = Sums::default();
    loop {
        let count = file.read(&mut piece)?;
        if count == 0 {
            return Ok(sums);
        }
        sums.update(&piece[..count]);
    }
}

/// An older version of the pack, if there is one.
pub(super) struct Old(Option<(Zip, Manifest)>);

impl Old {
    /// Opens what is there; what is no pack is of no use and no harm.
    pub(super) fn open(path: &Path) -> Self {
        let open = || {
            let mut zip = Zip::open(path).ok()?;
            let manifest = zip.manifest().ok()?;
            Some((zip, manifest))
        };
        Self(open())
    }

    /// Copies a file out of it, where it has the same. Answers whether it did.
    pub(super) async fn copy(&mut self, part: &Part, to: &Path) -> anyhow::Result<bool> {
        let Some((zip, manifest)) = &mut self.0 else { return Ok(false) };
        let Some(same) = manifest.parts.iter().find(|old| old.sha256 == part.sha256) else {
            return Ok(false);
        };
        let is_copied = zip.copy(&same.path, to).is_ok();
        Ok(is_copied && is_whole(to, part).await?)
    }
}

/// Writes the ZIP of a pack whose files lie in a folder under their hashes.
pub(super) async fn zip(
    json: &[u8],
    manifest: &Manifest,
    folder: &Path,
    out: &Path,
) -> anyhow::Result<()> {
    let as_script = script::wrap(script::MANIFEST, json.trim_ascii_end());
    let (json, manifest) = (json.to_vec(), manifest.clone());
    let (folder, out) = (folder.to_owned(), out.to_owned());
    let write = move || -> anyhow::Result<()> {
        let own = [(MANIFEST, json), (MANIFEST_SCRIPT, as_script)];
        let mut laid: Vec<Laid> = Vec::new();
        for (path, bytes) in own {
            let mut sums = Sums::default();
            sums.update(&bytes);
            let file = sums.laid(path);
            std::fs::write(folder.join(&file.sha256), bytes)?;
            laid.push(file);
        }
        for part in &manifest.parts {
            laid.push(sums_of(&folder.join(&part.sha256))?.laid(&part.path));
        }
        let half = folder.join("pack.zip");
        let mut file = File::create(&half)?;
        for stretch in stretches(&laid) {
            match stretch {
                Stretch::Words(words) => io::Write::write_all(&mut file, &words)?,
                Stretch::File(sha256, _) => {
                    io::copy(&mut File::open(folder.join(sha256))?, &mut file)?;
                }
            }
        }
        file.sync_all()?;
        std::fs::rename(&half, &out).with_context(|| format!("cannot write {}", out.display()))
    };
    tokio::task::spawn_blocking(write).await?
}
