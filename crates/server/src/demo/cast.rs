//! The named cast: one region, an alliance of two schools, an anchor class, two receiving classes.
//! The demonstration shows them and every test is peopled by them.

use xingtan_base::ids::{AllianceId, ClassId, PersonId, RegionId, SchoolId};
use xingtan_base::languages::Language;
use xingtan_identity::Identity;
use xingtan_identity::memberships::{Membership, Place, Role};
use xingtan_identity::organisations::create;
use xingtan_identity::people::create::NewPerson;
use xingtan_platform::db::Tx;
use xingtan_platform::http::ApiError;

/// The password of every account of the cast.
pub const PASSWORD: &str = "xingtan-2026";

/// How long everyone has been what they are.
const THERE_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// Sign-in name and shown name of those who are not learners.
const ADMINISTRATOR: (&str, &str) = ("admin", "林若溪");
const ANCHOR_TEACHER: (&str, &str) = ("chen", "陈静");
const RECEIVING_TEACHER: (&str, &str) = ("zhou", "周远");

/// Learners of the anchor class, then of the two receiving ones.
const LEARNERS: [[(&str, &str); 8]; 3] = [
    [
        ("li.xiaoyu", "李小雨"),
        ("wang.zihan", "王子涵"),
        ("zhang.yichen", "张一辰"),
        ("emma.carter", "Emma Carter"),
        ("liu.siqi", "刘思琪"),
        ("zhao.mingxuan", "赵明轩"),
        ("sun.keke", "孙可可"),
        ("daniel.kim", "Daniel Kim"),
    ],
    [
        ("wu.guihua", "吴桂花"),
        ("ma.lin", "马林"),
        ("yang.fan", "杨帆"),
        ("bai.xue", "白雪"),
        ("luo.jiahui", "罗嘉慧"),
        ("tsering.dolma", "次仁卓玛"),
        ("he.dali", "何大力"),
        ("grace.osei", "Grace Osei"),
    ],
    [
        ("tang.ning", "唐宁"),
        ("xu.wenbo", "许文博"),
        ("feng.yun", "冯云"),
        ("cao.yuan", "曹原"),
        ("jiang.shui", "江水"),
        ("aygul.rahim", "阿依古丽"),
        ("lei.ming", "雷鸣"),
        ("omar.haddad", "Omar Haddad"),
    ],
];

/// Sign-in names of [`LEARNERS`] use letters only; shown names are in the learner's own script.
const CLASS_NAMES: [&str; 3] = ["高一（1）班", "高一（2）班", "高一（3）班"];

/// A person of the cast.
#[derive(Debug, Clone)]
pub struct Member {
    /// Names the person.
    pub id: PersonId,
    /// Signs in with this.
    pub name: &'static str,
    /// Is called this.
    pub display_name: &'static str,
    /// The first role.
    pub role: Role,
    place: Place,
}

/// Everyone and everything, by id.
#[derive(Debug, Clone)]
pub struct Cast {
    /// 杏林区.
    pub region: RegionId,
    /// 明德教育联盟.
    pub alliance: AllianceId,
    /// 明德中学.
    pub anchor_school: SchoolId,
    /// 青山中学.
    pub receiving_school: SchoolId,
    /// The anchor class, then the two receiving classes.
    pub classes: [ClassId; 3],
    /// Administers the region.
    pub administrator: Member,
    /// Teaches at the anchor school.
    pub anchor_teacher: Member,
    /// Teaches at the receiving school.
    pub receiving_teacher: Member,
    /// Learners of each class.
    pub learners: [Vec<Member>; 3],
}

impl Cast {
    /// Names everyone, without writing anything.
    pub fn named(identity: &Identity) -> Self {
        let ids = &identity.ctx.ids;
        let region: RegionId = ids.next();
        let anchor_school: SchoolId = ids.next();
        let receiving_school: SchoolId = ids.next();
        let classes: [ClassId; 3] = [ids.next(), ids.next(), ids.next()];
        let member = |(name, display_name), role, place| Member {
            id: ids.next(),
            name,
            display_name,
            role,
            place,
        };
        let school_of = |class: usize| if class == 0 { anchor_school } else { receiving_school };
        let class_of = |index: usize| -> Vec<Member> {
            let place = Place::Class(school_of(index), classes[index]);
            LEARNERS[index].iter().map(|name| member(*name, Role::Learner, place)).collect()
        };
        Self {
            region,
            alliance: ids.next(),
            anchor_school,
            receiving_school,
            classes,
            administrator: member(ADMINISTRATOR, Role::Administrator, Place::Region(region)),
            anchor_teacher: member(ANCHOR_TEACHER, Role::Teacher, Place::School(anchor_school)),
            receiving_teacher: member(
                RECEIVING_TEACHER,
                Role::Teacher,
                Place::School(receiving_school),
            ),
            learners: [class_of(0), class_of(1), class_of(2)],
        }
    }

    /// Everyone.
    pub fn people(&self) -> impl Iterator<Item = &Member> {
        [&self.administrator, &self.anchor_teacher, &self.receiving_teacher]
            .into_iter()
            .chain(self.learners.iter().flatten())
    }

    /// The school of a class, by its place in [`Cast::classes`].
    pub const fn school_of(&self, class: usize) -> SchoolId {
        if class == 0 { self.anchor_school } else { self.receiving_school }
    }

    /// Writes the organisations and everyone in one transaction. All share [`PASSWORD`], hashed
    /// once: these accounts are for show.
    ///
    /// # Errors
    /// When the database cannot be used, or a name of the cast is taken.
    pub async fn write(&self, identity: &Identity) -> Result<(), ApiError> {
        let password_hash = identity.hash_password(PASSWORD).await?;
        // They have been there for a while: yesterday's lesson was theirs too.
        let (cast, since) = (self.clone(), identity.ctx.clock.now().plus_ms(-THERE_MS));
        let people: Vec<NewPerson> =
            self.people().map(|member| self.new_person(identity, member, &password_hash)).collect();
        identity
            .ctx
            .db
            .write("cast.write", async move |tx: &Tx| {
                create::region(tx, cast.region, "杏林区", since).await?;
                let (anchor, receiving) = (cast.anchor_school, cast.receiving_school);
                create::school(tx, cast.region, anchor, "明德中学", since).await?;
                create::school(tx, cast.region, receiving, "青山中学", since).await?;
                let name = "明德教育联盟";
                create::alliance(tx, cast.alliance, name, anchor, &[receiving], since).await?;
                for (index, name) in CLASS_NAMES.iter().enumerate() {
                    let school = cast.school_of(index);
                    create::class(tx, school, cast.classes[index], name, since).await?;
                }
                for person in &people {
                    person.write(tx, since).await?;
                }
                Ok::<_, ApiError>(())
            })
            .await
    }

    fn new_person(&self, identity: &Identity, member: &Member, hash: &str) -> NewPerson {
        let is_english = member.display_name.is_ascii();
        let membership = Membership { role: member.role, place: member.place };
        NewPerson {
            id: member.id,
            name: member.name.to_owned(),
            display_name: member.display_name.to_owned(),
            language: if is_english { Language::En } else { Language::ZhCn },
            password_hash: hash.to_owned(),
            is_password_given: false,
            membership: (identity.ctx.ids.next(), membership),
        }
    }
}
