//! Those who are not in the demonstration's cast: a school of another region.

use xingtan_base::ids::{ClassId, PersonId, RegionId, SchoolId};
use xingtan_base::languages::Language;
use xingtan_identity::Identity;
use xingtan_identity::memberships::{Membership, Place, Role};
use xingtan_identity::organisations::create;
use xingtan_identity::people::create::NewPerson;
use xingtan_platform::db::Tx;
use xingtan_platform::http::ApiError;
use xingtan_server::demo::cast::PASSWORD;

/// A school that has nothing to do with the cast's, and its people.
#[derive(Debug, Clone)]
pub struct Outsiders {
    /// The school.
    pub school: SchoolId,
    /// Its class.
    pub class: ClassId,
    /// Teaches there, and signs in as `far.teacher`.
    pub teacher: PersonId,
    /// Learns there, and signs in as `far.learner`.
    pub learner: PersonId,
}

impl Outsiders {
    /// Writes the school and its people.
    pub(crate) async fn write(identity: &Identity) -> Self {
        let ids = &identity.ctx.ids;
        let (region, now): (RegionId, _) = (ids.next(), identity.ctx.clock.now());
        let all = Self {
            school: ids.next(),
            class: ids.next(),
            teacher: ids.next(),
            learner: ids.next(),
        };
        let hash = identity.hash_password(PASSWORD).await.expect("a password is hashed");
        let (school, class) = (all.school, all.class);
        let teaches = Membership { role: Role::Teacher, place: Place::School(school) };
        let learns = Membership { role: Role::Learner, place: Place::Class(school, class) };
        let people = [
            (all.teacher, "far.teacher", "远山", teaches),
            (all.learner, "far.learner", "远行", learns),
        ]
        .map(|(id, name, display_name, membership)| NewPerson {
            id,
            name: name.to_owned(),
            display_name: display_name.to_owned(),
            language: Language::ZhCn,
            password_hash: hash.clone(),
            is_password_given: false,
            membership: (ids.next(), membership),
        });
        let write = async move |tx: &Tx| {
            create::region(tx, region, "远山区", now).await?;
            create::school(tx, region, school, "远山中学", now).await?;
            create::class(tx, school, class, "初一（1）班", now).await?;
            for person in &people {
                person.write(tx, now).await?;
            }
            Ok::<_, ApiError>(())
        };
        let written = identity.ctx.db.write("testkit.outsiders", write).await;
        written.unwrap_or_else(|error| panic!("the outsiders were not written: {error:?}"));
        all
    }
}
