//! Who may do what to people and organisations. Roles flow down the tree, never up or sideways.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{PersonId, SchoolId};
use xingtan_base::problems;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::http::ApiError;

use crate::memberships::{self, Membership, Place, Role};

/// Why something may not be done.
#[derive(Debug)]
pub enum AccessError {
    /// The person may know of the thing, but not do this with it.
    Denied,
    /// The thing is not there, or the person may not know of it.
    NotFound,
    /// The database failed.
    Database(db::Error),
}

impl From<db::Error> for AccessError {
    fn from(error: db::Error) -> Self {
        Self::Database(error)
    }
}
impl From<AccessError> for ApiError {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Denied => problems::forbidden().into(),
            AccessError::NotFound => problems::not_found().into(),
            AccessError::Database(error) => error.into(),
        }
    }
}

/// What a person may do in a school, as one of its members or from above.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// May run the school.
    pub administers: bool,
    /// Teaches in it.
    pub teaches: bool,
    /// Learns in one of its classes.
    pub learns: bool,
}

impl Standing {
    /// Administrators and teachers.
    pub const fn is_staff(self) -> bool {
        self.administers || self.teaches
    }
}

/// How a person stands to a school.
pub async fn standing(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
    at: UtcMs,
) -> Result<Standing, db::Error> {
    let held = memberships::held(tx, person, at).await?;
    standing_of(tx, &held, school).await
}

/// The same from memberships already read.
pub async fn standing_of(
    tx: &Tx,
    held: &[Membership],
    school: SchoolId,
) -> Result<Standing, db::Error> {
    let region = tx
        .row("select region from school where id = $1", &[school.into()])
        .await?
        .map(|row| row.get("region"))
        .transpose()?;
    let mut standing = Standing::default();
    for membership in held {
        let is_here = match membership.place {
            Place::Region(own) => region == Some(own),
            Place::School(own) | Place::Class(own, _) => own == school,
        };
        if is_here {
            match membership.role {
                Role::Administrator => standing.administers = true,
                Role::Teacher => standing.teaches = true,
                Role::Learner => standing.learns = true,
            }
        }
    }
    Ok(standing)
}

/// Proof: this person may run this school.
#[derive(Debug, Clone, Copy)]
pub struct CanAdministerSchool {
    school: SchoolId,
}

impl CanAdministerSchool {
    /// The school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }
}

/// Proof: this person may read the people of this school.
#[derive(Debug, Clone, Copy)]
pub struct CanReadSchool {
    school: SchoolId,
}

impl CanReadSchool {
    /// The school.
    pub const fn school(&self) -> SchoolId {
        self.school
    }
}

/// Proof: this person may set another person's password.
#[derive(Debug, Clone, Copy)]
pub struct CanResetPassword {
    person: PersonId,
    administers: bool,
}

impl CanResetPassword {
    /// The person whose password may be set.
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// Whether by running a place the person belongs to, rather than by teaching there.
    pub const fn administers(&self) -> bool {
        self.administers
    }
}

/// A region's or the school's administrators run it.
pub async fn administer_school(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
    at: UtcMs,
) -> Result<CanAdministerSchool, AccessError> {
    let standing = standing(tx, person, school, at).await?;
    if standing.administers {
        Ok(CanAdministerSchool { school })
    } else if standing == Standing::default() {
        Err(AccessError::NotFound)
    } else {
        Err(AccessError::Denied)
    }
}

/// Administrators and the school's teachers read its people; a learner sees nobody.
pub async fn read_school(
    tx: &Tx,
    person: PersonId,
    school: SchoolId,
    at: UtcMs,
) -> Result<CanReadSchool, AccessError> {
    let standing = standing(tx, person, school, at).await?;
    if standing.is_staff() {
        Ok(CanReadSchool { school })
    } else if standing.learns {
        Err(AccessError::Denied)
    } else {
        Err(AccessError::NotFound)
    }
}

/// Whoever may set a password can act as that person; so one must run every place where the
/// person is staff, and be staff in at least one place the person belongs to.
pub async fn reset_password(
    tx: &Tx,
    person: PersonId,
    of: PersonId,
    at: UtcMs,
) -> Result<CanResetPassword, AccessError> {
    let held = memberships::held(tx, person, at).await?;
    let theirs = memberships::held(tx, of, at).await?;
    let (mut may_know, mut may_act, mut escapes) = (false, false, false);
    let mut administers = false;
    for membership in &theirs {
        let standing = match membership.place {
            Place::Region(region) => Standing {
                administers: held.iter().any(|own| own.place == Place::Region(region)),
                ..Standing::default()
            },
            Place::School(school) | Place::Class(school, _) => {
                standing_of(tx, &held, school).await?
            }
        };
        may_know |= standing.is_staff();
        administers |= standing.administers;
        match membership.role {
            Role::Learner => may_act |= standing.is_staff(),
            Role::Teacher | Role::Administrator => {
                may_act |= standing.administers;
                escapes |= !standing.administers;
            }
        }
    }
    if may_act && !escapes {
        Ok(CanResetPassword { person: of, administers })
    } else if may_know {
        Err(AccessError::Denied)
    } else {
        Err(AccessError::NotFound)
    }
}
