//! Lessons at the same time for the same class or teacher.

use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;

/// Refuses a written lesson while a class or a teacher of it has another one, planned or open, in
/// some of its time. The fields say which of them: `audience.N.class`, `teachers.N`.
pub(super) async fn refuse(tx: &Tx, lesson: LessonId) -> Result<(), ApiError> {
    let mut problem = Problem::new(409, "lesson.clashes", "There is a lesson at that time.")
        .detail("Choose another time, or send it without refuse_clashes.");
    for position in busy_classes(tx, lesson).await? {
        problem = problem.field(&format!("audience.{position}.class"), "busy");
    }
    for position in busy_teachers(tx, lesson).await? {
        problem = problem.field(&format!("teachers.{position}"), "busy");
    }
    if problem.fields.is_empty() { Ok(()) } else { Err(problem.into()) }
}

/// Each class comes at its own start, where it has one.
async fn busy_classes(tx: &Tx, lesson: LessonId) -> Result<Vec<i64>, db::Error> {
    let sql = "select distinct mine.position from lesson_audience mine \
         join lesson me on me.school = mine.school and me.id = mine.lesson \
         join lesson_audience its on its.class = mine.class and its.lesson <> mine.lesson \
         join lesson other on other.school = its.school and other.id = its.lesson \
         where mine.lesson = $1 and other.state <> 'closed' \
         and coalesce(its.starts_ms, other.starts_ms) \
             < coalesce(mine.starts_ms, me.starts_ms) + me.minutes * 60000 \
         and coalesce(mine.starts_ms, me.starts_ms) \
             < coalesce(its.starts_ms, other.starts_ms) + other.minutes * 60000 \
         order by mine.position";
    positions(tx, sql, lesson).await
}

async fn busy_teachers(tx: &Tx, lesson: LessonId) -> Result<Vec<i64>, db::Error> {
    let sql = "select distinct mine.position from lesson_teacher mine \
         join lesson me on me.school = mine.school and me.id = mine.lesson \
         join lesson_teacher its on its.person = mine.person and its.lesson <> mine.lesson \
         join lesson other on other.school = its.school and other.id = its.lesson \
         where mine.lesson = $1 and other.state <> 'closed' \
         and other.starts_ms < me.starts_ms + me.minutes * 60000 \
         and me.starts_ms < other.starts_ms + other.minutes * 60000 \
         order by mine.position";
    positions(tx, sql, lesson).await
}

async fn positions(tx: &Tx, sql: &str, lesson: LessonId) -> Result<Vec<i64>, db::Error> {
    tx.rows(sql, &[lesson.into()]).await?.iter().map(|row| row.get("position")).collect()
}
