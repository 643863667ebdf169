//! The program `slipway`.

fn main() {}
