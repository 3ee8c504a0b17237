//! A person's roles in organisations.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, MembershipId, PersonId, RegionId, SchoolId};
use xingtan_platform::db::{self, Row, Tx, Value};

/// What a person is in an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs a region or a school.
    Administrator,
    /// Teaches in a school.
    Teacher,
    /// Learns in a class.
    Learner,
}

impl Role {
    /// The word in the database and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Teacher => "teacher",
            Self::Learner => "learner",
        }
    }

    /// The role of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "administrator" => Some(Self::Administrator),
            "teacher" => Some(Self::Teacher),
            "learner" => Some(Self::Learner),
            _ => None,
        }
    }
}

impl std::str::FromStr for Role {
    type Err = &'static str;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::from_word(word).ok_or("not a role")
    }
}

/// Where a role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a region and everything below it.
    Region(RegionId),
    /// In a school.
    School(SchoolId),
    /// In a class of a school.
    Class(SchoolId, ClassId),
}

/// A role held now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The role.
    pub role: Role,
    /// Where it holds.
    pub place: Place,
}

/// A role held in a school, with what is needed to end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// The membership.
    pub id: MembershipId,
    /// The role and where it holds.
    pub membership: Membership,
    /// Since when.
    pub from: UtcMs,
}

impl Held {
    /// The class of a learner.
    pub const fn class(&self) -> Option<ClassId> {
        match self.membership.place {
            Place::Class(_, class) => Some(class),
            Place::Region(_) | Place::School(_) => None,
        }
    }
}

/// The roles a person holds at a time, oldest first.
pub async fn held(tx: &Tx, person: PersonId, at: UtcMs) -> Result<Vec<Membership>, db::Error> {
    let rows = tx
        .rows(
            "select id, role, region, school, class from membership where person = $1 \
             and from_ms <= $2 and (until_ms is null or until_ms > $2) order by from_ms, id",
            &[person.into(), at.into()],
        )
        .await?;
    rows.iter().filter_map(|row| membership(row).transpose()).collect()
}

/// The roles a person holds in a school itself at a time, oldest first.
pub async fn held_in(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
    at: UtcMs,
) -> Result<Vec<Held>, db::Error> {
    let sql = "select id, role, region, school, class, from_ms from membership \
               where person = $1 and school = $2 and from_ms <= $3 \
               and (until_ms is null or until_ms > $3) order by from_ms, id";
    several(&tx.rows(sql, &[person.into(), school.into(), at.into()]).await?)
}

/// The roles that a person had in a school when they were stopped there, oldest first; none
/// unless they are stopped.
pub async fn stopped_in(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
) -> Result<Vec<Held>, db::Error> {
    let sql = "select id, role, region, school, class, from_ms from membership \
               where person = $1 and school = $2 and stopped = 1 order by from_ms, id";
    several(&tx.rows(sql, &[person.into(), school.into()]).await?)
}

fn several(rows: &[Row]) -> Result<Vec<Held>, db::Error> {
    let mut several = Vec::with_capacity(rows.len());
    for row in rows {
        if let Some(membership) = membership(row)? {
            several.push(Held { id: row.get("id")?, membership, from: row.get("from_ms")? });
        }
    }
    Ok(several)
}

/// A row's role and place; nothing where a later release knows more of them.
fn membership(row: &Row) -> Result<Option<Membership>, db::Error> {
    let word: String = row.get("role")?;
    let region: Option<RegionId> = row.get("region")?;
    let school: Option<SchoolId> = row.get("school")?;
    let class: Option<ClassId> = row.get("class")?;
    let place = match (region, school, class) {
        (_, Some(school), Some(class)) => Place::Class(school, class),
        (_, Some(school), None) => Place::School(school),
        (Some(region), None, _) => Place::Region(region),
        (None, None, _) => return Ok(None),
    };
    Ok(Role::from_word(&word).map(|role| Membership { role, place }))
}

/// Gives a person a role from a time on.
pub async fn start(
    tx: &Tx,
    id: MembershipId,
    person: PersonId,
    membership: Membership,
    from: UtcMs,
) -> Result<(), db::Error> {
    start_all(tx, &[Started { id, person, membership }], from).await
}

/// A role that somebody is about to get.
#[derive(Debug, Clone, Copy)]
pub struct Started {
    /// The membership's id.
    pub id: MembershipId,
    /// Who.
    pub person: PersonId,
    /// The role and where it holds.
    pub membership: Membership,
}

/// Gives people roles from a time on.
pub async fn start_all(tx: &Tx, started: &[Started], from: UtcMs) -> Result<(), db::Error> {
    let row = |started: &Started| -> [Value; 7] {
        let (region, school, class): (Option<RegionId>, Option<SchoolId>, Option<ClassId>) =
            match started.membership.place {
                Place::Region(region) => (Some(region), None, None),
                Place::School(school) => (None, Some(school), None),
                Place::Class(school, class) => (None, Some(school), Some(class)),
            };
        [
            started.id.into(),
            started.person.into(),
            started.membership.role.word().into(),
            region.into(),
            school.into(),
            class.into(),
            from.into(),
        ]
    };
    let rows: Vec<_> = started.iter().map(row).collect();
    tx.insert("membership (id, person, role, region, school, class, from_ms)", &rows).await
}

/// Ends a role at a time. What was true until then stays answerable.
pub async fn end(tx: &Tx, id: MembershipId, until: UtcMs) -> Result<(), db::Error> {
    let sql = "update membership set until_ms = $2 where id = $1";
    tx.execute(sql, &[id.into(), until.into()]).await?;
    Ok(())
}

/// Ends a role because its person is stopped, and marks it to be given again.
pub async fn stop(tx: &Tx, id: MembershipId, until: UtcMs) -> Result<(), db::Error> {
    let sql = "update membership set until_ms = $2, stopped = 1 where id = $1";
    tx.execute(sql, &[id.into(), until.into()]).await?;
    Ok(())
}

/// Forgets that a person was stopped in a school.
pub async fn clear_stop(tx: &Tx, person: PersonId, school: SchoolId) -> Result<(), db::Error> {
    let sql = "update membership set stopped = 0 \
               where person = $1 and school = $2 and stopped = 1";
    tx.execute(sql, &[person.into(), school.into()]).await?;
    Ok(())
}
