//! Filling an empty database with the cast and its lessons.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{CourseId, LessonId};
use xingtan_platform::db::{Db, Tx};
use xingtan_platform::http::ApiError;
use xingtan_teaching::courses::NewCourse;
use xingtan_teaching::lessons::NewLesson;
use xingtan_teaching::lessons::audience::{Attending, AudienceForm, AudiencePart, NewAudience};

use super::cast::{Cast, PASSWORD};
use super::{Account, ShownLesson};
use crate::start::Domains;

const MINUTE_MS: i64 = 60_000;

/// Fills the database if nobody is in it, and answers who and what there is.
///
/// # Errors
/// When the database cannot be used.
pub async fn seed(domains: &Domains) -> Result<(Vec<Account>, Vec<ShownLesson>), ApiError> {
    if is_empty(&domains.ctx.db).await? {
        let cast = Cast::named(&domains.identity);
        cast.write(&domains.identity).await?;
        write_lessons(domains, &cast).await?;
    }
    let mut shown = lessons(&domains.ctx.db).await?;
    for (id, lesson) in &mut shown {
        lesson.stream_key = domains.live.media.stream_key(*id).await?;
    }
    let shown = shown.into_iter().map(|(_, lesson)| lesson).collect();
    Ok((accounts(&Cast::named(&domains.identity)), shown))
}

async fn is_empty(db: &Db) -> Result<bool, ApiError> {
    db.read("demo.is_empty", async |tx: &Tx| {
        Ok(tx.row("select id from person limit 1", &[]).await?.is_none())
    })
    .await
}

fn accounts(cast: &Cast) -> Vec<Account> {
    let some = [&cast.administrator, &cast.anchor_teacher, &cast.receiving_teacher];
    let learners = cast.learners.iter().flatten();
    some.into_iter()
        .chain(learners)
        .map(|member| Account {
            name: member.name.to_owned(),
            password: PASSWORD.to_owned(),
            role: member.role.word().to_owned(),
        })
        .collect()
}

async fn write_lessons(domains: &Domains, cast: &Cast) -> Result<(), ApiError> {
    let (ids, now) = (domains.ctx.ids.clone(), domains.ctx.clock.now());
    let course = NewCourse {
        id: ids.next(),
        school: cast.anchor_school,
        title: "物理 · 光的世界".to_owned(),
        created_by: cast.anchor_teacher.id,
        administers: false,
    };
    let planned = [
        ("天空为什么是蓝色的", now.plus_ms(-5 * MINUTE_MS)),
        ("彩虹里的折射", now.plus_ms(24 * 60 * MINUTE_MS)),
    ]
    .map(|(title, starts_at)| new_lesson(ids.next(), course.id, cast, title, starts_at));
    domains
        .ctx
        .db
        .write("demo.lessons", async move |tx: &Tx| {
            course.write(tx, &ids, now).await?;
            for lesson in &planned {
                lesson.write(tx, &ids, now).await?;
            }
            Ok::<_, ApiError>(())
        })
        .await
}

fn new_lesson(
    id: LessonId,
    course: CourseId,
    cast: &Cast,
    title: &str,
    starts_at: UtcMs,
) -> NewLesson {
    let audience = cast.classes.iter().enumerate().map(|(index, class)| NewAudience {
        class: *class,
        part: if index == 0 { AudiencePart::Anchor } else { AudiencePart::Receiving },
        form: AudienceForm::Live,
        starts_at: None,
        teacher: (index > 0).then_some(cast.receiving_teacher.id),
        attending: Attending::OwnDevices,
    });
    NewLesson {
        id,
        school: cast.anchor_school,
        course,
        title: title.to_owned(),
        starts_at,
        minutes: 45,
        teachers: vec![cast.anchor_teacher.id],
        audience: audience.collect(),
        created_by: cast.anchor_teacher.id,
        administers: false,
    }
}

async fn lessons(db: &Db) -> Result<Vec<(LessonId, ShownLesson)>, ApiError> {
    db.read("demo.lessons", async |tx: &Tx| {
        let rows = tx.rows("select id, title, state from lesson order by starts_ms", &[]).await?;
        let mut shown = Vec::with_capacity(rows.len());
        for row in &rows {
            let id: LessonId = row.get("id")?;
            let lesson = ShownLesson {
                id: id.to_string(),
                title: row.get("title")?,
                state: row.get("state")?,
                stream_key: String::new(),
            };
            shown.push((id, lesson));
        }
        Ok(shown)
    })
    .await
}
