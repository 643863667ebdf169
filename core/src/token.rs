//! Secret tokens as they travel: 256 bits, written in the URL-safe alphabet of RFC 4648 without padding.
//!
//! Making and hashing them is the server's work. Here is only their form, so that a cut or mistyped one
//! is known for what it is; it is answered exactly like one that nobody ever made.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A token as somebody presents it. Its text never appears in a log: it has no `Debug` of its content.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PresentedToken(String);

impl PresentedToken {
    /// The characters that 256 bits take.
    pub const LENGTH: usize = 43;

    /// Takes what was presented, whatever it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, where it has the form of a token at all.
    pub fn well_formed(&self) -> Option<&str> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        (self.0.len() == Self::LENGTH && self.0.bytes().all(allowed)).then_some(self.0.as_str())
    }
}

impl fmt::Debug for PresentedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PresentedToken(…)")
    }
}
