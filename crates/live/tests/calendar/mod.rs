//! A calendar with one lesson, for rooms and recordings.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{CourseId, LessonId, PersonId, RegionId, SchoolId};
use xingtan_base::languages::Language;
use xingtan_identity::memberships::{Membership, Place, Role};
use xingtan_identity::organisations::create;
use xingtan_identity::people::create::NewPerson;
use xingtan_platform::db::Tx;
use xingtan_platform::db::testing::TestDb;
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;
use xingtan_teaching::lessons::NewLesson;

/// Plans a lesson of a new school.
pub async fn plan(test: &TestDb, ids: &Ids) -> LessonId {
    let (region, school): (RegionId, SchoolId) = (ids.next(), ids.next());
    let (course, lesson): (CourseId, LessonId) = (ids.next(), ids.next());
    let at = UtcMs(1);
    let teacher: PersonId = ids.next();
    let person = NewPerson {
        id: teacher,
        name: "lin".to_owned(),
        display_name: "林老师".to_owned(),
        language: Language::ZhCn,
        password_hash: "none".to_owned(),
        is_password_given: false,
        membership: (ids.next(), Membership { role: Role::Teacher, place: Place::School(school) }),
    };
    let lesson_row = NewLesson {
        id: lesson,
        school,
        course,
        title: "圆的面积".to_owned(),
        starts_at: at,
        minutes: 45,
        teachers: vec![teacher],
        audience: Vec::new(),
        created_by: teacher,
        administers: false,
    };
    let ids = ids.clone();
    let write = async move |tx: &Tx| -> Result<(), ApiError> {
        create::region(tx, region, "杏林区", at).await?;
        create::school(tx, region, school, "明德中学", at).await?;
        person.write(tx, at).await?;
        let sql = "insert into course (school, id, title, created_by, created_ms) \
                   values ($1, $2, '数学', $3, $4)";
        tx.execute(sql, &[school.into(), course.into(), teacher.into(), at.into()]).await?;
        lesson_row.write(tx, &ids, at).await
    };
    let written = test.db.write("test.plan", write).await;
    written.unwrap_or_else(|error| panic!("no calendar: {error:?}"));
    lesson
}
