//! A server with its people, in the test's own process.

use std::net::SocketAddr;

use serde_json::{Value as Json, json};
use xingtan_base::clock::UtcMs;
use xingtan_base::ids::LessonId;
use xingtan_identity::Identity;
use xingtan_identity::passwords::pool::Cost;
use xingtan_platform::clock::{Clock, RunningHand};
use xingtan_platform::config::{Config, Limits, Tls};
use xingtan_server::demo::cast::{Cast, PASSWORD};
use xingtan_server::start::{Server, open_world_on};

use crate::certificate::Certificate;
use crate::{Browser, Outsiders, Place};

/// A server on a place of its own, peopled by the cast and the outsiders.
pub struct World {
    /// Everyone who belongs to the alliance.
    pub cast: Cast,
    /// Those who do not.
    pub outsiders: Outsiders,
    /// Moves the server's clock, which runs by itself.
    pub hand: RunningHand,
    place: Place,
    clock: Clock,
    config: Config,
    server: Option<Server>,
    machine: Browser,
}

impl World {
    /// Starts a server on an empty place and writes the people.
    pub async fn open(place: Place) -> Self {
        Self::open_with(place, None, |_| {}).await
    }

    /// The same with settings of its own.
    pub async fn open_set(place: Place, set: impl FnOnce(&mut Config)) -> Self {
        Self::open_with(place, None, set).await
    }

    /// The same with https by an authority of the server's own, beside http.
    pub async fn open_with_own_authority(place: Place) -> Self {
        Self::open_set(place, |config| config.tls = Tls::Own).await
    }

    /// The same with TLS ended by the server itself, under no other address than its own; the
    /// browsers speak HTTP/2 and trust its certificate.
    pub async fn open_with_tls(place: Place) -> Self {
        let certificate = Certificate::write(place.data());
        Self::open_with(place, Some(certificate), |_| {}).await
    }

    async fn open_with(
        place: Place,
        certificate: Option<Certificate>,
        set: impl FnOnce(&mut Config),
    ) -> Self {
        let mut config = Config {
            data: place.data().to_owned(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            rtmp: SocketAddr::from(([127, 0, 0, 1], 0)),
            stage: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            database: Some(place.database_url()),
            ..Config::default()
        };
        // A story asks faster than people do, and does not wait for those who dawdle at its end.
        config.limits.requests_per_browser = 10_000;
        config.limits.requests_per_address = 10_000;
        // What a full machine does is told by the stories that ask for it.
        config.limits.free_bytes = 0;
        config.tls_cert = certificate.as_ref().map(|certificate| certificate.chain.clone());
        config.tls_key = certificate.as_ref().map(|certificate| certificate.key.clone());
        set(&mut config);
        let (clock, hand) = Clock::running();
        let server = start(&config, &clock, &place).await;
        // After a restart it is found where it was.
        (config.listen, config.rtmp) = (server.http, server.rtmp);
        let identity = &server.domains.identity;
        let cast = Cast::named(identity);
        let written = cast.write(identity).await;
        written.unwrap_or_else(|error| panic!("the cast was not written: {error:?}"));
        let outsiders = Outsiders::write(identity).await;
        let machine = match &certificate {
            Some(certificate) => Browser::trusting(&server.url(), &certificate.trusted),
            None => Browser::new(&server.url()),
        };
        Self { cast, outsiders, hand, place, clock, config, server: Some(server), machine }
    }

    /// What it stands on.
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// The running server.
    pub fn server(&self) -> &Server {
        self.server.as_ref().expect("the server runs between stop and start")
    }

    /// The server's time.
    pub fn now(&self) -> UtcMs {
        self.clock.now()
    }

    /// Where encoders connect.
    pub const fn rtmp(&self) -> SocketAddr {
        self.config.rtmp
    }

    /// A browser that nobody has signed in with.
    pub fn stranger(&self) -> Browser {
        self.machine.another()
    }

    /// The browser of somebody who has signed in.
    pub async fn browser(&self, name: &str) -> Browser {
        let mut browser = self.stranger();
        let signed_in = browser.sign_in(name, PASSWORD).await;
        assert!(signed_in.is_ok(), "{name} did not sign in: {signed_in:?}");
        browser
    }

    /// Stops the server as an administrator does, and waits until it has ended.
    pub async fn stop(&mut self) {
        let left = self.server.take().expect("the server runs").stop().await;
        assert!(left.is_empty(), "these tasks did not end: {left:?}");
    }

    /// Stops the server if it runs: nothing of it may be left.
    pub(crate) async fn end(mut self) {
        if self.server.is_some() {
            self.stop().await;
        }
    }

    /// The bounds of its next start.
    pub const fn limits(&mut self) -> &mut Limits {
        &mut self.config.limits
    }

    /// Starts it again on the same data and the same addresses.
    pub async fn start(&mut self) {
        self.server = Some(start(&self.config, &self.clock, &self.place).await);
    }

    /// Plans a lesson of the anchor teacher for the anchor class and the first receiving class,
    /// to begin a minute ago.
    pub async fn plan(&self, teacher: &Browser, title: &str) -> LessonId {
        let course = json!({"title": "物理", "school": self.cast.anchor_school});
        let course = teacher.post("/api/courses", course).await.is(201).json();
        let lesson = self.lesson_body(&course["id"], title);
        let lesson = teacher.post("/api/lessons", lesson).await.is(201).json();
        lesson["id"].as_str().expect("an id").parse().expect("an id")
    }

    /// The body that plans such a lesson.
    pub fn lesson_body(&self, course: &Json, title: &str) -> Json {
        let [anchor, receiving, _] = self.cast.classes;
        json!({
            "course": course, "title": title, "minutes": 45,
            "starts_at": self.now().plus_ms(-60_000),
            "audience": [
                {"class": anchor, "part": "anchor", "form": "live", "attending": "own_devices"},
                {"class": receiving, "part": "receiving", "form": "live",
                    "attending": "own_devices", "teacher": self.cast.receiving_teacher.id},
            ],
        })
    }

    /// Plans and opens a lesson.
    pub async fn open_lesson(&self, teacher: &Browser, title: &str) -> LessonId {
        let lesson = self.plan(teacher, title).await;
        let opened = teacher.post(&format!("/api/lessons/{lesson}/opening"), Json::Null).await;
        let _ = opened.is(204);
        lesson
    }

    /// What an encoder publishes to a lesson with.
    pub async fn stream_key(&self, teacher: &Browser, lesson: LessonId) -> String {
        let stream = teacher.get(&format!("/api/lessons/{lesson}/stream")).await.is(200).json();
        stream["key"].as_str().expect("a key").to_owned()
    }
}

async fn start(config: &Config, clock: &Clock, place: &Place) -> Server {
    let opened = open_world_on(config.clone(), clock.clone(), place.files()).await;
    let ctx = opened.unwrap_or_else(|error| panic!("no world: {error:#}"));
    // Passwords are not what stories are about.
    let identity = Identity::with_cost(ctx, Cost::cheapest());
    let started = Server::start_over(identity).await;
    started.unwrap_or_else(|error| panic!("the server did not start: {error:#}"))
}
