//! A school with a lesson that is going on, made through the server's public interface once and
//! kept in a folder, so that each run can start from a copy of it.

use std::fs;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::http::{Body, request};
use crate::stage::{Program, SERVER_CORE, Stage};

const PASSWORD: &str = "blackbird-7391";
/// Rows of one roster file.
const ROSTER_ROWS: usize = 2_500;

/// What a load needs to know of a world.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct World {
    /// The lesson in progress.
    pub lesson: String,
    /// The cookie of its teacher.
    pub teacher: String,
    /// The cookies of its learners, one a person.
    pub learners: Vec<String>,
    /// What an encoder sends to.
    pub stream_key: String,
}

/// Copies the world with so many learners into `data`, making it first if it is not there.
///
/// # Errors
/// When the server refuses a step.
pub async fn open(stage: &Stage, learners: usize, data: &Path) -> anyhow::Result<World> {
    let kept = stage.work.join(format!("world-{learners}"));
    if !kept.join("world.json").exists() {
        make(stage, learners, &kept).await.context("the school could not be made")?;
    }
    if data.exists() {
        fs::remove_dir_all(data)?;
    }
    copy(&kept, data)?;
    Ok(serde_json::from_slice(&fs::read(kept.join("world.json"))?)?)
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Starts the server of this project on a data folder.
///
/// # Errors
/// When it does not come up.
pub fn serve(stage: &Stage, data: &Path, more: &[&str]) -> anyhow::Result<Program> {
    let (listen, rtmp) = (stage.address(0).to_string(), stage.address(1).to_string());
    let (binary, data) = (stage.binary.display().to_string(), data.display().to_string());
    let mut words = vec![&*binary, "serve", "--data", &data, "--listen", &listen, "--rtmp", &rtmp];
    words.extend(more);
    let mut program = Program::start(SERVER_CORE, &words, &stage.log("xingtan"))?;
    program.wait_listening(stage.address(0))?;
    Ok(program)
}

async fn make(stage: &Stage, learners: usize, kept: &Path) -> anyhow::Result<()> {
    if kept.exists() {
        fs::remove_dir_all(kept)?;
    }
    eprintln!("making a school of {learners} learners (once)");
    let mut server = serve(stage, kept, &[])?;
    let token = server.wait_for(|line| Some(line.split_once("/setup/")?.1.trim().to_owned()))?;
    let office = Office { server: stage.address(0) };
    let world = office.found(&token, learners).await?;
    drop(server);
    fs::write(kept.join("world.json"), serde_json::to_vec(&world)?)?;
    Ok(())
}

/// Whoever sets the school up.
struct Office {
    server: SocketAddr,
}

impl Office {
    async fn found(&self, token: &str, learners: usize) -> anyhow::Result<World> {
        let setup = json!({ "name": "head", "password": PASSWORD, "display_name": "Head",
            "region_name": "Region", "school_name": "School" });
        let path = format!("/api/setup/{token}");
        let answer = request(self.server, ("POST", &path), None, Body::Json(&setup)).await?;
        answer.json()?;
        let head = answer.cookie.context("setup set no cookie")?;
        let organisations = self.get("/api/organisations", &head).await?;
        let school = text(organisations.pointer("/schools/0/id"))?;
        self.enrol(&school, &head, learners).await?;
        let organisations = self.get("/api/organisations", &head).await?;
        let class = text(organisations.pointer("/schools/0/classes/0/id"))?;
        let teacher = self.sign_in("teacher").await?;
        let lesson = self.plan(&school, &class, &teacher).await?;
        let stream = self.get(&format!("/api/lessons/{lesson}/stream"), &teacher).await?;
        let stream_key = text(stream.get("key"))?;
        let learners = self.sign_in_all(learners).await?;
        Ok(World { lesson, teacher, learners, stream_key })
    }

    /// Imports the teacher and the learners from roster files.
    async fn enrol(&self, school: &str, head: &str, learners: usize) -> anyhow::Result<()> {
        let mut rows = vec![format!("teacher,Teacher,teacher,,{PASSWORD}")];
        rows.extend(
            (0..learners).map(|n| format!("{},Learner {n},learner,One,{PASSWORD}", name(n))),
        );
        for part in rows.chunks(ROSTER_ROWS) {
            let file = format!("name,display_name,role,class,password\n{}\n", part.join("\n"));
            let path = format!("/api/schools/{school}/imports");
            let answer =
                request(self.server, ("POST", &path), Some(head), Body::Csv(&file)).await?;
            let import = text(answer.json()?.get("id"))?;
            let how = json!({ "new_classes": { "One": "create" } });
            self.post(&format!("/api/imports/{import}/acceptance"), head, &how).await?;
        }
        Ok(())
    }

    /// Plans a lesson that is due now, and opens it.
    async fn plan(&self, school: &str, class: &str, teacher: &str) -> anyhow::Result<String> {
        let course = json!({ "title": "Course", "school": school });
        let course = self.post("/api/courses", teacher, &course).await?;
        let audience = json!([{ "class": class, "part": "anchor", "form": "live",
            "attending": "own_devices" }]);
        let lesson = json!({ "course": text(course.get("id"))?, "title": "Lesson",
            "starts_at": jiff::Timestamp::now().to_string(), "minutes": 480,
            "audience": audience });
        let lesson = text(self.post("/api/lessons", teacher, &lesson).await?.get("id"))?;
        self.post(&format!("/api/lessons/{lesson}/opening"), teacher, &json!({})).await?;
        Ok(lesson)
    }

    async fn sign_in(&self, name: &str) -> anyhow::Result<String> {
        let body = json!({ "name": name, "password": PASSWORD });
        let body = Body::Json(&body);
        let answer = request(self.server, ("POST", "/api/sessions"), None, body).await?;
        answer.json()?;
        answer.cookie.context("signing in set no cookie")
    }

    async fn sign_in_all(&self, learners: usize) -> anyhow::Result<Vec<String>> {
        let mut cookies = Vec::with_capacity(learners);
        // Two at a time; more would only wait for the server's hashing threads.
        for first in (0..learners).step_by(2) {
            let second = (first + 1).min(learners - 1);
            let (one, two) = (name(first), name(second));
            let (one, two) = tokio::try_join!(self.sign_in(&one), self.sign_in(&two))?;
            cookies.extend([one, two]);
        }
        cookies.truncate(learners);
        Ok(cookies)
    }

    async fn get(&self, path: &str, cookie: &str) -> anyhow::Result<Value> {
        request(self.server, ("GET", path), Some(cookie), Body::None).await?.json()
    }

    async fn post(&self, path: &str, cookie: &str, body: &Value) -> anyhow::Result<Value> {
        let answer = request(self.server, ("POST", path), Some(cookie), Body::Json(body)).await?;
        answer.json().with_context(|| format!("POST {path}"))
    }
}

fn name(number: usize) -> String {
    format!("learner{number:05}")
}

fn text(value: Option<&Value>) -> anyhow::Result<String> {
    let text = value.and_then(Value::as_str).context("an answer lacks a field")?;
    Ok(text.to_owned())
}

/// The address of a lesson's HTTP-FLV stream.
///
/// # Errors
/// When the server tells none.
pub async fn flv_url(server: SocketAddr, world: &World) -> anyhow::Result<String> {
    let path = format!("/api/lessons/{}/media", world.lesson);
    let office = Office { server };
    let listed = office.get(&path, &world.teacher).await?;
    let kinds = listed.as_array().into_iter().flatten();
    let flv = kinds.into_iter().find(|address| address["kind"] == "flv");
    let path = text(flv.and_then(|address| address.get("url")))?;
    Ok(format!("http://{server}{path}"))
}
