//! Two schools, their people, and a library with a file store of its own.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, PersonId, RegionId, SchoolId};
use xingtan_base::languages::Language;
use xingtan_identity::Identity;
use xingtan_identity::memberships::{Membership, Place, Role};
use xingtan_identity::organisations::create;
use xingtan_identity::passwords::pool::Cost;
use xingtan_identity::people::create::NewPerson;
use xingtan_identity::sessions::start::NewSession;
use xingtan_library::{Library, routes};
use xingtan_platform::clock::{Clock, ClockHand};
use xingtan_platform::config::Config;
use xingtan_platform::ctx::Ctx;
use xingtan_platform::db::testing::TestDb;
use xingtan_platform::db::{self, Tx};
use xingtan_platform::files::Files;
use xingtan_platform::ids::Ids;
use xingtan_platform::keys::Keys;
use xingtan_platform::tasks::Tasks;

use super::double::{Seen, double};

/// Monday, 08:00 in Beijing.
pub const START: UtcMs = UtcMs(1_795_392_000_000);
/// Longer than anything here takes.
pub const LONG: Duration = Duration::from_secs(30);

pub struct World {
    pub library: Library,
    pub hand: ClockHand,
    pub mingde: SchoolId,
    pub yuanshan: SchoolId,
    pub seen: Arc<Seen>,
    people: HashMap<&'static str, (PersonId, String)>,
    folder: TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?}", self.body);
        self
    }

    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Self {
        let answer = self.is(status);
        assert_eq!(answer.json()["code"], code, "{:?}", answer.body);
        answer
    }
}

impl World {
    /// A library that works in the background, with a double of the converters.
    pub async fn new(fresh: &TestDb) -> Self {
        let mut world = Self::idle(fresh).await;
        world.library = world.library.working(double(&world.seen));
        world
    }

    /// A library without work in the background.
    pub async fn idle(fresh: &TestDb) -> Self {
        let (clock, hand) = Clock::movable(START);
        let ids = Ids::system(clock.clone());
        let folder = tempfile::tempdir().unwrap();
        let files = format!("file:{}", folder.path().join("files").display());
        let ctx = Ctx {
            db: fresh.db.clone(),
            files: Files::open(&files).unwrap(),
            keys: Keys::load(&fresh.db, &ids, &clock).await.unwrap(),
            clock,
            ids: ids.clone(),
            tasks: Tasks::new(),
            config: Arc::new(Config { data: folder.path().join("data"), ..Config::default() }),
        };
        let identity = Identity::with_cost(ctx.clone(), Cost::cheapest());
        let found = async move |tx: &Tx| found(tx, &ids).await;
        let (schools, people) =
            fresh.db.write::<_, db::Error, _>("test.world", found).await.unwrap();
        let [mingde, yuanshan] = schools;
        let library = Library::new(ctx, identity);
        Self { library, hand, mingde, yuanshan, seen: Arc::default(), people, folder }
    }

    /// Stops the server, and starts another on the same data.
    pub async fn restart(&mut self) {
        let left = self.library.ctx.tasks.stop(LONG).await;
        assert!(left.is_empty(), "{left:?}");
        let ctx = Ctx { tasks: Tasks::new(), ..self.library.ctx.clone() };
        let identity = Identity::with_cost(ctx.clone(), Cost::cheapest());
        self.library = Library::new(ctx, identity).working(double(&self.seen));
    }

    pub fn person(&self, name: &str) -> PersonId {
        self.people[name].0
    }

    /// The cookie of somebody, or of nobody.
    pub fn cookie(&self, name: &str) -> String {
        let token = self.people.get(name).map_or("", |(_, token)| token);
        format!("xt_session={token}")
    }

    pub async fn send(&self, name: &str, request: http::request::Builder, body: Body) -> Answer {
        let request = request.header(header::COOKIE, self.cookie(name)).body(body).unwrap();
        let answer = routes(self.library.clone()).oneshot(request).await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = to_bytes(answer.into_body(), 1 << 24).await.unwrap();
        Answer { status, headers, body }
    }

    /// Sends a request with JSON.
    pub async fn call(&self, name: &str, method: &str, path: &str, body: Value) -> Answer {
        let request = Request::builder().method(method).uri(path);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        self.send(name, request, Body::from(body.to_string())).await
    }

    pub async fn get(&self, name: &str, path: &str) -> Answer {
        self.call(name, "GET", path, Value::Null).await
    }

    /// Begins to send a file; answers its address.
    pub async fn begin(&self, name: &str, file_name: &str, size: usize) -> String {
        let answer = self.try_to_begin(name, file_name, &size.to_string()).await.is(201);
        answer.header("location").to_owned()
    }

    pub async fn try_to_begin(&self, name: &str, file_name: &str, size: &str) -> Answer {
        let metadata = format!("filename {}", STANDARD.encode(file_name));
        let request = Request::builder()
            .method("POST")
            .uri("/api/uploads")
            .header("tus-resumable", "1.0.0")
            .header("upload-length", size)
            .header("upload-metadata", metadata);
        self.send(name, request, Body::empty()).await
    }

    /// Sends a piece.
    pub async fn piece(&self, name: &str, path: &str, offset: usize, bytes: &str) -> Answer {
        let request = Request::builder()
            .method("PATCH")
            .uri(path)
            .header("tus-resumable", "1.0.0")
            .header(header::CONTENT_TYPE, "application/offset+octet-stream")
            .header(header::CONTENT_LENGTH, bytes.len())
            .header("upload-offset", offset);
        self.send(name, request, Body::from(bytes.to_owned())).await
    }

    /// Where a file goes on.
    pub async fn offset(&self, name: &str, path: &str) -> usize {
        let request = Request::builder().method("HEAD").uri(path);
        let answer = self.send(name, request, Body::empty()).await.is(200);
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("tus-resumable"), "1.0.0");
        answer.header("upload-offset").parse().unwrap()
    }

    /// Sends a whole file; answers its id.
    pub async fn upload(&self, name: &str, file_name: &str, bytes: &str) -> String {
        let path = self.begin(name, file_name, bytes.len()).await;
        let answer = self.piece(name, &path, 0, bytes).await.is(204);
        assert_eq!(answer.header("upload-offset"), bytes.len().to_string());
        path.rsplit('/').next().unwrap().to_owned()
    }

    /// Makes a deck of a document that says something; answers its id.
    pub async fn deck(&self, name: &str, says: &str) -> String {
        let upload = self.upload(name, "圆的面积.pptx", says).await;
        let wanted = serde_json::json!({"school": self.mingde, "uploads": [upload]});
        let made = self.call(name, "POST", "/api/decks", wanted).await.is(201).json();
        assert_eq!(made["state"], "waiting");
        made["id"].as_str().unwrap().to_owned()
    }

    /// Waits until a deck stands so.
    pub async fn stands(&self, name: &str, deck: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        let waiting = async {
            loop {
                let shown = self.get(name, &format!("/api/decks/{deck}")).await.is(200).json();
                if is_so(&shown) {
                    return shown;
                }
                // Nobody wants to wait for the next try.
                self.sql("update job set run_at_ms = 0 where state = 'waiting'").await;
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(LONG, waiting).await.expect("the deck gets there")
    }

    /// Waits until so many files are in the store, and answers them.
    pub async fn stored(&self, count: usize) -> Vec<PathBuf> {
        let waiting = async {
            loop {
                let files = self.files();
                if files.len() == count {
                    return files;
                }
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        let files = tokio::time::timeout(LONG, waiting).await;
        files.unwrap_or_else(|_| panic!("not {count}: {:?}", self.files()))
    }

    /// Everything in the file store.
    pub fn files(&self) -> Vec<PathBuf> {
        files_in(&self.folder.path().join("files"))
    }

    /// Everything that conversions have on the disk.
    pub fn working_files(&self) -> Vec<PathBuf> {
        files_in(&self.folder.path().join("data"))
    }

    pub async fn sql(&self, sql: &'static str) -> u64 {
        let run = async move |tx: &Tx| tx.execute(sql, &[]).await;
        self.library.ctx.db.write::<_, db::Error, _>("test.sql", run).await.unwrap()
    }

    /// The kinds of the facts so far.
    pub async fn facts(&self) -> Vec<String> {
        let read = async move |tx: &Tx| {
            let rows = tx.rows("select id, kind from fact order by id", &[]).await?;
            rows.iter().map(|row| row.get("kind")).collect()
        };
        self.library.ctx.db.read::<_, db::Error, _>("test.facts", read).await.unwrap()
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files_in(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

type People = HashMap<&'static str, (PersonId, String)>;

async fn found(tx: &Tx, ids: &Ids) -> Result<([SchoolId; 2], People), db::Error> {
    let at = UtcMs(1);
    let region: RegionId = ids.next();
    create::region(tx, region, "杏林区", at).await?;
    let schools: [SchoolId; 2] = [ids.next(), ids.next()];
    let [mingde, yuanshan] = schools;
    let class: ClassId = ids.next();
    for (school, name) in schools.iter().zip(["明德中学", "远山中学"]) {
        create::school(tx, region, *school, name, at).await?;
    }
    create::class(tx, mingde, class, "1", at).await?;
    let of = |role, place| Membership { role, place };
    let mut people = HashMap::new();
    for (name, membership) in [
        ("admin", of(Role::Administrator, Place::School(mingde))),
        ("lin", of(Role::Teacher, Place::School(mingde))),
        ("chen", of(Role::Teacher, Place::School(mingde))),
        ("far_teacher", of(Role::Teacher, Place::School(yuanshan))),
        ("far_admin", of(Role::Administrator, Place::School(yuanshan))),
        ("li", of(Role::Learner, Place::Class(mingde, class))),
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
    Ok((schools, people))
}
