//! The address under which people reach the installation: where requests come from, and links lead to.
//!
//! Whatever host a request names is never used for either.

use std::net::IpAddr;

use axum::http::Uri;

/// The public address, as in `https://slipway.example.com`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    origin: String,
    host: String,
    port: u16,
    secure: bool,
    loopback: bool,
}

/// Why an address cannot be the public one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an address of the form `https://slipway.example.com`, without a path")]
pub struct PublicUrlError;

impl PublicUrl {
    /// Reads an address: scheme, host and port alone.
    pub fn parse(text: &str) -> Result<Self, PublicUrlError> {
        let uri: Uri = text.trim().parse().map_err(|_| PublicUrlError)?;
        let authority = uri.authority().ok_or(PublicUrlError)?;
        let has_more = !matches!(uri.path(), "" | "/") || uri.query().is_some() || text.contains('#');
        if has_more || authority.as_str().contains('@') {
            return Err(PublicUrlError);
        }
        let (secure, default_port) = match uri.scheme_str() {
            Some("https") => (true, 443),
            Some("http") => (false, 80),
            _ => return Err(PublicUrlError),
        };
        let host = authority.host().to_ascii_lowercase();
        let scheme = if secure { "https" } else { "http" };
        let port = authority.port_u16().unwrap_or(default_port);
        let origin = match authority.port_u16() {
            Some(port) if port != default_port => format!("{scheme}://{host}:{port}"),
            _ if authority.as_str().to_ascii_lowercase() != host && authority.port_u16().is_none() => {
                return Err(PublicUrlError);
            }
            _ => format!("{scheme}://{host}"),
        };
        Ok(Self { origin, port, secure, loopback: is_loopback(&host), host })
    }

    /// The address of this machine alone, for a port of it.
    pub fn of_this_machine(port: u16) -> Self {
        let origin =
            if port == 80 { "http://localhost".to_owned() } else { format!("http://localhost:{port}") };
        Self { origin, host: "localhost".to_owned(), port, secure: false, loopback: true }
    }

    /// Scheme, host and port, as a browser writes an origin.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host alone.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, said or implied.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Whether the way to it is encrypted.
    pub const fn is_secure(&self) -> bool {
        self.secure
    }

    /// Whether it is this machine itself, where a way that is not encrypted leaves nothing open.
    pub const fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// A link to a page, as in `/setup`, with a secret in its fragment, which no server ever sees.
    pub fn link_with_secret(&self, page: &str, secret: &str) -> String {
        format!("{}{page}#{secret}", self.origin)
    }
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare.ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, origin: Option<&str>) {
        let parsed = PublicUrl::parse(text);
        assert_eq!(parsed.as_ref().ok().map(PublicUrl::origin), origin, "{text}");
    }

    #[test]
    fn an_address_is_read_as_a_browser_writes_an_origin() {
        check("https://Slipway.Example.com/", Some("https://slipway.example.com"));
        check("https://slipway.example.com:443", Some("https://slipway.example.com"));
        check("http://localhost:8080", Some("http://localhost:8080"));
        check("http://[::1]:8080", Some("http://[::1]:8080"));
        for text in [
            "",
            "slipway",
            "ftp://a.example",
            "https://a.example/sub",
            "https://a.example?q",
            "https://a.example/#f",
            "https://user@a.example",
            "https://a.example:99999",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        let loopback = |text| PublicUrl::parse(text).unwrap().is_loopback();
        assert!(loopback("http://localhost:8080"));
        assert!(loopback("http://127.0.0.1:8080"));
        assert!(loopback("http://[::1]"));
        assert!(!loopback("http://localhost.example.com"));
        assert!(!loopback("http://10.0.0.1"));
    }
}
