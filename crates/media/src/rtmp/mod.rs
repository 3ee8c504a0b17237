//! RTMP without sockets: a server that receives a publisher, and a client that publishes.

pub mod amf0;
mod chunk_reader;
mod chunk_writer;
pub mod client;
mod message;
mod server;

pub use chunk_reader::{ChunkError, ChunkReader};
pub use message::Message;
pub use server::{Error, Event, Server};
