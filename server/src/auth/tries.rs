//! How often a password may be tried: within a minute, for one account and from one address.
//!
//! A try is taken before the password is compared, so that many at the same moment count too, and given
//! back when it was right. The counts are in memory: they are no record, and end with the program.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use slipway_core::{api::problem::Problem, email::EmailAddress};

use crate::error::Refused;

const WINDOW: TimeDelta = TimeDelta::minutes(1);
/// When so many accounts and addresses are counted, those whose minute is over are forgotten.
const TIDY_AT: usize = 10_000;

/// The most wrong tries within a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For one account.
    pub per_account: u32,
    /// From one address.
    pub per_address: u32,
}

/// The counter of tries.
#[derive(Debug)]
pub struct Tries {
    limits: Limits,
    taken: Mutex<HashMap<Key, Vec<DateTime<Utc>>>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Account(EmailAddress),
    Address(String),
}

/// A try that was taken.
#[derive(Debug)]
pub struct Taken {
    keys: Vec<Key>,
    at: DateTime<Utc>,
}

impl Tries {
    /// Begins to count.
    pub fn new(limits: Limits) -> Self {
        Self { limits, taken: Mutex::default() }
    }

    /// Takes a try, or refuses it with the seconds until there is one again.
    pub fn take(
        &self,
        account: &EmailAddress,
        address: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Taken, Refused> {
        let mut keys = vec![Key::Account(account.clone())];
        keys.extend(address.map(|address| Key::Address(address.to_owned())));
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= TIDY_AT {
            taken.retain(|_, times| times.iter().any(|at| now - *at < WINDOW));
        }
        for key in &keys {
            let times = taken.entry(key.clone()).or_default();
            times.retain(|at| now - *at < WINDOW);
            let limit = match key {
                Key::Account(_) => self.limits.per_account,
                Key::Address(_) => self.limits.per_address,
            };
            if times.len() >= usize::try_from(limit).unwrap_or(usize::MAX) {
                let oldest = times.iter().min().copied().unwrap_or(now);
                let rest = (oldest + WINDOW - now).num_seconds().max(0).saturating_add(1);
                let retry_after = u32::try_from(rest).unwrap_or(u32::MAX);
                return Err(Problem::TooMany { retry_after }.into());
            }
        }
        for key in &keys {
            taken.entry(key.clone()).or_default().push(now);
        }
        Ok(Taken { keys, at: now })
    }

    /// Gives a try back: it was right.
    pub fn give_back(&self, taken_try: &Taken) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        for key in &taken_try.keys {
            if let Some(times) = taken.get_mut(key)
                && let Some(place) = times.iter().position(|at| *at == taken_try.at)
            {
                times.swap_remove(place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(name: &str) -> EmailAddress {
        EmailAddress::parse(&format!("{name}@example.com")).unwrap()
    }

    fn refused(tries: &Tries, name: &str, address: &str, now: DateTime<Utc>) -> Option<Problem> {
        tries.take(&account(name), Some(address), now).err().map(|refused| refused.problem().clone())
    }

    #[test]
    fn wrong_tries_run_out_and_come_back_after_a_minute() {
        let tries = Tries::new(Limits { per_account: 2, per_address: 3 });
        let start = DateTime::UNIX_EPOCH;
        assert_eq!(refused(&tries, "ada", "a", start), None);
        assert_eq!(refused(&tries, "ada", "b", start + TimeDelta::seconds(20)), None);
        let third = refused(&tries, "ada", "c", start + TimeDelta::seconds(30));
        assert_eq!(third, Some(Problem::TooMany { retry_after: 31 }));
        assert_eq!(refused(&tries, "ada", "c", start + WINDOW), None);
    }

    #[test]
    fn one_address_cannot_try_every_account() {
        let tries = Tries::new(Limits { per_account: 2, per_address: 3 });
        let now = DateTime::UNIX_EPOCH;
        for name in ["ada", "bob", "cid"] {
            assert_eq!(refused(&tries, name, "a", now), None);
        }
        assert!(refused(&tries, "dan", "a", now).is_some());
        assert_eq!(refused(&tries, "dan", "b", now), None);
    }

    #[test]
    fn a_right_try_does_not_count() {
        let tries = Tries::new(Limits { per_account: 1, per_address: 1 });
        let now = DateTime::UNIX_EPOCH;
        for _ in 0..5 {
            let taken = tries.take(&account("ada"), Some("a"), now).unwrap();
            tries.give_back(&taken);
        }
        assert_eq!(refused(&tries, "ada", "a", now), None);
        assert!(refused(&tries, "ada", "a", now).is_some());
    }
}
