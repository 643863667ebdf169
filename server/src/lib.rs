//! The server of Slipway.
