//! What is known of a request apart from its content: its id, where it comes from, which program sent it.

use std::net::SocketAddr;

use axum::{
    extract::ConnectInfo,
    http::{header, request::Parts},
};

use super::proxy::TrustedProxies;

/// What is known of a request apart from its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestContext {
    /// Its id, which its answer bears in `x-request-id`.
    pub id: String,
    /// The address that it comes from: the client's, where a trusted proxy stands between.
    pub address: Option<String>,
    /// The program that says it sent it.
    pub user_agent: Option<String>,
}

/// The id that the outermost layer gave a request.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// A program's name for itself is cut after so many characters.
const USER_AGENT_MAX: usize = 200;

impl RequestContext {
    /// Reads it from a request.
    pub fn of(parts: &Parts, proxies: &TrustedProxies) -> Self {
        let user_agent = parts.headers.get(header::USER_AGENT).map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes());
            text.chars().filter(|c| !c.is_control()).take(USER_AGENT_MAX).collect()
        });
        Self {
            id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
            address: peer(parts).map(|peer| proxies.client(peer, &parts.headers).to_string()),
            user_agent,
        }
    }
}

fn peer(parts: &Parts) -> Option<SocketAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0)
}
