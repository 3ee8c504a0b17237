//! A person's client that never gives up: it comes back by itself, says again what was not
//! acknowledged, and remembers what it was promised and shown.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context as _, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value as Json, json};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::{WebSocketStream, client_async};
use xingtan_base::ids::{ActivityId, ClientId, LessonId};
use xingtan_platform::clock::Clock;
use xingtan_platform::ids::Ids;
use xingtan_room::entry::{Body, Entry};
use xingtan_room::message::{ActivityView, ServerMessage, Snapshot};
use xingtan_room::view::Viewer;
use xingtan_testkit::Browser;

/// How long the server may be silent before the client tries a new connection.
const SILENCE: Duration = Duration::from_secs(10);

/// What a person does in the lesson.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Opens a quiz, and after so long closes it and opens the next.
    Teaches(Duration),
    /// Answers the open quiz again and again with so much time between.
    Answers(Duration),
    /// As `Answers`, and sends a danmaku with every answer.
    Talks(Duration),
}

/// A person in the lesson.
pub struct Person {
    browser: Browser,
    lesson: LessonId,
    /// What he does.
    pub part: Part,
    ids: Ids,
    /// Who he is; known after the first welcome.
    pub me: Cell<Option<Viewer>>,
    /// What was acknowledged: the entry and the client's own name for the message.
    pub acknowledged: RefCell<Vec<(u32, ClientId)>>,
    /// The entries he was shown.
    pub seen: RefCell<BTreeMap<u32, Entry>>,
    /// The last entry he knows of.
    pub seq: Cell<u32>,
    /// How often he was welcomed.
    pub welcomes: Cell<u32>,
    /// How often a snapshot came instead of the entries missed.
    pub snapshots: Cell<u32>,
    /// Refusals by their code.
    pub refusals: RefCell<BTreeMap<String, u32>>,
    quiz: Cell<Option<(ActivityId, Instant)>>,
    pending: RefCell<Option<(ClientId, Json)>>,
    said: Cell<u32>,
    due: Cell<Instant>,
}

type Socket = WebSocketStream<TcpStream>;

impl Person {
    /// A person who has not entered yet.
    pub fn new(browser: &Browser, lesson: LessonId, part: Part) -> Self {
        Self {
            browser: browser.clone(),
            lesson,
            part,
            ids: Ids::system(Clock::system()),
            me: Cell::default(),
            acknowledged: RefCell::default(),
            seen: RefCell::default(),
            seq: Cell::default(),
            welcomes: Cell::default(),
            snapshots: Cell::default(),
            refusals: RefCell::default(),
            quiz: Cell::default(),
            pending: RefCell::default(),
            said: Cell::default(),
            due: Cell::new(Instant::now()),
        }
    }

    /// Is in the lesson for ever, whatever becomes of the server.
    pub async fn run(&self) {
        loop {
            if let Err(error) = self.attend().await
                && error.is::<Broken>()
            {
                // A broken promise is no lost connection: it is kept for the verdict.
                *self.refusals.borrow_mut().entry(format!("BROKEN {error}")).or_default() += 1;
            }
            sleep_until(Instant::now() + Duration::from_millis(100)).await;
        }
    }

    async fn attend(&self) -> anyhow::Result<()> {
        let mut socket = timeout(SILENCE, self.connect()).await??;
        let mut hello = json!({"type": "hello", "proto": 1, "room": self.lesson});
        if self.seq.get() > 0 {
            hello["since_seq"] = self.seq.get().into();
        }
        socket.send(Message::text(hello.to_string())).await?;
        let mut is_welcome = false;
        loop {
            tokio::select! {
                heard = timeout(SILENCE, socket.next()) => {
                    let Message::Text(text) = heard?.context("the connection ended")?? else {
                        continue;
                    };
                    let message = serde_json::from_str(text.as_str())?;
                    if matches!(message, ServerMessage::Welcome(_)) && !is_welcome {
                        is_welcome = true;
                        // What was not acknowledged is said again under the same name.
                        self.say_pending(&mut socket).await?;
                    }
                    self.hear(message)?;
                }
                () = sleep_until(self.due.get()), if is_welcome => self.act(&mut socket).await?,
            }
        }
    }

    async fn connect(&self) -> anyhow::Result<Socket> {
        let url = self.browser.url();
        let address = format!("{}/ws/rooms/{}", url.replacen("http", "ws", 1), self.lesson);
        let mut request = address.as_str().into_client_request()?;
        request.headers_mut().insert("origin", url.parse()?);
        request.headers_mut().insert("cookie", self.browser.cookie().unwrap_or("").parse()?);
        let stream = TcpStream::connect(url.trim_start_matches("http://")).await?;
        Ok(client_async(request, stream).await?.0)
    }

    async fn say_pending(&self, socket: &mut Socket) -> anyhow::Result<()> {
        let Some((client_id, mut message)) = self.pending.borrow().clone() else { return Ok(()) };
        message["client_id"] = json!(client_id);
        Ok(socket.send(Message::text(message.to_string())).await?)
    }

    async fn act(&self, socket: &mut Socket) -> anyhow::Result<()> {
        let (now, quiz) = (Instant::now(), self.quiz.get());
        let pause = match self.part {
            Part::Teaches(_) => Duration::from_millis(200),
            Part::Answers(pause) | Part::Talks(pause) => pause,
        };
        self.due.set(now + pause);
        if self.pending.borrow().is_some() {
            return Ok(());
        }
        self.said.set(self.said.get() + 1);
        let said = self.said.get();
        let message = match (self.part, quiz) {
            (Part::Teaches(_), None) => json!({"type": "open_quiz", "question":
                {"prompt": {"kind": "short_text", "stem": format!("{said}?")}}}),
            (Part::Teaches(every), Some((quiz, since))) if since + every < now => {
                json!({"type": "close_quiz", "activity": quiz})
            }
            (Part::Teaches(_), _) | (_, None) => return Ok(()),
            (_, Some((quiz, _))) => json!({"type": "submit_answer", "activity": quiz,
                "answer": {"kind": "text", "text": said.to_string()}}),
        };
        *self.pending.borrow_mut() = Some((self.ids.next(), message));
        if matches!(self.part, Part::Talks(_)) {
            // Danmaku are written behind, and so none of the promises here.
            let client_id: ClientId = self.ids.next();
            let danmaku = json!({"type": "send_danmaku", "client_id": client_id,
                "text": format!("懂了 {said}")});
            socket.send(Message::text(danmaku.to_string())).await?;
        }
        self.say_pending(socket).await
    }

    fn hear(&self, message: ServerMessage) -> anyhow::Result<()> {
        let is_pending = |id: ClientId| {
            self.pending.borrow().as_ref().is_some_and(|(client_id, _)| *client_id == id)
        };
        match message {
            ServerMessage::Welcome(welcome) => {
                let me = welcome.me;
                self.me.set(Some(Viewer { person: me.person, role: me.role, class: me.class }));
                self.welcomes.set(self.welcomes.get() + 1);
                if let Some(snapshot) = welcome.snapshot {
                    self.begin_from(&snapshot)?;
                }
            }
            ServerMessage::Entry(entry) => self.see(entry)?,
            ServerMessage::Ack(ack) if is_pending(ack.client_id) => {
                self.pending.take();
                let seq = ack.seq.context("an acknowledgement names its entry")?;
                self.acknowledged.borrow_mut().push((seq, ack.client_id));
            }
            ServerMessage::Refused(refused) => {
                *self.refusals.borrow_mut().entry(refused.code.clone()).or_default() += 1;
                if refused.client_id.is_none_or(is_pending) {
                    if let Some(wait_ms) = refused.retry_after_ms {
                        self.due.set(Instant::now() + Duration::from_millis(wait_ms.into()));
                    }
                    self.pending.take();
                }
            }
            ServerMessage::Bye(bye) => bail!("sent away: {}", bye.code),
            _ => {}
        }
        Ok(())
    }

    fn begin_from(&self, snapshot: &Snapshot) -> anyhow::Result<()> {
        if snapshot.seq < self.seq.get() {
            bail!(Broken(format!("a snapshot of {} after {}", snapshot.seq, self.seq.get())));
        }
        self.seq.set(snapshot.seq);
        self.snapshots.set(self.snapshots.get() + 1);
        let open = snapshot.activities.iter().rev().find_map(|activity| match activity {
            ActivityView::Quiz(quiz) if quiz.is_open => Some(quiz.activity),
            _ => None,
        });
        self.quiz.set(open.map(|quiz| (quiz, Instant::now())));
        Ok(())
    }

    fn see(&self, entry: Entry) -> anyhow::Result<()> {
        if entry.seq <= self.seq.get() {
            bail!(Broken(format!("entry {} came after {}", entry.seq, self.seq.get())));
        }
        self.seq.set(entry.seq);
        match &entry.body {
            Body::QuizOpened(opened) => self.quiz.set(Some((opened.activity, Instant::now()))),
            Body::QuizClosed(_) => self.quiz.set(None),
            _ => {}
        }
        self.seen.borrow_mut().insert(entry.seq, entry);
        Ok(())
    }
}

/// The server broke a promise.
#[derive(Debug)]
struct Broken(String);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Broken {}
