//! Who is asking: the address of the client, seen through the proxies we trust.

use std::net::{IpAddr, SocketAddr};

use axum::extract::Request;
use axum::http::HeaderMap;

/// The other end of the TCP connection; set on every request by [`super::serve`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerAddr(pub SocketAddr);

/// Whether the connection is TLS here; set on every request by [`super::serve`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IsTls(pub bool);

/// The client's address: the peer's, or what a trusted proxy says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddr(pub IpAddr);

/// Finds the client's address. `X-Forwarded-For` is believed only from a trusted proxy, and read
/// from the right until the first address that is not one. An IPv4 address is one however it is
/// written: a listener on `[::]` sees `10.0.0.1` as `::ffff:10.0.0.1`.
pub fn client_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    let is_trusted =
        |address: &IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == *address);
    let peer = peer.to_canonical();
    if !is_trusted(&peer) {
        return peer;
    }
    let mut client = peer;
    for value in headers.get_all("x-forwarded-for").iter().rev() {
        let Ok(text) = value.to_str() else { return client };
        for hop in text.rsplit(',') {
            let Ok(address) = hop.trim().parse::<IpAddr>() else { return client };
            client = address.to_canonical();
            if !is_trusted(&client) {
                return client;
            }
        }
    }
    client
}

/// Whether a request comes from its [`ClientAddr`] itself. A proxy that says it asks for somebody
/// else, and is not believed, stands there under its own address.
pub fn is_at_first_hand(client: ClientAddr, peer: Option<PeerAddr>, headers: &HeaderMap) -> bool {
    let is_peer = peer.is_none_or(|peer| peer.0.ip().to_canonical() == client.0);
    let said = ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"];
    !is_peer || !said.iter().any(|name| headers.contains_key(*name))
}

/// Adds [`ClientAddr`] to a request; loopback when there is no connection beneath (tests).
pub fn mark(request: &mut Request, trusted: &[IpAddr]) {
    let peer = request
        .extensions()
        .get::<PeerAddr>()
        .map_or(IpAddr::from([127, 0, 0, 1]), |peer| peer.0.ip());
    let client = client_address(peer, request.headers(), trusted);
    request.extensions_mut().insert(ClientAddr(client));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let stranger: IpAddr = "203.0.113.9".parse().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "1.2.3.4, 198.51.100.7".parse().unwrap());
        let expected: IpAddr = "198.51.100.7".parse().unwrap();
        assert_eq!(client_address(proxy, &headers, &[proxy]), expected);
        assert_eq!(client_address(stranger, &headers, &[proxy]), stranger);
    }

    #[test]
    fn an_ipv4_address_is_one_however_it_is_written() {
        let plain: IpAddr = "10.0.0.1".parse().unwrap();
        let mapped: IpAddr = "::ffff:10.0.0.1".parse().unwrap();
        let client: IpAddr = "198.51.100.7".parse().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "::ffff:198.51.100.7, ::ffff:10.0.0.1".parse().unwrap());
        for (peer, trusted) in [(mapped, plain), (plain, mapped), (mapped, mapped)] {
            assert_eq!(client_address(peer, &headers, &[trusted]), client);
            assert_eq!(client_address(peer, &headers, &[]), plain);
        }
    }

    #[test]
    fn a_proxy_nobody_knows_asks_for_somebody_else() {
        let client = ClientAddr("127.0.0.1".parse().unwrap());
        let near = Some(PeerAddr("127.0.0.1:4000".parse().unwrap()));
        let far = Some(PeerAddr("10.0.0.1:4000".parse().unwrap()));
        let mut headers = HeaderMap::new();
        assert!(is_at_first_hand(client, near, &headers));
        headers.insert("x-forwarded-for", "203.0.113.9".parse().unwrap());
        assert!(!is_at_first_hand(client, near, &headers));
        assert!(is_at_first_hand(client, far, &headers), "told by a proxy that is believed");
    }
}
