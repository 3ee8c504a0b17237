//! Two schools of two regions, their people, and browsers for them.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, header};
use serde_json::{Value, json};
use tower::ServiceExt;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{AllianceId, ClassId, PersonId, RegionId, SchoolId};
use xingtan_base::languages::Language;
use xingtan_identity::memberships::{Membership, Place, Role};
use xingtan_identity::organisations::create;
use xingtan_identity::passwords::pool::Cost;
use xingtan_identity::people::create::NewPerson;
use xingtan_identity::{Identity, routes};
use xingtan_platform::clock::{Clock, ClockHand};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::testing::TestDb;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::files::Files;
use xingtan_platform::ids::Ids;
use xingtan_platform::keys::Keys;
use xingtan_platform::tasks::Tasks;

/// The password of everyone in the cast.
pub const PASSWORD: &str = "apricot-terrace";

/// A server in memory, the schools, and the cookies of those who signed in.
pub struct Cast {
    pub at: Identity,
    pub hand: ClockHand,
    pub school: SchoolId,
    pub class: ClassId,
    pub other_school: SchoolId,
    pub alliance: AllianceId,
    /// Administers the school.
    pub head: String,
    /// Teaches in the school.
    pub teacher: String,
    /// Learns in the class.
    pub learner: String,
    /// Administers the other school, in another region.
    pub other_head: String,
    /// Teaches in the other school.
    pub other_teacher: String,
    pub head_id: PersonId,
    pub teacher_id: PersonId,
    pub learner_id: PersonId,
}

impl Cast {
    pub async fn gather(fresh: &TestDb) -> Self {
        let (clock, hand) = Clock::movable(UtcMs(1_790_000_000_000));
        let at = server(fresh, clock).await;
        let ids = at.ctx.ids.clone();
        let (school, other_school): (SchoolId, SchoolId) = (ids.next(), ids.next());
        let (class, alliance): (ClassId, AllianceId) = (ids.next(), ids.next());
        let people = [
            ("head", "周明", Role::Administrator, Place::School(school)),
            ("lin", "林老师", Role::Teacher, Place::School(school)),
            ("li", "李雷", Role::Learner, Place::Class(school, class)),
            ("far-head", "远山", Role::Administrator, Place::School(other_school)),
            ("far-lin", "远林", Role::Teacher, Place::School(other_school)),
        ]
        .map(|(name, display_name, role, place)| NewPerson {
            id: ids.next(),
            name: name.to_owned(),
            display_name: display_name.to_owned(),
            language: Language::ZhCn,
            password_hash: Cost::cheapest().hash(PASSWORD).unwrap(),
            is_password_given: false,
            membership: (ids.next(), Membership { role, place }),
        });
        let [head_id, teacher_id, learner_id] = [0, 1, 2].map(|index| people[index].id);
        let (region, other_region): (RegionId, RegionId) = (ids.next(), ids.next());
        let now = at.ctx.clock.now();
        let write = async move |tx: &Tx| {
            create::region(tx, region, "杏林区", now).await?;
            create::region(tx, other_region, "远山区", now).await?;
            create::school(tx, region, school, "明德中学", now).await?;
            create::school(tx, other_region, other_school, "远山小学", now).await?;
            create::class(tx, school, class, "一班", now).await?;
            for person in &people {
                person.write(tx, now).await?;
            }
            Ok::<_, db::Error>(())
        };
        fresh.db.write("test.cast", write).await.unwrap();
        let [head, teacher, learner, other_head, other_teacher] = [
            sign_in(&at, "head", PASSWORD).await,
            sign_in(&at, "lin", PASSWORD).await,
            sign_in(&at, "li", PASSWORD).await,
            sign_in(&at, "far-head", PASSWORD).await,
            sign_in(&at, "far-lin", PASSWORD).await,
        ];
        Self {
            at,
            hand,
            school,
            class,
            other_school,
            alliance,
            head,
            teacher,
            learner,
            other_head,
            other_teacher,
            head_id,
            teacher_id,
            learner_id,
        }
    }

    pub async fn send(
        &self,
        cookie: &str,
        method: &str,
        path: &str,
        body: impl Into<Body>,
    ) -> Response<Body> {
        send(&self.at, cookie, method, path, body).await
    }

    /// The status and the JSON body, null where there is none.
    pub async fn ask(
        &self,
        cookie: &str,
        method: &str,
        path: &str,
        body: impl Into<Body>,
    ) -> (u16, Value) {
        told(self.send(cookie, method, path, body).await).await
    }
}

/// A server on a database; a second one stands for a restart.
pub async fn server(fresh: &TestDb, clock: Clock) -> Identity {
    let ids = Ids::system(clock.clone());
    let ctx = Ctx {
        db: fresh.db.clone(),
        files: Files::in_memory(),
        keys: Keys::load(&fresh.db, &ids, &clock).await.unwrap(),
        clock,
        ids,
        tasks: Tasks::new(),
        config: Arc::default(),
    };
    Identity::with_cost(ctx, Cost::cheapest())
}

pub async fn send(
    at: &Identity,
    cookie: &str,
    method: &str,
    path: &str,
    body: impl Into<Body>,
) -> Response<Body> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, cookie)
        .body(body.into())
        .unwrap();
    routes(at.clone()).oneshot(request).await.unwrap()
}

pub async fn told(answer: Response<Body>) -> (u16, Value) {
    let status = answer.status().as_u16();
    let body = bytes_of(answer).await;
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

pub async fn bytes_of(answer: Response<Body>) -> Vec<u8> {
    to_bytes(answer.into_body(), 8 << 20).await.unwrap().to_vec()
}

/// Signs in and answers the cookie.
pub async fn sign_in(at: &Identity, name: &str, password: &str) -> String {
    let form = json!({"name": name, "password": password}).to_string();
    let answer = send(at, "", "POST", "/api/sessions", form).await;
    assert_eq!(answer.status(), 201, "{name} signs in");
    let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}
