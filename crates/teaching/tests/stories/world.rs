//! A region with an alliance, a school outside of it, and the people of these tests.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, LessonId, PersonId, RegionId, SchoolId};
use xingtan_base::languages::Language;
use xingtan_identity::Identity;
use xingtan_identity::memberships::{Membership, Place, Role};
use xingtan_identity::organisations::create;
use xingtan_identity::passwords::pool::Cost;
use xingtan_identity::people::create::NewPerson;
use xingtan_identity::sessions::start::NewSession;
use xingtan_platform::clock::{Clock, ClockHand};
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::testing::TestDb;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::files::Files;
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;
use xingtan_platform::keys::Keys;
use xingtan_platform::tasks::Tasks;
use xingtan_teaching::{Teaching, routes};

/// Monday, 08:00 in Beijing.
pub const START: UtcMs = UtcMs(1_795_392_000_000);

/// Mingde teaches its classes 1 and 2 and, in an alliance, Hejiang's class 3. Yuanshan has class
/// 4 and nothing to do with them.
pub struct World {
    pub teaching: Teaching,
    pub hand: ClockHand,
    pub mingde: SchoolId,
    pub classes: HashMap<&'static str, ClassId>,
    people: HashMap<&'static str, (PersonId, String)>,
}

impl World {
    pub async fn new(fresh: &TestDb) -> Self {
        let (clock, hand) = Clock::movable(START);
        let ids = Ids::system(clock.clone());
        let ctx = Ctx {
            db: fresh.db.clone(),
            files: Files::in_memory(),
            keys: Keys::load(&fresh.db, &ids, &clock).await.unwrap(),
            clock,
            ids: ids.clone(),
            tasks: Tasks::new(),
            config: Arc::default(),
        };
        let identity = Identity::with_cost(ctx.clone(), Cost::cheapest());
        let teaching = Teaching::new(ctx, identity);
        let found = async move |tx: &Tx| found(tx, &ids).await;
        let (mingde, classes, people) =
            fresh.db.write::<_, db::Error, _>("test.world", found).await.unwrap();
        Self { teaching, hand, mingde, classes, people }
    }

    pub fn person(&self, name: &str) -> PersonId {
        self.people[name].0
    }

    /// Sends a request as a person, or as nobody.
    pub async fn send(
        &self,
        name: &str,
        method: &str,
        path: &str,
        body: Value,
    ) -> (StatusCode, Value) {
        let token = self.people.get(name).map_or("", |(_, token)| token);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::COOKIE, format!("xt_session={token}"))
            .body(Body::from(body.to_string()))
            .unwrap();
        let answer = routes(self.teaching.clone()).oneshot(request).await.unwrap();
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// Reads as a person.
    pub async fn get(&self, name: &str, path: &str) -> Value {
        let (status, body) = self.send(name, "GET", path, Value::Null).await;
        assert_eq!(status, StatusCode::OK, "{name} {path}: {body}");
        body
    }

    /// Makes something as a person.
    pub async fn make(&self, name: &str, path: &str, body: Value) -> Value {
        let (status, body) = self.send(name, "POST", path, body).await;
        assert_eq!(status, StatusCode::CREATED, "{name} {path}: {body}");
        body
    }

    /// A lesson of Mingde's teacher Lin for classes 1 and 3, at a number of minutes from the
    /// start of these tests.
    pub async fn lesson(&self, title: &str, at_minutes: i64) -> LessonId {
        let course = serde_json::json!({"title": "数学", "school": self.mingde});
        let course = self.make("lin", "/api/courses", course).await;
        let lesson = self.lesson_body(&course["id"], title, at_minutes);
        let lesson = self.make("lin", "/api/lessons", lesson).await;
        lesson["id"].as_str().unwrap().parse().unwrap()
    }

    /// The body that plans such a lesson.
    pub fn lesson_body(&self, course: &Value, title: &str, at_minutes: i64) -> Value {
        serde_json::json!({
            "course": course, "title": title, "minutes": 45,
            "starts_at": START.plus_ms(at_minutes * 60_000),
            "audience": [
                {"class": self.classes["1"], "part": "anchor", "form": "live",
                    "attending": "own_devices"},
                {"class": self.classes["3"], "part": "receiving", "form": "live",
                    "attending": "own_devices", "teacher": self.person("wu")},
            ],
        })
    }

    /// Runs an action on the database at the present time.
    pub async fn write<T, F>(&self, action: F) -> Result<T, ApiError>
    where
        F: AsyncFn(&Tx) -> Result<T, ApiError> + Send + 'static,
        T: Send + 'static,
    {
        self.teaching.ctx.db.write("test.action", action).await
    }
}

type People = HashMap<&'static str, (PersonId, String)>;

async fn found(
    tx: &Tx,
    ids: &Ids,
) -> Result<(SchoolId, HashMap<&'static str, ClassId>, People), db::Error> {
    let at = UtcMs(1);
    let region: RegionId = ids.next();
    create::region(tx, region, "杏林区", at).await?;
    let schools: [SchoolId; 3] = [ids.next(), ids.next(), ids.next()];
    let [mingde, hejiang, yuanshan] = schools;
    for (school, name) in schools.iter().zip(["明德中学", "合江小学", "远山中学"]) {
        create::school(tx, region, *school, name, at).await?;
    }
    create::alliance(tx, ids.next(), "杏林联盟", mingde, &[hejiang], at).await?;
    let mut classes = HashMap::new();
    for (name, school) in [("1", mingde), ("2", mingde), ("3", hejiang), ("4", yuanshan)] {
        let class: ClassId = ids.next();
        create::class(tx, school, class, name, at).await?;
        classes.insert(name, class);
    }
    let teacher = |school| Membership { role: Role::Teacher, place: Place::School(school) };
    let administrator = |place| Membership { role: Role::Administrator, place };
    let learner = |school, class: &str| {
        let place = Place::Class(school, classes[class]);
        Membership { role: Role::Learner, place }
    };
    let mut people = HashMap::new();
    for (name, membership) in [
        ("admin", administrator(Place::School(mingde))),
        ("inspector", administrator(Place::Region(region))),
        ("lin", teacher(mingde)),
        ("chen", teacher(mingde)),
        ("wu", teacher(hejiang)),
        ("sun", teacher(hejiang)),
        ("far_teacher", teacher(yuanshan)),
        ("li", learner(mingde, "1")),
        ("zhang", learner(mingde, "2")),
        ("zhou", learner(hejiang, "3")),
        ("far_learner", learner(yuanshan, "4")),
    ] {
        let new = NewPerson {
            id: ids.next(),
            name: name.to_owned(),
            display_name: name.to_owned(),
            language: Language::ZhCn,
            password_hash: "none".to_owned(),
            is_password_given: false,
            membership: (ids.next(), membership),
        };
        new.write(tx, at).await?;
        let session = NewSession::make(ids, &HeaderMap::new());
        session.write(tx, new.id, START).await?;
        people.insert(name, (new.id, session.token));
    }
    Ok((mingde, classes, people))
}
