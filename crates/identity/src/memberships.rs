//! A person's roles in organisations.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, MembershipId, PersonId, RegionId, SchoolId};
use xingtan_platform::db::{self, Tx, Value};

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

/// The roles a person holds at a time, oldest first.
pub async fn held(tx: &Tx, person: PersonId, at: UtcMs) -> Result<Vec<Membership>, db::Error> {
    let rows = tx
        .rows(
            "select role, region, school, class from membership where person = $1 \
             and from_ms <= $2 and (until_ms is null or until_ms > $2) order by from_ms, id",
            &[person.into(), at.into()],
        )
        .await?;
    let mut held = Vec::with_capacity(rows.len());
    for row in &rows {
        let word: String = row.get("role")?;
        let region: Option<RegionId> = row.get("region")?;
        let school: Option<SchoolId> = row.get("school")?;
        let class: Option<ClassId> = row.get("class")?;
        let place = match (region, school, class) {
            (_, Some(school), Some(class)) => Place::Class(school, class),
            (_, Some(school), None) => Place::School(school),
            (Some(region), None, _) => Place::Region(region),
            (None, None, _) => continue,
        };
        if let Some(role) = Role::from_word(&word) {
            held.push(Membership { role, place });
        }
    }
    Ok(held)
}

/// Gives a person a role from a time on.
pub async fn start(
    tx: &Tx,
    id: MembershipId,
    person: PersonId,
    membership: Membership,
    from: UtcMs,
) -> Result<(), db::Error> {
    let (region, school, class): (Option<RegionId>, Option<SchoolId>, Option<ClassId>) =
        match membership.place {
            Place::Region(region) => (Some(region), None, None),
            Place::School(school) => (None, Some(school), None),
            Place::Class(school, class) => (None, Some(school), Some(class)),
        };
    let values: [Value; 7] = [
        id.into(),
        person.into(),
        membership.role.word().into(),
        region.into(),
        school.into(),
        class.into(),
        from.into(),
    ];
    tx.execute(
        "insert into membership (id, person, role, region, school, class, from_ms) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        &values,
    )
    .await?;
    Ok(())
}
