//! Who is in a class, and who teaches where: what other domains ask.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, PersonId, SchoolId};
use xingtan_platform::db::{self, Tx};

/// The learners of a class at a time with their display names, by sign-in name.
pub async fn class_members(
    tx: &Tx,
    class: ClassId,
    at: UtcMs,
) -> Result<Vec<(PersonId, String)>, db::Error> {
    tx.rows(
        "select p.id, p.display_name from membership m join person p on p.id = m.person \
         where m.class = $1 and m.role = 'learner' and m.from_ms <= $2 \
         and (m.until_ms is null or m.until_ms > $2) order by p.name_key",
        &[class.into(), at.into()],
    )
    .await?
    .iter()
    .map(|row| Ok((row.get("id")?, row.get("display_name")?)))
    .collect()
}

/// Whether a person teaches in a school at a time.
pub async fn teaches_in(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
    at: UtcMs,
) -> Result<bool, db::Error> {
    let row = tx
        .row(
            "select id from membership where person = $1 and school = $2 and role = 'teacher' \
             and from_ms <= $3 and (until_ms is null or until_ms > $3)",
            &[person.into(), school.into(), at.into()],
        )
        .await?;
    Ok(row.is_some())
}

/// The schools whose classes a school may teach: itself, and the members of alliances whose
/// anchor it is.
pub async fn teachable_schools(
    tx: &Tx,
    school: SchoolId,
    at: UtcMs,
) -> Result<Vec<SchoolId>, db::Error> {
    let rows = tx
        .rows(
            "select distinct b.school from alliance_school a \
             join alliance_school b on b.alliance = a.alliance \
             where a.school = $1 and a.part = 'anchor' and a.from_ms <= $2 \
             and (a.until_ms is null or a.until_ms > $2) and b.from_ms <= $2 \
             and (b.until_ms is null or b.until_ms > $2)",
            &[school.into(), at.into()],
        )
        .await?;
    let mut schools = vec![school];
    for row in &rows {
        let other: SchoolId = row.get("school")?;
        if other != school {
            schools.push(other);
        }
    }
    Ok(schools)
}
