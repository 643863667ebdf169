//! What is known of a request apart from its content: its id, where it comes from, which program sent it.

use std::net::SocketAddr;

use axum::{
    extract::ConnectInfo,
    http::{header, request::Parts},
};

/// What is known of a request apart from its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestContext {
    /// Its id, which its answer bears in `x-request-id`.
    pub id: String,
    /// The address that it comes from.
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
    pub fn of(parts: &Parts) -> Self {
        let user_agent = parts.headers.get(header::USER_AGENT).map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes());
            text.chars().filter(|c| !c.is_control()).take(USER_AGENT_MAX).collect()
        });
        Self {
            id: parts.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
            address: address(parts).map(|address| address.ip().to_canonical().to_string()),
            user_agent,
        }
    }
}

fn address(parts: &Parts) -> Option<SocketAddr> {
    parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0)
}
