//! A person's place in a room: a socket, and everything that came over it.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use reqwest::header::{COOKIE, ORIGIN};
use serde_json::{Value as Json, json};
use tokio::net::TcpSocket;
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::handshake::client::Request;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, client_async};
use xingtan_base::ids::{ClientId, LessonId, PersonId};
use xingtan_platform::clock::Clock;
use xingtan_platform::ids::Ids;
use xingtan_room::entry::{Body, Entry};
use xingtan_room::ink::{Live, LiveFrame, Operation, Packed};
use xingtan_room::message::{Bye, ServerMessage, Snapshot, Welcome};
use xingtan_room::view::Viewer;

use crate::line::{self, Line};
use crate::{Answer, Browser, PATIENCE};

/// A socket in a room. It claims of every frame what the protocol promises: the numbers of the
/// entries rise, none comes twice, and after a `gap` there is a snapshot.
pub struct Seat {
    /// Who sits here.
    pub me: Viewer,
    /// The entries in the order in which they came, over all connections.
    pub entries: Vec<Entry>,
    /// The snapshots with which the seat began anew, and the last entry it had before.
    pub snapshots: Vec<(u32, Snapshot)>,
    /// The latest welcome.
    pub welcome: Welcome,
    /// Live messages of ink and whose they are, in the order in which they came.
    pub points: Vec<(PersonId, Vec<u8>)>,
    lesson: LessonId,
    socket: Option<WebSocketStream<Box<dyn Line>>>,
    heard: Vec<Heard>,
    ids: Ids,
}

struct Heard {
    message: ServerMessage,
    taken: bool,
}

impl Seat {
    /// Enters a room for the first time.
    pub async fn take(browser: &Browser, lesson: LessonId) -> Self {
        Self::begin(browser, lesson, connect(browser, lesson).await).await
    }

    /// Enters a room by a line on which little is under way at once, so that the server notices
    /// early when nothing is read.
    pub async fn take_on_a_thin_line(browser: &Browser, lesson: LessonId) -> Self {
        let line = TcpSocket::new_v4().expect("a socket");
        line.set_recv_buffer_size(8 << 10).expect("a small buffer is lawful");
        Self::begin(browser, lesson, connect_by(line, browser, lesson).await).await
    }

    async fn begin(browser: &Browser, lesson: LessonId, connected: Connected) -> Self {
        let mut socket = connected.unwrap_or_else(|refused| {
            let url = browser.url();
            panic!("{lesson} of {url} cannot be entered: {}", refused.text());
        });
        hello(&mut socket, lesson, None).await;
        let (early, welcome) = welcomed(&mut socket, &mut Vec::new()).await;
        let me = &welcome.me;
        let me = Viewer { person: me.person, role: me.role, class: me.class };
        let snapshots = welcome.snapshot.clone().map(|snapshot| (0, snapshot));
        let mut seat = Self {
            me,
            entries: Vec::new(),
            snapshots: Vec::from_iter(snapshots),
            welcome,
            points: Vec::new(),
            lesson,
            socket: Some(socket),
            heard: Vec::new(),
            ids: Ids::system(Clock::system()),
        };
        early.into_iter().for_each(|message| seat.hear(message));
        seat
    }

    /// Tries to enter a room, and answers how that was refused.
    pub async fn refused(browser: &Browser, lesson: LessonId) -> Answer {
        match connect(browser, lesson).await {
            Err(answer) => answer,
            Ok(_) => panic!("{lesson} was entered"),
        }
    }

    /// The last entry this seat knows of.
    pub fn seq(&self) -> u32 {
        let entry = self.entries.last().map_or(0, |entry| entry.seq);
        self.snapshots.last().map_or(entry, |(_, snapshot)| entry.max(snapshot.seq))
    }

    /// Loses the connection, without a word.
    pub fn lose(&mut self) {
        self.socket = None;
    }

    /// Comes back with the last number it had.
    pub async fn come_back(&mut self, browser: &Browser) {
        let since = self.seq();
        self.come_back_since(browser, Some(since)).await;
    }

    /// Comes back and says it has nothing.
    pub async fn come_back_anew(&mut self, browser: &Browser) {
        self.come_back_since(browser, None).await;
    }

    /// Comes back and says what it has.
    pub async fn come_back_since(&mut self, browser: &Browser, since: Option<u32>) {
        let back = self.try_to_come_back(browser, since).await;
        back.unwrap_or_else(|refused| panic!("no way back: {}", refused.text()));
    }

    /// Tries to come back and say what it has.
    ///
    /// # Errors
    /// The answer, when the room cannot be entered.
    pub async fn try_to_come_back(
        &mut self,
        browser: &Browser,
        since: Option<u32>,
    ) -> Result<(), Answer> {
        let mut socket = connect(browser, self.lesson).await?;
        hello(&mut socket, self.lesson, since).await;
        let (early, welcome) = welcomed(&mut socket, &mut self.points).await;
        self.socket = Some(socket);
        early.into_iter().for_each(|message| self.hear(message));
        self.hear(ServerMessage::Welcome(Box::new(welcome)));
        Ok(())
    }

    /// Sends a message under a new client id, which it answers.
    pub async fn say(&mut self, message: Json) -> ClientId {
        let client_id: ClientId = self.ids.next();
        self.say_as(client_id, message).await;
        client_id
    }

    /// Sends a message under a client id.
    pub async fn say_as(&mut self, client_id: ClientId, mut message: Json) {
        message["client_id"] = json!(client_id);
        self.say_raw(Message::text(message.to_string())).await;
    }

    /// Sends any frame.
    pub async fn say_raw(&mut self, message: Message) {
        let socket = self.socket.as_mut().expect("the seat is connected");
        socket.send(message).await.expect("the server takes what is said");
    }

    /// Sends a message and waits for its fate: the number of its entry, or the refusal's code.
    ///
    /// # Errors
    /// The refusal's code.
    pub async fn ask(&mut self, message: Json) -> Result<Option<u32>, String> {
        let client_id = self.say(message).await;
        self.fate(client_id).await
    }

    /// Waits for a message's fate.
    ///
    /// # Errors
    /// The refusal's code.
    pub async fn fate(&mut self, client_id: ClientId) -> Result<Option<u32>, String> {
        let find = |message: &ServerMessage| match message {
            ServerMessage::Ack(ack) if ack.client_id == client_id => Some(Ok(ack.seq)),
            ServerMessage::Refused(refused) if refused.client_id == Some(client_id) => {
                assert!(refused.detail.as_ref().is_some_and(|detail| !detail.is_empty()));
                Some(Err(refused.code.clone()))
            }
            _ => None,
        };
        self.next("an answer", find).await
    }

    /// Sends a message that must take effect, and answers the number of its entry.
    pub async fn done(&mut self, message: Json) -> u32 {
        let text = message.to_string();
        match self.ask(message).await {
            Ok(Some(seq)) => seq,
            other => panic!("{text} had no effect: {other:?}"),
        }
    }

    /// Shows the class a page, and answers the number of the entry.
    pub async fn turn_page(&mut self, surface: Json) -> u32 {
        self.done(json!({"type": "turn_page", "surface": surface})).await
    }

    /// Draws, and waits for the number of the entry.
    ///
    /// # Errors
    /// The refusal's code.
    pub async fn draw(&mut self, operation: &Operation) -> Result<u32, String> {
        let bytes = operation.encode().expect("a test draws within the limits");
        let seq = self.ask(json!({"type": "draw", "op": Packed::new(bytes)})).await?;
        Ok(seq.expect("what is drawn is an entry"))
    }

    /// Shows a stroke while it is drawn.
    pub async fn point(&mut self, live: &Live) {
        let bytes = live.encode().expect("a test draws within the limits");
        self.say_raw(Message::binary(bytes)).await;
    }

    /// Waits until live messages of a person have come, and takes all there are.
    pub async fn pointed(&mut self, by: PersonId) -> Vec<Vec<u8>> {
        let all = async {
            while !self.points.iter().any(|(person, _)| *person == by) {
                sleep(Duration::from_millis(20)).await;
                self.catch_up().await;
            }
        };
        timeout(PATIENCE, all).await.expect("live points come soon");
        let of_him = self.points.extract_if(.., |(person, _)| *person == by);
        of_him.map(|(_, live)| live).collect()
    }

    /// The next frame not yet taken of which something is found.
    pub async fn next<T>(
        &mut self,
        what: &str,
        mut find: impl FnMut(&ServerMessage) -> Option<T>,
    ) -> T {
        let mut from = 0;
        loop {
            for heard in self.heard.iter_mut().skip(from).filter(|heard| !heard.taken) {
                if let Some(found) = find(&heard.message) {
                    heard.taken = true;
                    return found;
                }
            }
            from = self.heard.len();
            self.listen(what).await;
        }
    }

    /// The next entry not yet taken of which something is found.
    pub async fn entry<T>(&mut self, what: &str, mut find: impl FnMut(&Body) -> Option<T>) -> T {
        let find = |message: &ServerMessage| match message {
            ServerMessage::Entry(entry) => find(&entry.body),
            _ => None,
        };
        self.next(what, find).await
    }

    /// Waits until the server says goodbye and ends the connection.
    pub async fn bye(&mut self) -> Bye {
        let find = |message: &ServerMessage| match message {
            ServerMessage::Bye(bye) => Some(bye.clone()),
            _ => None,
        };
        let bye = self.next("a goodbye", find).await;
        while let Some(message) = self.receive("the end").await {
            self.hear(message);
        }
        self.socket = None;
        bye
    }

    /// Waits until everything that the room had shown by now has come.
    pub async fn catch_up(&mut self) {
        let sent_ms = i64::try_from(self.heard.len()).expect("a test hears little");
        let ping = json!({"type": "ping", "sent_ms": sent_ms});
        let find = |message: &ServerMessage| match message {
            ServerMessage::Pong(pong) if pong.sent_ms == sent_ms => Some(None),
            ServerMessage::Refused(refused) if refused.code == "rate.too_many" => {
                refused.client_id.is_none().then_some(refused.retry_after_ms)
            }
            _ => None,
        };
        loop {
            self.say_raw(Message::text(ping.to_string())).await;
            let Some(wait_ms) = self.next("a pong", find).await else { break };
            // Who has just said too much is heard again in a moment.
            sleep(Duration::from_millis(wait_ms.into())).await;
        }
    }

    /// Every frame so far.
    pub fn heard(&self) -> impl Iterator<Item = &ServerMessage> {
        self.heard.iter().map(|heard| &heard.message)
    }

    async fn listen(&mut self, what: &str) {
        match self.receive(what).await {
            Some(message) => self.hear(message),
            None => panic!("the connection ended before {what}: {:?}", self.last_heard()),
        }
    }

    async fn receive(&mut self, what: &str) -> Option<ServerMessage> {
        let socket = self.socket.as_mut().expect("the seat is connected");
        match timeout(PATIENCE, receive(socket, &mut self.points)).await {
            Ok(message) => message,
            Err(_) => panic!("waited in vain for {what}: {:?}", self.last_heard()),
        }
    }

    fn last_heard(&self) -> Vec<&ServerMessage> {
        let mut last: Vec<_> = self.heard().collect();
        last.split_off(last.len().saturating_sub(8))
    }

    fn hear(&mut self, message: ServerMessage) {
        match &message {
            ServerMessage::Entry(entry) => {
                let last = self.seq();
                assert!(entry.seq > last, "entry {} came after {last}", entry.seq);
                assert!(!matches!(entry.body, Body::DanmakuSent(_)), "danmaku come as crowd");
                self.entries.push(entry.clone());
            }
            ServerMessage::Welcome(welcome) => {
                if let Some(snapshot) = &welcome.snapshot {
                    assert!(snapshot.seq >= self.seq(), "a snapshot must not go back");
                    self.snapshots.push((self.seq(), snapshot.clone()));
                }
                self.welcome = (**welcome).clone();
            }
            _ => {}
        }
        self.heard.push(Heard { message, taken: false });
    }
}

async fn hello(socket: &mut WebSocketStream<Box<dyn Line>>, lesson: LessonId, since: Option<u32>) {
    let mut hello = json!({"type": "hello", "proto": 1, "room": lesson});
    if let Some(since) = since {
        hello["since_seq"] = since.into();
    }
    let sent = socket.send(Message::text(hello.to_string())).await;
    sent.expect("the server takes a hello");
}

/// Reads up to the welcome; other frames may come before it.
async fn welcomed(
    socket: &mut WebSocketStream<Box<dyn Line>>,
    points: &mut Vec<(PersonId, Vec<u8>)>,
) -> (Vec<ServerMessage>, Welcome) {
    let mut early = Vec::new();
    loop {
        match timeout(PATIENCE, receive(socket, points)).await {
            Ok(Some(ServerMessage::Welcome(welcome))) => return (early, *welcome),
            Ok(Some(message)) => early.push(message),
            Ok(None) => panic!("no welcome: {early:?}"),
            Err(_) => panic!("waited in vain for a welcome: {early:?}"),
        }
    }
}

/// The next message; none when the connection is over.
async fn receive(
    socket: &mut WebSocketStream<Box<dyn Line>>,
    points: &mut Vec<(PersonId, Vec<u8>)>,
) -> Option<ServerMessage> {
    loop {
        match socket.next().await? {
            Ok(Message::Text(text)) => {
                let read = serde_json::from_str(text.as_str());
                return Some(read.unwrap_or_else(|error| panic!("{error}: {text}")));
            }
            Ok(Message::Binary(frame)) => {
                let read = LiveFrame::read(&frame);
                let read = read.unwrap_or_else(|fault| panic!("{fault}: {frame:?}"));
                points.extend(read.into_iter().map(|(by, live)| (by, live.to_vec())));
            }
            Ok(Message::Frame(_)) => panic!("a raw frame is never read"),
            Ok(Message::Ping(_) | Message::Pong(_)) => {}
            Ok(Message::Close(_)) | Err(_) => return None,
        }
    }
}

type Connected = Result<WebSocketStream<Box<dyn Line>>, Answer>;

async fn connect(browser: &Browser, lesson: LessonId) -> Connected {
    connect_by(TcpSocket::new_v4().expect("a socket"), browser, lesson).await
}

async fn connect_by(line: TcpSocket, browser: &Browser, lesson: LessonId) -> Connected {
    let asked = format!("{}/ws/rooms/{lesson}", browser.url().replacen("http", "ws", 1));
    let mut request: Request = asked.as_str().into_client_request().expect("a sound address");
    let headers = request.headers_mut();
    headers.insert(ORIGIN, browser.url().parse().expect("an address is a header"));
    if let Some(cookie) = browser.cookie() {
        headers.insert(COOKIE, cookie.parse().expect("a cookie is a header"));
    }
    let (_, address) = browser.url().split_once("://").expect("an address has a scheme");
    let address: SocketAddr = address.parse().expect("an address of this machine");
    let stream = line.connect(address).await.expect("the server listens");
    let stream = line::open(stream, &address.ip().to_string(), browser.trusted()).await;
    let upgraded = timeout(PATIENCE, client_async(request, stream)).await;
    match upgraded.expect("the server answers in time") {
        Ok((socket, _)) => Ok(socket),
        Err(Error::Http(response)) => {
            let (parts, body) = response.into_parts();
            let body = Bytes::from(body.unwrap_or_default());
            Err(Answer::new(parts.status.as_u16(), parts.headers, body, asked))
        }
        Err(error) => panic!("{asked}: {error}"),
    }
}
