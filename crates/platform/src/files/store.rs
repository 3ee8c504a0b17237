//! Files by key.

use std::io::SeekFrom;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{BoxStream, StreamExt as _, TryStreamExt as _};
use object_store::path::Path as Key;
use object_store::{
    GetOptions, GetRange, GetResult, GetResultPayload, ObjectStore, ObjectStoreExt as _,
    WriteMultipart,
};
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use tokio_util::io::ReaderStream;

use super::error::Error;
use super::{address, limits};

/// A file's bytes, piece by piece.
pub type ByteStream = BoxStream<'static, Result<Bytes, Error>>;

/// The file store. Clones share everything.
///
/// A key is a path such as `lessons/0192…/3.m4s`. A folder also keeps what is being written, under
/// names that are no keys. An upload to S3 that its server did not survive leaves parts behind;
/// a rule of the bucket should remove them.
#[derive(Clone, Debug)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// Opens `file:DIR`, making the folder if it is missing, or
    /// `s3://BUCKET?endpoint=URL&region=NAME` with the credentials in `AWS_ACCESS_KEY_ID` and
    /// `AWS_SECRET_ACCESS_KEY`.
    pub fn open(url: &str) -> Result<Self, Error> {
        Self::open_with(url, |name| std::env::var(name).ok())
    }

    /// Opens a store as [`Files::open`] does, with variables from elsewhere.
    pub fn open_with(url: &str, variable: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        address::open(url, variable).map(Self)
    }

    /// A store that forgets everything at its end, for tests.
    #[cfg(any(test, feature = "testing"))]
    pub fn in_memory() -> Self {
        Self(Arc::new(object_store::memory::InMemory::new()))
    }

    /// Stores bytes under a key, replacing what was there.
    pub async fn put(&self, key: &str, bytes: &Bytes) -> Result<(), Error> {
        let stored = self.0.put(&parse(key)?, bytes.clone().into()).await;
        stored.map(drop).map_err(|error| Error::of(key, error))
    }

    /// Stores a local file under a key, replacing what was there. Takes little memory.
    pub async fn put_file(&self, key: &str, path: &Path) -> Result<(), Error> {
        let at = parse(key)?;
        let unreadable = |source| Error::Source { key: key.to_owned(), source };
        let mut file = tokio::fs::File::open(path).await.map_err(unreadable)?;
        let first = read_part(&mut file).await.map_err(unreadable)?;
        if first.len() < limits::PART_BYTES {
            return self.put(key, &first).await;
        }
        let upload = self.0.put_multipart(&at).await.map_err(|error| Error::of(key, error))?;
        let mut upload = WriteMultipart::new_with_chunk_size(upload, limits::PART_BYTES);
        let mut part = first;
        while !part.is_empty() {
            let room = upload.wait_for_capacity(limits::PARTS_AT_ONCE).await;
            let next = match room {
                Ok(()) => {
                    upload.put(part);
                    read_part(&mut file).await.map_err(unreadable)
                }
                Err(error) => Err(Error::of(key, error)),
            };
            part = match next {
                Ok(part) => part,
                Err(error) => {
                    // The first failure tells more than one of tidying up after it.
                    let _ = upload.abort().await;
                    return Err(error);
                }
            };
        }
        upload.finish().await.map(drop).map_err(|error| Error::of(key, error))
    }

    /// Reads a part of a file. It ends with the file's end where the range goes beyond that.
    pub async fn get_range(&self, key: &str, range: Range<u64>) -> Result<Bytes, Error> {
        if range.is_empty() {
            return Ok(Bytes::new());
        }
        let read = self.0.get_range(&parse(key)?, range).await;
        read.map_err(|error| Error::of(key, error))
    }

    /// The size of a file in bytes; nothing if there is no such file.
    pub async fn size(&self, key: &str) -> Result<Option<u64>, Error> {
        match self.0.head(&parse(key)?).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(Error::of(key, error)),
        }
    }

    /// Deletes a file. To delete one that is not there is no error.
    pub async fn delete(&self, key: &str) -> Result<(), Error> {
        match self.0.delete(&parse(key)?).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(Error::of(key, error)),
        }
    }

    /// Reads a part of a file piece by piece, as fast as the reader takes the pieces.
    pub async fn stream(&self, key: &str, range: Range<u64>) -> Result<ByteStream, Error> {
        if range.is_empty() {
            return Ok(futures_util::stream::empty().boxed());
        }
        let options = GetOptions { range: Some(GetRange::Bounded(range)), ..GetOptions::default() };
        let found = self.0.get_opts(&parse(key)?, options).await;
        pieces(key.to_owned(), found.map_err(|error| Error::of(key, error))?).await
    }
}

fn parse(key: &str) -> Result<Key, Error> {
    match Key::parse(key) {
        Ok(at) if !at.is_root() && at.as_ref() == key => Ok(at),
        _ => Err(Error::Key(key.to_owned())),
    }
}

/// Reads until a part is full or the file has ended.
async fn read_part(file: &mut tokio::fs::File) -> std::io::Result<Bytes> {
    let mut part = Vec::new();
    file.take(limits::PART_BYTES as u64).read_to_end(&mut part).await?;
    Ok(part.into())
}

async fn pieces(key: String, found: GetResult) -> Result<ByteStream, Error> {
    let range = found.range.clone();
    let GetResultPayload::File(file, _) = found.payload else {
        return Ok(found.into_stream().map_err(move |error| Error::of(&key, error)).boxed());
    };
    // The store itself would hop to another thread for each 8 KiB.
    let mut file = tokio::fs::File::from_std(file);
    let failed =
        move |error: std::io::Error| Error::Store { key: key.clone(), source: error.into() };
    file.seek(SeekFrom::Start(range.start)).await.map_err(&failed)?;
    let part = file.take(range.end - range.start);
    Ok(ReaderStream::with_capacity(part, limits::READ_BYTES).map_err(failed).boxed())
}
