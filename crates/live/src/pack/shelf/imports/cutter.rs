//! Cuts the files out of a ZIP in the file store, in the order in which they lie.

use anyhow::Context as _;
use bytes::{Buf as _, Bytes};
use futures_util::StreamExt as _;
use xingtan_platform::files::{ByteStream, Files};
use xingtan_platform::http::ApiResult;

use crate::pack::format::zip::{self, Entry};
use crate::pack::refusals;

/// A gap up to this is read over; beyond a wider one the ZIP is opened anew.
const GAP_BYTES: u64 = 1 << 20;

/// A ZIP in the file store, read once from its beginning to its end.
pub(super) struct Cutter {
    files: Files,
    key: String,
    size: u64,
    open: Option<ByteStream>,
    /// What was read and not taken yet.
    rest: Bytes,
    /// Where that begins.
    at: u64,
}

impl Cutter {
    /// Over a ZIP of so many bytes.
    pub(super) const fn new(files: Files, key: String, size: u64) -> Self {
        Self { files, key, size, open: None, rest: Bytes::new(), at: 0 }
    }

    /// The files in the ZIP, in order.
    pub(super) async fn entries(&mut self) -> ApiResult<Vec<Entry>> {
        let tail = self.read(self.size.saturating_sub(zip::TAIL_BYTES), self.size).await?;
        let place = zip::find_directory(&tail, self.size).map_err(refusals::zip)?;
        let directory = self.read(place.at, place.at + place.bytes).await?;
        Ok(zip::read_directory(&directory, place).map_err(refusals::zip)?)
    }

    async fn read(&mut self, from: u64, to: u64) -> anyhow::Result<Bytes> {
        Ok(self.files.get_range(&self.key, from..to).await?)
    }

    /// Goes to the first byte of a file.
    pub(super) async fn go_to(&mut self, entry: &Entry) -> ApiResult<()> {
        self.seek(entry.head_at).await?;
        let mut head = Vec::with_capacity(zip::LOCAL_HEAD_BYTES);
        while head.len() < zip::LOCAL_HEAD_BYTES {
            head.extend_from_slice(
                &self.next(zip::LOCAL_HEAD_BYTES as u64 - head.len() as u64).await?,
            );
        }
        let at = zip::data_at(entry, &head).map_err(refusals::zip)?;
        Ok(self.seek(at).await?)
    }

    /// The next bytes, at least one and at most so many.
    pub(super) async fn next(&mut self, bytes_max: u64) -> anyhow::Result<Bytes> {
        while self.rest.is_empty() {
            let stream = match &mut self.open {
                Some(stream) => stream,
                None => self.open.insert(self.files.stream(&self.key, self.at..self.size).await?),
            };
            self.rest = stream.next().await.context("the pack ends too early")??;
        }
        let count = usize::try_from(bytes_max).unwrap_or(usize::MAX).min(self.rest.len());
        self.at += count as u64;
        Ok(self.rest.split_to(count))
    }

    async fn seek(&mut self, to: u64) -> anyhow::Result<()> {
        let is_near = to >= self.at && to - self.at <= GAP_BYTES + self.rest.len() as u64;
        if !is_near {
            (self.open, self.rest, self.at) = (None, Bytes::new(), to);
        }
        while self.at < to {
            let gap = to - self.at;
            let count = usize::try_from(gap).unwrap_or(usize::MAX).min(self.rest.len());
            if count == 0 {
                self.next(gap).await?;
            } else {
                self.rest.advance(count);
                self.at += count as u64;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::format::layout::{Laid, Stretch, stretches};

    #[tokio::test]
    async fn files_are_cut_out_in_any_order() {
        let laid = |n: u8| Laid {
            path: format!("media/{n}"),
            bytes: u64::from(n) * 1_000_000,
            sha256: n.to_string(),
            crc32: 0,
        };
        let all: Vec<Laid> = (0..4).map(laid).collect();
        let mut zip = Vec::new();
        for stretch in stretches(&all) {
            match stretch {
                Stretch::Words(words) => zip.extend(words),
                Stretch::File(name, bytes) => {
                    let byte = name.parse::<u8>().unwrap();
                    zip.resize(zip.len() + usize::try_from(bytes).unwrap(), byte);
                }
            }
        }
        let files = Files::in_memory();
        let size = zip.len() as u64;
        files.put("zip", &zip.into()).await.unwrap();
        let mut cutter = Cutter::new(files, "zip".into(), size);
        let entries = cutter.entries().await.unwrap();
        for n in [0, 1, 3, 2, 3] {
            let entry = &entries[n];
            cutter.go_to(entry).await.unwrap();
            let (mut left, byte) = (entry.bytes, u8::try_from(n).unwrap());
            while left > 0 {
                let bytes = cutter.next(left).await.unwrap();
                assert!(bytes.iter().all(|one| *one == byte), "{n}");
                left -= bytes.len() as u64;
            }
        }
    }
}
