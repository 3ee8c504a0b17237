//! The table `stream_key`.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_platform::db::{self, Db, Tx};

/// The lesson's key; made when it has none.
pub async fn of(tx: &Tx, lesson: LessonId, fresh: &str, now: UtcMs) -> Result<String, db::Error> {
    tx.execute(
        "insert into stream_key (lesson, stream_key, created_ms) values ($1, $2, $3) \
         on conflict (lesson) do nothing",
        &[lesson.into(), fresh.into(), now.into()],
    )
    .await?;
    let sql = "select stream_key from stream_key where lesson = $1";
    let row = tx.row(sql, &[lesson.into()]).await?;
    row.map_or_else(|| Ok(fresh.to_owned()), |row| row.get("stream_key"))
}

/// Puts a new key in the place of the lesson's key.
pub async fn replace(tx: &Tx, lesson: LessonId, fresh: &str, now: UtcMs) -> Result<(), db::Error> {
    tx.execute(
        "insert into stream_key (lesson, stream_key, created_ms) values ($1, $2, $3) \
         on conflict (lesson) do update \
         set stream_key = excluded.stream_key, created_ms = excluded.created_ms",
        &[lesson.into(), fresh.into(), now.into()],
    )
    .await?;
    Ok(())
}

/// Whose key this is, and whether that lesson is over.
pub async fn lesson_of(db: &Db, key: &str) -> Result<Option<(LessonId, bool)>, db::Error> {
    let key = key.to_owned();
    db.read("stream_keys.lesson_of", async move |tx: &Tx| {
        let sql = "select k.lesson, l.closed_ms from stream_key k join lesson l on l.id = k.lesson \
                   where k.stream_key = $1";
        let Some(row) = tx.row(sql, &[key.as_str().into()]).await? else { return Ok(None) };
        let closed: Option<UtcMs> = row.get("closed_ms")?;
        Ok(Some((row.get("lesson")?, closed.is_some())))
    })
    .await
}
