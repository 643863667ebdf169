//! Signing in: passwords, sessions, and the limits on trying.

pub mod cookie;
pub mod password;
pub mod tries;
