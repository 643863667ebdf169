//! Proxies that are trusted to say where a request comes from.
//!
//! `X-Forwarded-For` is the one header of theirs that is read, and only from them. Scheme and host are never
//! taken from a request: they are the public URL's.

use std::{
    net::{IpAddr, SocketAddr},
    str::FromStr,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// A range of addresses, as in `10.0.0.0/8`, or a single one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network {
    address: IpAddr,
    prefix: u8,
}

/// Why a text is no range of addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address or a range of addresses, as in 10.0.0.7 or 10.0.0.0/8")]
pub struct NetworkError;

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Ok(longest), str::parse).map_err(|_| NetworkError)?;
        if prefix > longest { Err(NetworkError) } else { Ok(Self { address, prefix }) }
    }
}

impl TryFrom<String> for Network {
    type Error = NetworkError;

    fn try_from(text: String) -> Result<Self, NetworkError> {
        text.parse()
    }
}

impl Network {
    fn contains(self, address: IpAddr) -> bool {
        let first_bits =
            |bits: u128, width: u8| bits.checked_shr(u32::from(width - self.prefix)).unwrap_or(0);
        match (self.address, address) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                first_bits(own.to_bits().into(), 32) == first_bits(other.to_bits().into(), 32)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                first_bits(own.to_bits(), 128) == first_bits(other.to_bits(), 128)
            }
            _ => false,
        }
    }
}

/// The proxies that are trusted.
#[derive(Debug, Clone, Default)]
pub struct TrustedProxies(Vec<Network>);

impl TrustedProxies {
    /// Trusts these.
    pub const fn new(networks: Vec<Network>) -> Self {
        Self(networks)
    }

    /// The address of whoever asks: the last hop that no trusted proxy is. Whatever stands left of it was
    /// written by that hop itself, and may be anything.
    pub fn client(&self, peer: SocketAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.ip().to_canonical();
        // A line that is no text is read all the same: what a client wrote at its beginning must not hide what
        // the proxy wrote at its end.
        let lines = headers.get_all(FORWARDED_FOR).iter().map(HeaderValue::as_bytes);
        let hops: Vec<&[u8]> = lines.flat_map(|line| line.split(|byte| *byte == b',')).collect();
        for hop in hops.into_iter().rev() {
            if !self.trusts(client) {
                break;
            }
            let Some(address) = str::from_utf8(hop).ok().and_then(|hop| read_hop(hop.trim())) else { break };
            client = address;
        }
        client
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }
}

/// An address as proxies write it: alone, or with a port.
fn read_hop(hop: &str) -> Option<IpAddr> {
    let address = hop.parse().ok().or_else(|| hop.parse().ok().map(|with_port: SocketAddr| with_port.ip()));
    let bracketed = || hop.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    address.or_else(bracketed).map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &[&str], peer: &str, forwarded: &[&str]) -> String {
        let proxies = TrustedProxies::new(trusted.iter().map(|text| text.parse().unwrap()).collect());
        let headers = forwarded
            .iter()
            .map(|line| (FORWARDED_FOR, HeaderValue::from_bytes(line.as_bytes()).unwrap()))
            .collect();
        proxies.client(SocketAddr::new(peer.parse().unwrap(), 4711), &headers).to_string()
    }

    #[test]
    fn nobody_is_believed_who_is_not_trusted() {
        assert_eq!(client(&[], "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client(&["10.0.0.0/8"], "192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
        assert_eq!(client(&["10.0.0.0/8"], "11.0.0.1", &["198.51.100.7"]), "11.0.0.1");
    }

    #[test]
    fn the_client_is_the_last_hop_that_is_not_trusted() {
        let trusted = ["10.0.0.0/8", "fd00::/8", "203.0.113.9"];
        for (peer, forwarded, expected) in [
            ("10.1.2.3", &["198.51.100.7"][..], "198.51.100.7"),
            ("10.1.2.3", &["1.1.1.1, 198.51.100.7, 203.0.113.9"], "198.51.100.7"),
            ("10.1.2.3", &["1.1.1.1", "198.51.100.7 , 203.0.113.9"], "198.51.100.7"),
            ("fd00::1", &["2001:db8::7"], "2001:db8::7"),
            ("::ffff:10.1.2.3", &["[2001:db8::7]:443"], "2001:db8::7"),
            ("10.1.2.3", &["198.51.100.7:5000"], "198.51.100.7"),
            ("10.1.2.3", &["::ffff:198.51.100.7"], "198.51.100.7"),
            ("10.1.2.3", &[], "10.1.2.3"),
            ("10.1.2.3", &["10.9.9.9"], "10.9.9.9"),
            // What cannot be read ends the way: the hop that wrote it is the last that is known.
            ("10.1.2.3", &["198.51.100.7, unknown, 10.4.4.4"], "10.4.4.4"),
            ("10.1.2.3", &["198.51.100.7,"], "10.1.2.3"),
            // A proxy writes behind what it was given, whatever that is.
            ("10.1.2.3", &["ÿ, 198.51.100.7"], "198.51.100.7"),
        ] {
            assert_eq!(client(&trusted, peer, forwarded), expected, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn a_range_is_read_and_holds_what_is_in_it() {
        let network = |text: &str| text.parse::<Network>();
        let all = network("0.0.0.0/0").unwrap();
        assert!(all.contains("8.8.8.8".parse().unwrap()) && !all.contains("::1".parse().unwrap()));
        assert!(network("::/0").unwrap().contains("2001:db8::".parse().unwrap()));
        let half = network("10.0.0.128/25").unwrap();
        assert!(half.contains("10.0.0.129".parse().unwrap()) && !half.contains("10.0.0.1".parse().unwrap()));
        for text in ["", "proxy", "10.0.0.0/33", "10.0.0.0/", "::1/129", "10.0.0/8", "10.0.0.0/-1"] {
            assert_eq!(network(text), Err(NetworkError), "{text}");
        }
    }
}
