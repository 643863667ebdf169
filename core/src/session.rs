//! Sessions: how long a password that was typed counts for the acts that ask for it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::api::problem::Problem;

/// When the password was last typed in a session: at sign-in, or when a dangerous act asked for it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Freshness {
    /// When; `None` where nobody knows.
    pub confirmed_at: Option<DateTime<Utc>>,
}

impl Freshness {
    /// For how long it counts.
    pub const LASTS: TimeDelta = TimeDelta::minutes(10);

    /// Whether it still counts.
    pub fn is_fresh(self, now: DateTime<Utc>) -> bool {
        self.confirmed_at.is_some_and(|at| now - at < Self::LASTS)
    }

    /// Refuses a dangerous act where it counts no more.
    pub fn check(self, now: DateTime<Utc>) -> Result<(), Problem> {
        if self.is_fresh(now) { Ok(()) } else { Err(Problem::NotFresh) }
    }
}
