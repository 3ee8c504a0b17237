//! The limit: a loop that sends equal bytes to each of many connections, and nothing else.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::{Duration, Instant};

use super::load::SECOND_BYTES;

/// `flv-limit`: sends blocks at 600 kbit/s to whoever connects.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Where to listen.
    #[arg(long)]
    listen: SocketAddr,
    /// Bytes of one send.
    #[arg(long, default_value_t = 26 * 1024)]
    block: usize,
}

struct Viewer {
    stream: TcpStream,
    /// Bytes that the connection did not take yet.
    owed: usize,
}

/// Serves until it is ended.
///
/// # Errors
/// When it cannot listen.
pub fn run(options: &Options) -> anyhow::Result<()> {
    let listener = TcpListener::bind(options.listen)?;
    listener.set_nonblocking(true)?;
    let block = vec![0; options.block];
    let every = Duration::from_secs_f64(options.block as f64 / SECOND_BYTES);
    let mut viewers: Vec<Viewer> = Vec::new();
    let mut due = Instant::now();
    loop {
        while let Ok((stream, _)) = listener.accept() {
            viewers.extend(greet(stream));
        }
        let now = Instant::now();
        if now < due {
            std::thread::sleep((due - now).min(Duration::from_millis(20)));
            continue;
        }
        due += every;
        viewers.retain_mut(|viewer| {
            viewer.owed += block.len();
            send(viewer, &block)
        });
    }
}

fn greet(mut stream: TcpStream) -> Option<Viewer> {
    let mut request = [0; 2_048];
    stream.set_read_timeout(Some(Duration::from_millis(500))).ok()?;
    if stream.read(&mut request).ok()? == 0 {
        return None;
    }
    stream.set_nodelay(true).ok()?;
    stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()?;
    stream.set_nonblocking(true).ok()?;
    Some(Viewer { stream, owed: 0 })
}

/// Sends what is owed; false when the viewer is gone.
fn send(viewer: &mut Viewer, block: &[u8]) -> bool {
    while viewer.owed > 0 {
        let part = block.get(..viewer.owed.min(block.len())).unwrap_or_default();
        match viewer.stream.write(part) {
            Ok(0) => return false,
            Ok(sent) => viewer.owed -= sent,
            Err(error) => return error.kind() == ErrorKind::WouldBlock,
        }
    }
    true
}
