//! The hosts that requests may ask for: the public address, and this machine itself.
//!
//! No link depends on the host that a request names, and still none but these is answered: a name that somebody
//! else has pointed here is not this installation (and a browser that is led here by one is led astray).

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{Request, State},
    http::{header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};
use slipway_core::api::{endpoint::Endpoint, problem::Problem, table::GetHealth};

use crate::{Ctx, error::Refused, public_url::PublicUrl};

/// The hosts that are answered.
#[derive(Debug, Clone)]
pub struct KnownHosts(Vec<Known>);

#[derive(Debug, Clone)]
struct Known {
    host: String,
    port: u16,
    default_port: u16,
}

impl KnownHosts {
    /// The public address, and where the program listens, by its names from this machine.
    pub fn new(public: &PublicUrl, listen: SocketAddr) -> Self {
        let here = |host: String| Known { host, port: listen.port(), default_port: 80 };
        let mut known = vec![
            Known {
                host: public.host().to_owned(),
                port: public.port(),
                default_port: if public.is_secure() { 443 } else { 80 },
            },
            here("localhost".to_owned()),
            here("127.0.0.1".to_owned()),
            here("[::1]".to_owned()),
        ];
        if !listen.ip().is_unspecified() {
            known.push(here(match listen.ip() {
                IpAddr::V4(address) => address.to_string(),
                IpAddr::V6(address) => format!("[{address}]"),
            }));
        }
        Self(known)
    }

    /// Whether a host, as a request names it, is one of them.
    fn include(&self, named: &str) -> bool {
        let Ok(named) = named.parse::<Authority>() else { return false };
        let has_port = named.as_str().len() > named.host().len();
        !named.as_str().contains('@')
            && self.0.iter().any(|known| {
                let port = if has_port { named.port_u16() } else { Some(known.default_port) };
                named.host().eq_ignore_ascii_case(&known.host) && port == Some(known.port)
            })
    }

    /// Whether a request asks for them, and for nothing else beside.
    fn asked_for(&self, request: &Request) -> bool {
        let hosts = request.headers().get_all(header::HOST);
        let named = hosts.iter().all(|host| host.to_str().is_ok_and(|host| self.include(host)));
        let authority = request.uri().authority().is_none_or(|named| self.include(named.as_str()));
        named && authority && hosts.iter().next().is_some()
    }
}

/// Lets through what asks for a known host. Whether the program is well is told under every name: whoever
/// probes it knows it by the name of a container or by an address.
pub async fn known(State(ctx): State<Ctx>, request: Request, next: Next) -> Response {
    if request.uri().path() == GetHealth::PATH || ctx.known_hosts.asked_for(&request) {
        next.run(request).await
    } else {
        Refused::from(Problem::UnknownHost).into_response()
    }
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn check(public: &str, listen: &str, hosts: &[(&str, bool)]) {
        let known = KnownHosts::new(&PublicUrl::parse(public).unwrap(), listen.parse().unwrap());
        for (host, expected) in hosts {
            let request = Request::builder().header("host", *host).body(Body::empty()).unwrap();
            assert_eq!(known.asked_for(&request), *expected, "{public} {listen}: {host}");
        }
    }

    #[test]
    fn the_public_address_and_this_machine_are_known() {
        check(
            "https://slipway.example",
            "0.0.0.0:8080",
            &[
                ("slipway.example", true),
                ("Slipway.Example", true),
                ("slipway.example:443", true),
                ("localhost:8080", true),
                ("127.0.0.1:8080", true),
                ("[::1]:8080", true),
                ("slipway.example:80", false),
                ("slipway.example:", false),
                ("slipway.example.", false),
                ("slipway.example.evil.test", false),
                ("evil.test", false),
                ("user@slipway.example", false),
                ("localhost", false),
                ("0.0.0.0:8080", false),
                ("", false),
            ],
        );
        check(
            "http://localhost:9000",
            "[2001:db8::1]:80",
            &[("localhost:9000", true), ("[2001:db8::1]", true), ("localhost", true), ("192.0.2.1", false)],
        );
    }

    #[test]
    fn no_second_host_stands_beside_a_known_one() {
        let url = PublicUrl::parse("https://slipway.example").unwrap();
        let known = KnownHosts::new(&url, "127.0.0.1:8080".parse().unwrap());
        let ask = |uri: &str, hosts: &[&str]| {
            let request = hosts.iter().fold(Request::builder().uri(uri), |r, host| r.header("host", *host));
            known.asked_for(&request.body(Body::empty()).unwrap())
        };
        assert!(ask("/", &["slipway.example"]));
        assert!(ask("http://slipway.example/", &["slipway.example"]));
        assert!(!ask("http://evil.test/", &["slipway.example"]));
        assert!(!ask("/", &["slipway.example", "evil.test"]));
        assert!(!ask("/", &[]));
    }
}
