//! The lesson that everyone is in.

use anyhow::Context as _;
use serde_json::{Value as Json, json};
use xingtan_base::ids::LessonId;
use xingtan_testkit::{Browser, PASSWORD};

/// Learners of the anchor class.
pub const LEARNERS: [&str; 7] = [
    "li.xiaoyu",
    "wang.zihan",
    "zhang.yichen",
    "emma.carter",
    "liu.siqi",
    "zhao.mingxuan",
    "sun.keke",
];

/// An open lesson of the anchor class.
pub struct Lesson {
    /// Names it.
    pub id: LessonId,
    /// Its teacher.
    pub teacher: Browser,
    /// Those who learn in it.
    pub learners: Vec<Browser>,
    /// What its encoder publishes with.
    pub stream_key: String,
}

impl Lesson {
    /// Plans a lesson for the class that the learners are in, and opens it.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let teacher = sign_in(url, "chen").await?;
        let mut learners = Vec::new();
        for name in LEARNERS {
            learners.push(sign_in(url, name).await?);
        }
        let own = learners[0].get("/api/organisations").await.is(200).json();
        let school = own.pointer("/schools/0/id").context("a learner has a school")?;
        let class = own.pointer("/schools/0/classes/0/id").context("a learner has a class")?;
        let course = json!({"title": "Soak", "school": school});
        let course = teacher.post("/api/courses", course).await.is(201).json();
        let body = json!({
            "course": course["id"], "title": "Soak", "minutes": 480,
            "starts_at": jiff::Timestamp::now().to_string(),
            "audience": [{"class": class, "part": "anchor", "form": "live",
                "attending": "own_devices"}],
        });
        let lesson = teacher.post("/api/lessons", body).await.is(201).json();
        let id: LessonId = lesson["id"].as_str().context("a lesson has an id")?.parse()?;
        let opening = format!("/api/lessons/{id}/opening");
        let _ = teacher.post(&opening, Json::Null).await.is(204);
        let stream = teacher.get(&format!("/api/lessons/{id}/stream")).await.is(200).json();
        let stream_key = stream["key"].as_str().context("a lesson has a key")?.to_owned();
        Ok(Self { id, teacher, learners, stream_key })
    }
}

async fn sign_in(url: &str, name: &str) -> anyhow::Result<Browser> {
    let mut browser = Browser::new(url);
    let signed_in = browser.sign_in(name, PASSWORD).await;
    anyhow::ensure!(signed_in.is_ok(), "{name} did not sign in: {signed_in:?}");
    Ok(browser)
}
