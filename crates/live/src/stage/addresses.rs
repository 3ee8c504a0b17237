//! Where the stage listens, and where peers are told that it does.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, UdpSocket};

use anyhow::Context as _;
use tokio::net::TcpListener;

/// The port where nothing is said.
const PORT: u16 = 7882;
/// So many ports are tried until one is free for UDP and TCP.
const TRIES: usize = 16;

/// The two sockets, on one port.
pub struct Sockets {
    /// For datagrams.
    pub udp: UdpSocket,
    /// For those whose networks let no datagrams through.
    pub tcp: TcpListener,
    /// Where they listen.
    pub address: SocketAddr,
}

/// Takes the address. Where none is set it is that of the pages with a port of its own, or with
/// any other when that is taken: two servers on one machine, as when trying things out.
///
/// # Errors
/// When the address that is set is taken.
pub fn bind(set: Option<SocketAddr>, pages: SocketAddr) -> anyhow::Result<Sockets> {
    let taken = |address: SocketAddr| {
        format!("the address {address} for the stage is taken; set another with `--stage`")
    };
    if let Some(address) = set {
        return any_port(address).with_context(|| taken(address));
    }
    let usual = SocketAddr::new(pages.ip(), PORT);
    both(usual).or_else(|error| {
        let free = any_port(SocketAddr::new(pages.ip(), 0)).with_context(|| taken(usual))?;
        let address = free.address;
        tracing::warn!(%usual, %error, %address, "The stage's usual port is taken.");
        Ok(free)
    })
}

fn any_port(address: SocketAddr) -> io::Result<Sockets> {
    let tries = if address.port() == 0 { TRIES } else { 1 };
    let mut last = io::Error::from(io::ErrorKind::AddrInUse);
    for _ in 0..tries {
        match both(address) {
            Ok(sockets) => return Ok(sockets),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn both(address: SocketAddr) -> io::Result<Sockets> {
    let udp = UdpSocket::bind(address)?;
    let address = udp.local_addr()?;
    let tcp = std::net::TcpListener::bind(address)?;
    tcp.set_nonblocking(true)?;
    Ok(Sockets { udp, tcp: TcpListener::from_std(tcp)?, address })
}

/// The addresses that peers are told, the best first: those that are set, or those of this machine.
pub fn told(set: &[SocketAddr], bound: SocketAddr) -> Vec<SocketAddr> {
    if !set.is_empty() {
        return set.to_vec();
    }
    if !bound.ip().is_unspecified() {
        return vec![bound];
    }
    let mut found = Vec::new();
    // Addresses of documentation (RFC 5737, RFC 3849): nothing is sent there, but the system says
    // from where it would.
    let ways: [(IpAddr, IpAddr); 2] = [
        (Ipv4Addr::UNSPECIFIED.into(), Ipv4Addr::new(192, 0, 2, 1).into()),
        (Ipv6Addr::UNSPECIFIED.into(), Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into()),
    ];
    for (from, to) in ways {
        let is_heard = bound.is_ipv6() || from.is_ipv4();
        if let Some(ip) = outward(from, to).filter(|_| is_heard) {
            found.push(SocketAddr::new(ip, bound.port()));
        }
    }
    found.push(SocketAddr::new(Ipv4Addr::LOCALHOST.into(), bound.port()));
    found.dedup();
    found
}

fn outward(from: IpAddr, to: IpAddr) -> Option<IpAddr> {
    let socket = UdpSocket::bind((from, 0)).ok()?;
    socket.connect((to, 9)).ok()?;
    let ip = socket.local_addr().ok()?.ip();
    (!ip.is_unspecified()).then_some(ip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_port_that_is_taken_is_said_to_be_if_it_was_set() {
        let local = SocketAddr::from(([127, 0, 0, 1], 0));
        let first = bind(Some(local), local).unwrap();
        let again = bind(Some(first.address), local).err().unwrap();
        let words = format!("{again:#}");
        assert!(words.contains("for the stage is taken") && words.contains("--stage"), "{words}");
        let (one, two) = (bind(None, local).unwrap(), bind(None, local).unwrap());
        assert_ne!(one.address, two.address);
    }

    #[test]
    fn peers_are_told_what_is_set_or_what_can_be_reached() {
        let public = [SocketAddr::from(([203, 0, 113, 1], 7882))];
        let any = SocketAddr::from(([0, 0, 0, 0], 7882));
        assert_eq!(told(&public, any), public);
        let local = SocketAddr::from(([127, 0, 0, 1], 5));
        assert_eq!(told(&[], local), [local]);
        let found = told(&[], any);
        assert!(found.iter().all(|address| address.port() == 7882 && address.is_ipv4()));
        assert!(found.contains(&SocketAddr::from(([127, 0, 0, 1], 7882))));
    }
}
