//! The pictures on a lesson's boards and slides: ink is for everyone in it.

use xingtan_base::ids::LessonId;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::{self, Tx};

use super::parts::Parts;
use crate::ink::pictures::{file, rows};
use crate::limits::INK_PICTURE_BYTES_MAX;

/// Puts them into a pack as `ink/{file}`.
pub(super) async fn put(ctx: &Ctx, lesson: LessonId, parts: &mut Parts) -> anyhow::Result<()> {
    let read = async move |tx: &Tx| -> Result<_, db::Error> { rows::files(tx, lesson).await };
    for name in ctx.db.read("pack.ink_pictures", read).await? {
        let found = ctx.files.get_range(&file::key(lesson, &name), 0..INK_PICTURE_BYTES_MAX).await;
        match found {
            Ok(bytes) => parts.put(&format!("ink/{name}"), &bytes).await?,
            // One that was lost leaves an empty frame.
            Err(error) if error.is_missing() => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
