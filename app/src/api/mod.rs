//! Talking with the server: one function for every endpoint of `slipway_core::api`.

mod call;
pub mod failure;

pub use call::call;
pub use failure::Failure;
