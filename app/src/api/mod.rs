//! Talking with the server: one function for every endpoint of `slipway_core::api`, and one for those that answer
//! with a stream.

mod call;
pub mod failure;
mod watch;

pub use call::call;
pub use failure::Failure;
pub use watch::{Events, watch};
