//! The one way into the program: every request of the API passes here before an operation sees it.
//!
//! The order is fixed: where the request comes from, the ids of its address, who asks and whether they
//! may, then the query and the body. An operation is handed a [`Permit`](permit::Permit), which only
//! this module can make.

pub mod admit;
pub mod api;
pub(crate) mod body;
pub mod host;
pub mod origin;
mod path;
pub mod permit;
pub mod proxy;
pub mod request;
