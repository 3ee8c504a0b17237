//! The engine, its clients and the network, driven through made-up time.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use xingtan_base::ids::{LessonId, PersonId};

use super::client::{Client, Want};
use super::net::{Net, Travelling, Weather};
use crate::{Datagram, Engine, Event, Invitation, Joined, Link, May, On, PeerId, Refusal, Setup};

pub const SERVER: ([u8; 4], u16) = ([192, 0, 2, 1], 7882);

/// Whose the client is that came in this place.
pub fn owner(client: usize) -> PersonId {
    format!("019a0000-0000-7000-8000-1{client:011}").parse().unwrap()
}

pub struct World {
    pub engine: Engine,
    pub clients: Vec<Client>,
    pub peers: Vec<PeerId>,
    pub net: Net,
    pub now: Instant,
    pub start: Instant,
    pub events: Vec<Event>,
    pub stage: LessonId,
}

impl World {
    pub fn new(weather: Weather) -> Self {
        let start = Instant::now();
        let setup = Setup { addresses: vec![SocketAddr::from(SERVER)], tcp_addresses: Vec::new() };
        Self {
            engine: Engine::new(setup).unwrap(),
            clients: Vec::new(),
            peers: Vec::new(),
            net: Net::new(0x5eed, weather),
            now: start,
            start,
            events: Vec::new(),
            stage: "019a0000-0000-7000-8000-000000000001".parse().unwrap(),
        }
    }

    pub fn invite(&mut self, may: May, offer: &str) -> Result<Joined, Refusal> {
        let name = format!("peer{}x{}", self.clients.len(), self.peers.len());
        let secret = format!("{name}0123456789012345678901234567890");
        let owner = Some(owner(self.clients.len()));
        let (stage, on) = (self.stage, On::ALL);
        let invitation = Invitation { stage, may, owner, on, offer, name: &name, secret: &secret };
        self.engine.join(&invitation, self.now)
    }

    /// A client joins; answers its place among the clients.
    pub fn join(&mut self, may: May, wants: &[Want]) -> usize {
        let at = self.clients.len();
        let port = 10_000 + u16::try_from(at).unwrap();
        let mut client = Client::new(SocketAddr::from(([10, 0, 0, 1], port)), self.now);
        let offer = client.offer(wants);
        let joined = self.invite(may, &offer);
        let joined = joined.unwrap_or_else(|why| panic!("{why}: {:?}", self.engine.poll_event()));
        client.answer(&joined.answer);
        self.clients.push(client);
        self.peers.push(joined.peer);
        at
    }

    /// Time goes on; `media` is called every ten milliseconds with those that have passed.
    pub fn run(&mut self, ms: u64, media: impl FnMut(&mut Self, u64)) {
        self.go_on(ms, Some(media));
    }

    fn go_on(&mut self, ms: u64, mut media: Option<impl FnMut(&mut Self, u64)>) {
        let end = self.now + Duration::from_millis(ms);
        let mut tick = self.now;
        while self.now < end {
            if let Some(media) = &mut media
                && tick <= self.now
            {
                let passed = tick.duration_since(self.start).as_millis();
                media(self, u64::try_from(passed).unwrap());
                tick += Duration::from_millis(10);
                self.clients.iter_mut().for_each(|client| client.wake_at = self.now);
            }
            self.step();
            let clients = self.clients.iter().map(|client| client.wake_at).min();
            let tick = media.is_some().then_some(tick);
            let times = [self.engine.next_due(), self.net.next(), clients, tick, Some(end)];
            let next = times.into_iter().flatten().min().unwrap();
            self.now = next.max(self.now + Duration::from_micros(100));
        }
    }

    fn step(&mut self) {
        let now = self.now;
        while let Some(came) = self.net.arrive(now) {
            if came.destination == SocketAddr::from(SERVER) {
                let source = came.source;
                let datagram = Datagram { link: Link::Udp, source, bytes: &came.bytes };
                self.engine.receive(datagram, now);
            } else if let Some(client) =
                self.clients.iter_mut().find(|client| client.address == came.destination)
            {
                for sent in client.receive(&came, now) {
                    self.net.send(sent, now);
                }
            }
        }
        self.engine.run(now);
        while let Some(transmit) = self.engine.poll_transmit() {
            let source = SocketAddr::from(SERVER);
            let (destination, bytes) = (transmit.destination, transmit.bytes);
            self.net.send(Travelling { source, destination, bytes }, now);
        }
        while let Some(event) = self.engine.poll_event() {
            self.events.push(event);
        }
        for client in &mut self.clients {
            if client.wake_at <= now {
                for sent in client.run(now) {
                    self.net.send(sent, now);
                }
            }
        }
    }

    /// Time goes on without media.
    pub fn wait(&mut self, ms: u64) {
        self.go_on(ms, None::<fn(&mut Self, u64)>);
    }
}
