//! Filling an empty database with the cast and its lessons.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{CourseId, LessonId, PersonId};
use xingtan_live::Live;
use xingtan_platform::db::{Db, Tx};
use xingtan_platform::http::ApiError;
use xingtan_teaching::courses::NewCourse;
use xingtan_teaching::lessons::NewLesson;
use xingtan_teaching::lessons::audience::{Attending, AudienceForm, AudiencePart, NewAudience};

use super::cast::{Cast, PASSWORD};
use super::{Account, ShownLesson, past, questions};
use crate::start::Domains;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// The lesson that is in progress.
pub const LECTURE: &str = "天空为什么是蓝色的";
/// The lesson that is over.
pub const FINISHED: &str = "勾股定理";

/// Fills the database if nobody is in it, and answers who there is.
///
/// # Errors
/// When the database cannot be used.
pub async fn seed(domains: &Domains) -> Result<Vec<Account>, ApiError> {
    if is_empty(&domains.ctx.db).await? {
        let cast = Cast::named(&domains.identity);
        cast.write(&domains.identity).await?;
        write_lessons(domains, &cast).await?;
    }
    Ok(accounts(&Cast::named(&domains.identity)))
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
    let course = |title: &str| NewCourse {
        id: ids.next(),
        school: cast.anchor_school,
        title: title.to_owned(),
        created_by: cast.anchor_teacher.id,
        administers: false,
    };
    let courses = [course("数学 · 图形与证明"), course("物理 · 光的世界")];
    let [mathematics, physics] = [courses[0].id, courses[1].id];
    let planned = [
        (mathematics, FINISHED, now.plus_ms(-DAY_MS), past::MINUTES),
        (physics, LECTURE, now.plus_ms(-5 * MINUTE_MS), 45),
        (physics, "彩虹里的折射", now.plus_ms(DAY_MS), 45),
    ];
    let planned = planned.map(|(course, title, starts_at, minutes)| NewLesson {
        minutes,
        ..new_lesson(ids.next(), course, cast, title, starts_at)
    });
    let ids = domains.ctx.ids.clone();
    domains
        .ctx
        .db
        .write("demo.lessons", async move |tx: &Tx| {
            for course in &courses {
                course.write(tx, &ids, now).await?;
            }
            for lesson in &planned {
                lesson.write(tx, &ids, now).await?;
            }
            let [_, lecture, next] = &planned;
            for (lesson, asked) in
                [(lecture, questions::of_the_lecture()), (next, questions::of_the_next())]
            {
                let who = (lesson.id, lesson.created_by);
                questions::write(tx, who, &asked, (&ids, now)).await?;
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

/// The newest lesson of a title that is not over, and the person who leads it.
///
/// # Errors
/// When the database cannot be used.
pub async fn to_do(db: &Db, title: &'static str) -> Result<Option<(LessonId, PersonId)>, ApiError> {
    db.read("demo.to_do", async move |tx: &Tx| {
        let row = tx
            .row(
                "select id, created_by from lesson where title = $1 and state <> 'closed' \
                 order by starts_ms desc",
                &[title.into()],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some((row.get("id")?, row.get("created_by")?)))
    })
    .await
}

/// Every lesson with its key for encoders.
///
/// # Errors
/// When the database cannot be used.
pub async fn lessons(live: &Live) -> Result<Vec<ShownLesson>, ApiError> {
    let rows: Vec<(LessonId, String, String)> = live
        .ctx
        .db
        .read("demo.lessons", async |tx: &Tx| -> Result<_, ApiError> {
            let sql = "select id, title, state from lesson order by starts_ms limit 100";
            let rows = tx.rows(sql, &[]).await?;
            let mut read = Vec::with_capacity(rows.len());
            for row in &rows {
                read.push((row.get("id")?, row.get("title")?, row.get("state")?));
            }
            Ok(read)
        })
        .await?;
    let mut shown = Vec::with_capacity(rows.len());
    for (id, title, state) in rows {
        let stream_key = live.media.stream_key(id).await?;
        shown.push(ShownLesson { id: id.to_string(), title, state, stream_key });
    }
    Ok(shown)
}
