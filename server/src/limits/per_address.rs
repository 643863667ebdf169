//! What is counted for the network address that requests come from, in memory.
//!
//! These counts are no record, and end with the program. They stand before everything that costs: a stranger
//! who has used theirs up causes no hash and no write.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use slipway_core::api::problem::Problem;

use super::{AddressLimit, Limits};
use crate::{error::Refused, gate::request::RequestContext};

/// When so many are counted, those whose time is over are forgotten.
const TIDY_AT: usize = 10_000;
/// The longest time that anything is counted.
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// The counters.
#[derive(Debug)]
pub struct PerAddress {
    limits: Limits,
    taken: Mutex<HashMap<Key, Vec<DateTime<Utc>>>>,
}

type Key = (AddressLimit, IpAddr);

/// What was taken, so that it can be given back.
#[derive(Debug)]
pub struct TakenFromAddress {
    key: Option<Key>,
    at: DateTime<Utc>,
}

impl PerAddress {
    /// Begins to count.
    pub fn new(limits: Limits) -> Self {
        Self { limits, taken: Mutex::default() }
    }

    /// Takes one for the address that a request comes from, or refuses it with the seconds until there is
    /// one again.
    pub fn take(
        &self,
        kind: AddressLimit,
        request: &RequestContext,
        now: DateTime<Utc>,
    ) -> Result<TakenFromAddress, Refused> {
        let Some(address) = request.address.as_deref().and_then(|text| text.parse().ok()) else {
            return Ok(TakenFromAddress { key: None, at: now });
        };
        let (key, size) = ((kind, network(address)), self.limits.of_address(kind));
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= TIDY_AT {
            taken.retain(|_, times| times.iter().any(|at| now - *at < LONGEST));
        }
        let times = taken.entry(key).or_default();
        times.retain(|at| now - *at < size.window);
        let each: Vec<_> = times.iter().map(|at| (*at, 1)).collect();
        if let Some(retry_after) = size.wait(&each, 1, &now) {
            return Err(Problem::TooMany { retry_after }.into());
        }
        times.push(now);
        Ok(TakenFromAddress { key: Some(key), at: now })
    }

    /// Gives one back: it does not count after all.
    pub fn give_back(&self, given: &TakenFromAddress) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = given.key.and_then(|key| taken.get_mut(&key))
            && let Some(place) = times.iter().position(|at| *at == given.at)
        {
            times.remove(place);
        }
    }
}

/// What counts as one address. Whoever has one of IPv6 has the 2⁶⁴ beside it too.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => address.into(),
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(counts: &PerAddress, address: &str, now: DateTime<Utc>) -> Option<Problem> {
        let request =
            RequestContext { id: "r".to_owned(), address: Some(address.to_owned()), user_agent: None };
        counts.take(AddressLimit::SignIn, &request, now).err().map(|refused| refused.problem().clone())
    }

    fn three_a_minute() -> PerAddress {
        PerAddress::new(Limits { tries_per_address: 3, ..Limits::default() })
    }

    #[test]
    fn what_one_address_uses_up_no_other_lacks() {
        let (counts, start) = (three_a_minute(), DateTime::UNIX_EPOCH);
        for second in [0, 10, 20] {
            assert_eq!(refused(&counts, "192.0.2.1", start + TimeDelta::seconds(second)), None);
        }
        let fourth = refused(&counts, "192.0.2.1", start + TimeDelta::seconds(30));
        assert_eq!(fourth, Some(Problem::TooMany { retry_after: 30 }));
        assert_eq!(refused(&counts, "192.0.2.2", start + TimeDelta::seconds(30)), None);
        assert_eq!(refused(&counts, "192.0.2.1", start + TimeDelta::minutes(1)), None);
    }

    #[test]
    fn the_addresses_of_one_subscriber_count_as_one() {
        let (counts, now) = (three_a_minute(), DateTime::UNIX_EPOCH);
        for address in ["2001:db8:1:2::1", "2001:db8:1:2:ffff::2", "2001:db8:1:2:3:4:5:6"] {
            assert_eq!(refused(&counts, address, now), None);
        }
        assert!(refused(&counts, "2001:db8:1:2:aaaa::", now).is_some());
        assert_eq!(refused(&counts, "2001:db8:1:3::1", now), None, "the neighbour");
        // An address of IPv4 in the clothes of IPv6 is that address alone.
        for address in ["::ffff:192.0.2.1", "192.0.2.1", "::ffff:192.0.2.1"] {
            assert_eq!(refused(&counts, address, now), None);
        }
        assert!(refused(&counts, "192.0.2.1", now).is_some());
        assert_eq!(refused(&counts, "::ffff:192.0.2.2", now), None);
    }

    #[test]
    fn what_was_given_back_does_not_count() {
        let (counts, now) = (three_a_minute(), DateTime::UNIX_EPOCH);
        let request =
            RequestContext { id: "r".to_owned(), address: Some("192.0.2.1".to_owned()), user_agent: None };
        for _ in 0..5 {
            let taken = counts.take(AddressLimit::SignIn, &request, now).unwrap();
            counts.give_back(&taken);
        }
        for _ in 0..3 {
            assert_eq!(refused(&counts, "192.0.2.1", now), None);
        }
        assert!(refused(&counts, "192.0.2.1", now).is_some());
    }
}
