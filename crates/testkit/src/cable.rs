//! A cable to a server that a test may cut and mend, or let fall silent: the network between us
//! and a database.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use xingtan_platform::tasks::Tasks;

/// A port that passes everything on to another address while the cable is whole.
pub struct Cable {
    /// Connect here.
    pub address: SocketAddr,
    whole: watch::Sender<bool>,
    silences: watch::Sender<u32>,
    _tasks: Tasks,
}

impl Cable {
    /// Lays a cable to an address.
    pub async fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let (whole, _) = watch::channel(true);
        let (silences, _) = watch::channel(0);
        let (tasks, state, hushed) = (Tasks::new(), whole.clone(), silences.clone());
        let connections = tasks.clone();
        tasks.spawn("cable", async move {
            while let Ok((near, _)) = listener.accept().await {
                // While it is cut, whoever connects is hung up on at once.
                if !*state.borrow() {
                    continue;
                }
                let (target, mut changes) = (target.clone(), state.subscribe());
                let mut silence = hushed.subscribe();
                connections.spawn("cable.connection", async move {
                    let mut ends = (near, None);
                    tokio::select! {
                        () = pass(&mut ends, &target) => return,
                        _ = changes.wait_for(|whole| !whole) => return,
                        _ = silence.changed() => {}
                    }
                    // Both ends stay open, and nothing passes any more.
                    let _ = changes.wait_for(|whole| !whole).await;
                });
            }
        });
        Self { address, whole, silences, _tasks: tasks }
    }

    /// Ends every connection, and lets none through until it is mended.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }

    /// Lets every connection that there is fall silent without ending it, as when the other host
    /// is gone; new ones go through.
    pub fn hush(&self) {
        self.silences.send_modify(|count| *count += 1);
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.whole.send_replace(true);
    }
}

async fn pass((near, far): &mut (TcpStream, Option<TcpStream>), target: &str) {
    let Ok(connected) = TcpStream::connect(target).await else { return };
    let far = far.insert(connected);
    let _ = near.set_nodelay(true);
    let _ = far.set_nodelay(true);
    // Either side may hang up as it likes.
    let _ = copy_bidirectional(near, far).await;
}
