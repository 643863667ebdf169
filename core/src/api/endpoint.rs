//! What an endpoint is: a method, an address, a gate, and the types of its body and its reply.

use std::fmt::Write;

use serde::{Serialize, de::DeserializeOwned};

use super::{page::Query, path::PathIds};
use crate::{
    access::permission::{OrgPermission, ProjectPermission, StagePermission},
    field::Draft,
};

/// The method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes, or acts.
    Post,
    /// Replaces.
    Put,
    /// Changes in part.
    Patch,
    /// Takes away.
    Delete,
}

impl Method {
    /// The word on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// Whether it changes anything: such a request must come from the page itself.
    pub const fn changes(self) -> bool {
        !matches!(self, Self::Get)
    }
}

/// The form of an exchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// JSON both ways.
    Json,
    /// A stream of events.
    EventStream,
    /// A file, streamed.
    Download,
    /// A raw body, whose signature is checked over its bytes.
    Raw,
}

/// Who comes through to a handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gate {
    /// Anybody.
    Anyone,
    /// Whoever is signed in.
    SignedIn,
    /// The installation's administrator.
    Administrator,
    /// Whoever presents a token in the body.
    TokenHolder,
    /// Whoever has this permission on the organization of the path.
    Org(OrgPermission),
    /// Whoever has this permission on the project of the path.
    Project(ProjectPermission),
    /// Whoever has this permission at the stage of the environment of the path.
    Env(StagePermission),
    /// Whoever has this permission at the stage that the body names, on the project of the path.
    Stage(StagePermission),
}

/// What only the macro [`endpoints!`](super::table) may implement.
pub(super) mod sealed {
    /// The seal.
    pub trait Sealed {}
}

/// One exchange between the page and the server.
pub trait Endpoint: sealed::Sealed + Send + Sync + 'static {
    /// Its name, as in `SendInvitation`.
    const NAME: &'static str;
    /// Its method.
    const METHOD: Method;
    /// The template of its address, as in `/api/orgs/{org}`.
    const PATH: &'static str;
    /// The form of the exchange.
    const KIND: Kind;
    /// Who comes through.
    const GATE: Gate;
    /// Whether whoever comes through must have typed their password a short while ago: it is dangerous.
    const FRESH: bool;
    /// The status of success.
    const STATUS: u16;
    /// The ids in the address.
    type Path: PathIds;
    /// The query of the address.
    type Query: Query;
    /// The body of the request.
    type Body: Draft + Send;
    /// The body of the reply.
    type Reply: Serialize + DeserializeOwned + Send;

    /// The address with its ids and its query filled in.
    fn url(path: &Self::Path, query: &Self::Query) -> String {
        let mut url = Self::PATH.to_owned();
        for (name, id) in path.ids() {
            url = url.replace(&format!("{{{name}}}"), &id);
        }
        for (i, (name, value)) in query.pairs().into_iter().enumerate() {
            url.push(if i == 0 { '?' } else { '&' });
            url.push_str(name);
            url.push('=');
            url.push_str(&percent_encode(&value));
        }
        url
    }
}

/// An endpoint's row in the table of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub name: &'static str,
    /// Its method.
    pub method: Method,
    /// The template of its address.
    pub path: &'static str,
    /// The form of the exchange.
    pub kind: Kind,
    /// Who comes through.
    pub gate: Gate,
    /// Whether the password must have been typed a short while ago.
    pub fresh: bool,
    /// The status of success.
    pub status: u16,
}

impl Row {
    /// The row of an endpoint.
    pub const fn of<E: Endpoint>() -> Self {
        Self {
            name: E::NAME,
            method: E::METHOD,
            path: E::PATH,
            kind: E::KIND,
            gate: E::GATE,
            fresh: E::FRESH,
            status: E::STATUS,
        }
    }
}

fn percent_encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, b| {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(char::from(b));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{b:02X}");
        }
        out
    })
}
