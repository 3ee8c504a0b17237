//! How one comes to a server, whichever it is.

use std::net::SocketAddr;
use std::path::Path;
use std::rc::Rc;

use anyhow::Context as _;
use clap::ValueEnum;
use str0m::media::Direction;

use super::janus::Janus;
use super::peer::Peer;
use crate::http::{Body, request};
use crate::world::World;

/// What a server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Speaks {
    /// WHIP and WHEP.
    Xingtan,
    /// Its own interface.
    Janus,
    /// Nothing: whoever sends it a datagram watches.
    Bare,
}

/// A server of WebRTC.
pub enum Server {
    /// This project's.
    Xingtan {
        /// Its HTTP.
        server: SocketAddr,
        /// The lesson and who is in it.
        world: Box<World>,
    },
    /// Debian's.
    Janus(Rc<Janus>),
}

impl Server {
    /// Gets to know it.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn open(
        speaks: Speaks,
        server: SocketAddr,
        world: Option<&Path>,
    ) -> anyhow::Result<Self> {
        if speaks == Speaks::Janus {
            return Ok(Self::Janus(Janus::open(server).await?));
        }
        let world = std::fs::read(world.context("this server needs `--world`")?)?;
        Ok(Self::Xingtan { server, world: Box::new(serde_json::from_slice(&world)?) })
    }

    /// A connection is to send.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn publish(&self, peer: &mut Peer) -> anyhow::Result<()> {
        let offer = peer.offer(Direction::SendOnly)?;
        let answer = match self {
            Self::Xingtan { server, world } => {
                let path = format!("/api/lessons/{}/whip", world.lesson);
                post(*server, (&path, &world.teacher), &offer).await?
            }
            Self::Janus(janus) => janus.publish(&offer).await?,
        };
        peer.answered(&answer)
    }

    /// A connection is to watch, as one of those who may.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn watch(&self, number: usize, peer: &mut Peer) -> anyhow::Result<()> {
        match self {
            Self::Xingtan { server, world } => {
                let path = format!("/api/lessons/{}/whep", world.lesson);
                let who = world.learners.get(number % world.learners.len().max(1));
                let offer = peer.offer(Direction::RecvOnly)?;
                let who = who.context("the world has no learners")?;
                peer.answered(&post(*server, (&path, who), &offer).await?)
            }
            Self::Janus(janus) => {
                let (handle, offer) = janus.watch().await?;
                janus.start(handle, &peer.answer(&offer)?).await
            }
        }
    }
}

async fn post(
    server: SocketAddr,
    (path, who): (&str, &str),
    offer: &str,
) -> anyhow::Result<String> {
    let answer = request(server, ("POST", path), Some(who), Body::Sdp(offer)).await?;
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    anyhow::ensure!(answer.status == 201, "POST {path} was answered {}: {text}", answer.status);
    Ok(text)
}
