//! The files of the offline player, which the binary carries.

use std::sync::Arc;

use bytes::Bytes;

use super::format::manifest::INDEX;

/// The player's files by their path in a pack. Clones share everything.
#[derive(Debug, Clone)]
pub struct Player(Arc<Vec<(String, Bytes)>>);

/// What stands in a pack whose server was built without its pages.
const NO_PLAYER: &[u8] = b"<!doctype html>\n<meta charset=\"utf-8\">\n<title>Xingtan</title>\n\
<p>This pack was made by a server without pages; its recording lies in the folder media.</p>\n";

impl Player {
    /// A player of these files; where there is no page among them, one that says so.
    pub fn new(files: impl IntoIterator<Item = (String, Bytes)>) -> Self {
        let mut files: Vec<_> = files.into_iter().collect();
        if !files.iter().any(|(path, _)| path == INDEX) {
            files = vec![(INDEX.to_owned(), Bytes::from_static(NO_PLAYER))];
        }
        // The page comes first: it is what one looks for.
        files.sort_by_key(|(path, _)| (path != INDEX, path.clone()));
        Self(Arc::new(files))
    }

    /// The files, the page first.
    pub fn files(&self) -> &[(String, Bytes)] {
        &self.0
    }
}
