//! Lessons at the same time for the same class or teacher.

use xingtan_base::ids::LessonId;
use xingtan_base::problems::Problem;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;

/// Each teacher of a lesson and each class's own, with where they stand in it and when they come.
const TEACHING: &str = "(select l.school, l.id as lesson, l.state, l.minutes, t.person, \
         t.position, l.starts_ms from lesson_teacher t \
         join lesson l on l.school = t.school and l.id = t.lesson \
     union all select l.school, l.id, l.state, l.minutes, a.teacher, \
         -1 - a.position, coalesce(a.starts_ms, l.starts_ms) from lesson_audience a \
         join lesson l on l.school = a.school and l.id = a.lesson where a.teacher is not null)";

/// Refuses a written lesson while a class or a teacher of it has another one, planned or open, in
/// some of its time. The fields say which of them: `audience.N.class`, `audience.N.teacher`,
/// `teachers.N`.
pub(super) async fn refuse(tx: &Tx, lesson: LessonId) -> Result<(), ApiError> {
    let mut problem = Problem::new(409, "lesson.clashes", "There is a lesson at that time.")
        .detail("Choose another time, or send it without refuse_clashes.");
    for position in busy_classes(tx, lesson).await? {
        problem = problem.field(&format!("audience.{position}.class"), "busy");
    }
    for position in busy_teachers(tx, lesson).await? {
        let field = match position {
            0.. => format!("teachers.{position}"),
            _ => format!("audience.{}.teacher", -1 - position),
        };
        problem = problem.field(&field, "busy");
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

/// Those of a class have negative positions, the first of them -1.
async fn busy_teachers(tx: &Tx, lesson: LessonId) -> Result<Vec<i64>, db::Error> {
    let sql = format!(
        "select distinct mine.position from {TEACHING} mine \
         join {TEACHING} its on its.person = mine.person and its.lesson <> mine.lesson \
         where mine.lesson = $1 and its.state <> 'closed' \
         and its.starts_ms < mine.starts_ms + mine.minutes * 60000 \
         and mine.starts_ms < its.starts_ms + its.minutes * 60000 \
         order by mine.position"
    );
    positions(tx, &sql, lesson).await
}

async fn positions(tx: &Tx, sql: &str, lesson: LessonId) -> Result<Vec<i64>, db::Error> {
    tx.rows(sql, &[lesson.into()]).await?.iter().map(|row| row.get("position")).collect()
}
