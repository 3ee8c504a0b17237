//! The one who sends and those who watch, as both loads need them.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tokio::net::UdpSocket;
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::clip::{self, Part};
use super::peer::{Peer, own_ip};
use super::sender::{Marks, Sender};
use super::signalling::{Server, Speaks};
use super::watcher::{Count, Watcher, add};
use crate::http::Url;

/// How long the one who sends may take to be connected.
const PATIENCE: Duration = Duration::from_secs(15);

/// Whom a load goes to.
#[derive(Debug, clap::Args)]
pub struct Whom {
    /// The server's HTTP.
    #[arg(long)]
    pub url: Url,
    /// The server's process.
    #[arg(long)]
    pub pid: u32,
    /// What it speaks.
    #[arg(long)]
    pub speaks: Speaks,
    /// What is sent.
    #[arg(long)]
    pub clip: PathBuf,
    /// Who is in the lesson, where the server is this project's.
    #[arg(long)]
    pub world: Option<PathBuf>,
}

/// Everybody.
pub struct Crowd {
    /// What those who watch count.
    pub count: Rc<Count>,
    server: Option<Rc<Server>>,
    address: SocketAddr,
    ip: IpAddr,
    tasks: JoinSet<()>,
}

impl Crowd {
    /// Begins to send what of the clip is wanted; nobody watches yet.
    ///
    /// # Errors
    /// When the server lets nobody send.
    pub async fn open(whom: &Whom, is_wanted: impl Fn(&Part) -> bool) -> anyhow::Result<Self> {
        let mut parts = clip::read(&whom.clip)?;
        parts.retain(is_wanted);
        let parts: Rc<[Part]> = parts.into();
        let marks = Rc::new(Marks::new(&parts));
        let address = whom.url.address;
        let mut crowd = Self {
            count: Rc::new(Count::new(Rc::clone(&marks))),
            server: None,
            address,
            ip: own_ip(),
            tasks: JoinSet::new(),
        };
        if whom.speaks == Speaks::Bare {
            return Ok(crowd);
        }
        let server = Server::open(whom.speaks, address, whom.world.as_deref()).await?;
        let mut peer = Peer::new(crowd.ip).await?;
        server.publish(&mut peer).await.context("nobody may send")?;
        let (connected, connects) = oneshot::channel();
        let sender = Sender::new(parts, marks, peer.mids(), connected);
        crowd.tasks.spawn_local(async move {
            if let Err(error) = peer.run(sender).await {
                eprintln!("the one who sends is lost: {error:#}");
            }
        });
        timeout(PATIENCE, connects).await.context("who sends is not connected")??;
        crowd.server = Some(Rc::new(server));
        Ok(crowd)
    }

    /// One more comes to watch.
    pub fn come(&mut self, number: usize, is_timed: bool) {
        let (count, ip, address) = (Rc::clone(&self.count), self.ip, self.address);
        let server = self.server.clone();
        self.tasks.spawn_local(async move {
            let watched = match server {
                Some(server) => watch(&server, (number, ip), (&count, is_timed)).await,
                None => watch_bare(address, &count).await,
            };
            if let Err(error) = watched {
                if count.failed.get() == 0 {
                    eprintln!("one who watches is lost: {error:#}");
                }
                add(&count.failed, 1);
            }
        });
    }
}

async fn watch(
    server: &Server,
    (number, ip): (usize, IpAddr),
    (count, is_timed): (&Rc<Count>, bool),
) -> anyhow::Result<()> {
    let asked = Instant::now();
    let mut peer = Peer::new(ip).await?;
    server.watch(number, &mut peer).await?;
    count.answered.borrow_mut().push(asked.elapsed().as_secs_f64() * 1e3);
    peer.run(Watcher::new(Rc::clone(count), asked, is_timed)).await
}

/// Watches a server that sends to whoever sends to it.
async fn watch_bare(server: SocketAddr, count: &Count) -> anyhow::Result<()> {
    let socket = UdpSocket::bind((server.ip(), 0)).await?;
    socket.send_to(b"hello", server).await?;
    let mut space = [0; 2_048];
    let mut last = None;
    loop {
        let (length, _) = socket.recv_from(&mut space).await?;
        let bytes = space.get(..length).unwrap_or_default();
        let Some(&[_, _, high, low]) = bytes.first_chunk::<4>() else { continue };
        let number = u16::from_be_bytes([high, low]);
        if last.is_none() {
            count.connected.borrow_mut().push(0.0);
            count.begun.borrow_mut().push(0.0);
        }
        let more = last.map_or(1, |last| number.wrapping_sub(last));
        last = Some(number);
        add(&count.expected, more.into());
        add(&count.packets, 1);
        add(&count.bytes, length as u64);
    }
}
