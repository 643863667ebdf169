//! The page of Slipway.

fn main() {}
