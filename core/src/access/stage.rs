//! The stages at which an environment runs.

use serde::{Deserialize, Serialize};

/// A stage. Rights over environments are given for each stage by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    /// What the users of a project work with; at most one environment a project.
    Production,
    /// Where a change is tried before it goes to production.
    Staging,
    /// Where a change is made.
    Development,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 3] = [Self::Production, Self::Staging, Self::Development];

    /// The key, as stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Production => "production",
            Self::Staging => "staging",
            Self::Development => "development",
        }
    }

    /// Reads a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.key() == key)
    }
}
