//! By which names and addresses this machine is reached.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use nix::ifaddrs::getifaddrs;
use nix::net::if_::InterfaceFlags;

/// So many names are certified at most; a machine with more has them from something that makes
/// networks by itself.
const NAMES_MAX: usize = 64;

/// A name or an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// A name, in lower case.
    Dns(String),
    /// An address.
    Address(IpAddr),
}

impl Name {
    /// What a person or a `Host` header writes, without a port.
    pub fn parse(text: &str) -> Option<Self> {
        let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
        if let Ok(address) = bare.parse::<IpAddr>() {
            return Some(Self::Address(address.to_canonical()));
        }
        let name = text.trim_end_matches('.').to_ascii_lowercase();
        let is_label = |label: &str| {
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
            let is_short = (1..=63).contains(&label.len());
            is_short && label.chars().all(plain) && !label.starts_with('-') && !label.ends_with('-')
        };
        (name.len() <= 253 && name.split('.').all(is_label)).then_some(Self::Dns(name))
    }

    /// The name or address in a `Host` header.
    pub fn of_host(host: &str) -> Option<Self> {
        let is_port = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        match host.rsplit_once(':') {
            Some((name, port)) if is_port(port) && (!name.contains(':') || name.ends_with(']')) => {
                Self::parse(name)
            }
            _ => Self::parse(host),
        }
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dns(name) => f.write_str(name),
            Self::Address(address) => address.fmt(f),
        }
    }
}

/// What this machine calls itself, if that is a name others could use.
pub fn host_name() -> Option<String> {
    let name = nix::unistd::gethostname().ok()?.into_string().ok()?;
    match Name::parse(&name)? {
        Name::Dns(name) => Some(name),
        Name::Address(_) => None,
    }
}

/// All names and addresses by which a server is reached that listens at `listen`, in order.
pub fn names(listen: IpAddr, more: &[Name]) -> Vec<Name> {
    let mut all = vec![
        Name::Dns("localhost".to_owned()),
        Name::Address(Ipv4Addr::LOCALHOST.into()),
        Name::Address(Ipv6Addr::LOCALHOST.into()),
    ];
    if let Some(name) = host_name() {
        if !name.contains('.') {
            all.push(Name::Dns(format!("{name}.local")));
        }
        all.push(Name::Dns(name));
    }
    if listen.is_unspecified() {
        all.extend(addresses().into_iter().map(Name::Address));
    } else {
        all.push(Name::Address(listen.to_canonical()));
    }
    all.sort();
    all.dedup();
    all.truncate(NAMES_MAX);
    // What was asked for comes whatever else there is.
    all.extend(more.iter().cloned());
    all.sort();
    all.dedup();
    all
}

/// The addresses of this machine that others can use. Those that are good on one cable only, and
/// need its name behind them, are left out: no browser takes such an address.
pub fn addresses() -> Vec<IpAddr> {
    let Ok(interfaces) = getifaddrs() else { return Vec::new() };
    let up = interfaces.filter(|one| {
        one.flags.contains(InterfaceFlags::IFF_UP)
            && !one.flags.contains(InterfaceFlags::IFF_LOOPBACK)
    });
    let mut found: Vec<IpAddr> = up
        .filter_map(|one| {
            let address = one.address?;
            let v4 = address.as_sockaddr_in().map(|four| IpAddr::V4(four.ip()));
            v4.or_else(|| address.as_sockaddr_in6().map(|six| IpAddr::V6(six.ip())))
        })
        .filter(|ip| match ip {
            IpAddr::V4(_) => true,
            IpAddr::V6(six) => !six.is_unicast_link_local(),
        })
        .collect();
    found.sort();
    found.dedup();
    found
}
