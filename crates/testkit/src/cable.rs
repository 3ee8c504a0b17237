//! A cable to a server that a test may cut and mend: the network between us and a database.

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
    _tasks: Tasks,
}

impl Cable {
    /// Lays a cable to an address.
    pub async fn to(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let (whole, _) = watch::channel(true);
        let (tasks, state) = (Tasks::new(), whole.clone());
        let connections = tasks.clone();
        tasks.spawn("cable", async move {
            while let Ok((near, _)) = listener.accept().await {
                // While it is cut, whoever connects is hung up on at once.
                if !*state.borrow() {
                    continue;
                }
                let (target, mut changes) = (target.clone(), state.subscribe());
                connections.spawn("cable.connection", async move {
                    tokio::select! {
                        () = pass(near, &target) => {}
                        _ = changes.wait_for(|whole| !whole) => {}
                    }
                });
            }
        });
        Self { address, whole, _tasks: tasks }
    }

    /// Ends every connection, and lets none through until it is mended.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.whole.send_replace(true);
    }
}

async fn pass(mut near: TcpStream, target: &str) {
    if let Ok(mut far) = TcpStream::connect(target).await {
        let _ = near.set_nodelay(true);
        let _ = far.set_nodelay(true);
        // Either side may hang up as it likes.
        let _ = copy_bidirectional(&mut near, &mut far).await;
    }
}
