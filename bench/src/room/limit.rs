//! The limit: a loop that writes one frame to each of many connections, and nothing else.
//!
//! It takes subscribers by GET and messages by POST, as nchan does.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

use super::frames::{TEXT, server_frame};
use crate::http::head_end;

/// `room-limit`: hands on what it is told.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Where to listen.
    #[arg(long)]
    listen: SocketAddr,
}

type Listeners = Arc<Mutex<Vec<TcpStream>>>;

/// Serves until it is ended.
///
/// # Errors
/// When it cannot listen.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let listener = TcpListener::bind(options.listen)?;
    let listeners = Listeners::default();
    for stream in listener.incoming() {
        drop(take(stream?, &listeners));
    }
    Ok(())
}

fn take(mut stream: TcpStream, listeners: &Listeners) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut begin = [0; 4];
    // A speaker connects long before it speaks, so that it gets a thread that waits for it.
    stream.set_read_timeout(Some(std::time::Duration::from_millis(200)))?;
    match stream.read_exact(&mut begin) {
        Ok(()) if &begin == b"GET " => {}
        Ok(()) => return speak(stream, begin.to_vec(), listeners),
        Err(_) => return speak(stream, Vec::new(), listeners),
    }
    let mut request = begin.to_vec();
    while head_end(&request).is_none() {
        let mut part = [0; 1_024];
        let length = stream.read(&mut part)?;
        if length == 0 {
            return Ok(());
        }
        request.extend_from_slice(part.get(..length).unwrap_or_default());
    }
    stream.write_all(b"HTTP/1.1 101 Switching Protocols\r\n\r\n")?;
    stream.set_nonblocking(true)?;
    listeners.lock().unwrap_or_else(PoisonError::into_inner).push(stream);
    Ok(())
}

fn speak(mut stream: TcpStream, mut bytes: Vec<u8>, listeners: &Listeners) -> std::io::Result<()> {
    stream.set_read_timeout(None)?;
    let listeners = Arc::clone(listeners);
    std::thread::Builder::new().name("speaker".to_owned()).spawn(move || {
        let mut part = [0; 4_096];
        loop {
            while let Some((head, length)) = post(&bytes) {
                let frame = server_frame(TEXT, bytes.get(head..head + length).unwrap_or_default());
                bytes.drain(..head + length);
                let mut all = listeners.lock().unwrap_or_else(PoisonError::into_inner);
                all.retain_mut(|listener| listener.write(&frame).is_ok());
                drop(all);
                let answered = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                if answered.is_err() {
                    return;
                }
            }
            match stream.read(&mut part) {
                Ok(0) | Err(_) => return,
                Ok(length) => bytes.extend_from_slice(part.get(..length).unwrap_or_default()),
            }
        }
    })?;
    Ok(())
}

/// The lengths of the head and the body of a whole message.
fn post(bytes: &[u8]) -> Option<(usize, usize)> {
    let head = head_end(bytes)?;
    let text = std::str::from_utf8(bytes.get(..head)?).ok()?;
    let length = text.lines().find_map(|line| line.strip_prefix("Content-Length: "))?;
    let length = length.trim().parse().ok()?;
    (bytes.len() >= head + length).then_some((head, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_taken_when_it_is_whole() {
        let whole = b"POST /pub HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc";
        assert_eq!(post(whole), Some((whole.len() - 3, 3)));
        assert_eq!(post(&whole[..whole.len() - 1]), None);
    }
}
