//! What Janus needs to hear before media flow: its own interface over HTTP, with a room of its
//! video room plugin. Janus offers to who watches, and who watches answers.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use anyhow::Context as _;
use serde_json::{Value, json};
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::http::{Body, request};

/// The room of the settings.
const ROOM: u64 = 1;
/// The name of who sends there.
const FEED: u64 = 7;
/// How long it may take to say something.
const PATIENCE: Duration = Duration::from_secs(30);
/// Events taken at once.
const EVENTS: usize = 100;

/// A session with Janus.
pub struct Janus {
    server: SocketAddr,
    session: u64,
    last: Cell<u64>,
    waiting: RefCell<HashMap<u64, oneshot::Sender<Value>>>,
}

impl Janus {
    /// Begins a session and listens to what it is told in it.
    ///
    /// # Errors
    /// When there is no Janus.
    pub async fn open(server: SocketAddr) -> anyhow::Result<Rc<Self>> {
        let hello = json!({ "janus": "create", "transaction": "0" });
        let answer = request(server, ("POST", "/janus"), None, Body::Json(&hello)).await?.json()?;
        let session = number(&answer, "/data/id")?;
        let (last, waiting) = (Cell::new(0), RefCell::default());
        let janus = Rc::new(Self { server, session, last, waiting });
        let listening = Rc::clone(&janus);
        tokio::task::spawn_local(async move {
            if let Err(error) = listening.listen().await {
                eprintln!("Janus says no more: {error:#}");
            }
        });
        Ok(janus)
    }

    /// Sends to the room: takes an offer, answers it.
    ///
    /// # Errors
    /// When Janus refuses.
    pub async fn publish(&self, offer: &str) -> anyhow::Result<String> {
        let handle = self.attach().await?;
        let join = json!({ "request": "join", "ptype": "publisher", "room": ROOM, "id": FEED });
        self.ask(handle, join, None).await?;
        let offer = json!({ "type": "offer", "sdp": offer, "trickle": false });
        let said = self.ask(handle, json!({ "request": "publish" }), Some(offer)).await?;
        sdp(&said)
    }

    /// Wants to watch: which handle that is, and what Janus offers.
    ///
    /// # Errors
    /// When Janus refuses.
    pub async fn watch(&self) -> anyhow::Result<(u64, String)> {
        let handle = self.attach().await?;
        let join = json!({ "request": "join", "ptype": "subscriber", "room": ROOM, "feed": FEED });
        let said = self.ask(handle, join, None).await?;
        Ok((handle, sdp(&said)?))
    }

    /// Takes Janus's offer.
    ///
    /// # Errors
    /// When Janus refuses.
    pub async fn start(&self, handle: u64, answer: &str) -> anyhow::Result<()> {
        let answer = json!({ "type": "answer", "sdp": answer, "trickle": false });
        self.ask(handle, json!({ "request": "start" }), Some(answer)).await.map(drop)
    }

    async fn attach(&self) -> anyhow::Result<u64> {
        let wanted = json!({ "janus": "attach", "plugin": "janus.plugin.videoroom" });
        let path = format!("/janus/{}", self.session);
        number(&self.post(&path, wanted).await?, "/data/id")
    }

    /// Says something to the plugin and waits for what it says to it.
    async fn ask(&self, handle: u64, body: Value, jsep: Option<Value>) -> anyhow::Result<Value> {
        let (told, tells) = oneshot::channel();
        self.waiting.borrow_mut().insert(handle, told);
        let mut message = json!({ "janus": "message", "body": body });
        if let (Some(jsep), Some(fields)) = (jsep, message.as_object_mut()) {
            fields.insert("jsep".to_owned(), jsep);
        }
        self.post(&format!("/janus/{}/{handle}", self.session), message).await?;
        let said = timeout(PATIENCE, tells).await.context("Janus is silent")??;
        match said.pointer("/plugindata/data/error") {
            None => Ok(said),
            Some(why) => anyhow::bail!("Janus refuses: {why}"),
        }
    }

    async fn post(&self, path: &str, mut message: Value) -> anyhow::Result<Value> {
        self.last.set(self.last.get() + 1);
        if let Some(fields) = message.as_object_mut() {
            fields.insert("transaction".to_owned(), self.last.get().to_string().into());
        }
        let said =
            request(self.server, ("POST", path), None, Body::Json(&message)).await?.json()?;
        anyhow::ensure!(said["janus"] != "error", "Janus refuses: {said}");
        Ok(said)
    }

    async fn listen(&self) -> anyhow::Result<()> {
        let path = format!("/janus/{}?maxev={EVENTS}", self.session);
        loop {
            let said = request(self.server, ("GET", &path), None, Body::None).await?.json()?;
            for event in said.as_array().into_iter().flatten() {
                self.heard(event);
            }
        }
    }

    fn heard(&self, event: &Value) {
        if event["janus"] == "hangup" {
            eprintln!("Janus hangs up: {event}");
        }
        let of = event.get("sender").and_then(Value::as_u64);
        let told = of.filter(|_| event["janus"] == "event");
        if let Some(told) = told.and_then(|of| self.waiting.borrow_mut().remove(&of)) {
            // Who waited may have given up.
            let _ = told.send(event.clone());
        }
    }
}

fn sdp(said: &Value) -> anyhow::Result<String> {
    let sdp = said.pointer("/jsep/sdp").and_then(Value::as_str);
    Ok(sdp.with_context(|| format!("Janus names no media: {said}"))?.to_owned())
}

fn number(said: &Value, place: &str) -> anyhow::Result<u64> {
    let number = said.pointer(place).and_then(Value::as_u64);
    number.with_context(|| format!("Janus names no number: {said}"))
}
