//! The contract between the page and the server: every endpoint with its body, its reply, and its gate.
//!
//! Neither side types an address or a body by itself; both name an endpoint of [`table`].

pub mod account;
pub mod admin;
#[cfg(feature = "openapi")]
pub mod described;
pub mod endpoint;
pub mod event;
pub mod health;
pub mod invitation;
pub mod member;
pub mod org;
pub mod page;
pub mod path;
pub mod problem;
#[cfg(feature = "openapi")]
pub mod refusal;
#[cfg(feature = "openapi")]
mod schemas;
pub mod session;
pub mod table;
