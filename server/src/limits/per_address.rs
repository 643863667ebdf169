//! What is counted for the network address that requests come from, in memory.
//!
//! These counts are no record, and end with the program. They stand before everything that costs: a stranger
//! who has used theirs up causes no hash and no write.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
};

use chrono::{DateTime, Utc};
use slipway_core::api::problem::Problem;

use super::{AddressLimit, Limits};
use crate::{error::Refused, gate::request::RequestContext};

/// When so many are counted, those whose time is over are forgotten for the first time.
const TIDY_AT: usize = 10_000;

/// The counters.
#[derive(Debug)]
pub struct PerAddress {
    limits: Limits,
    taken: Mutex<Taken>,
}

/// Everything that is counted.
#[derive(Debug)]
struct Taken {
    times: HashMap<Key, Vec<DateTime<Utc>>>,
    tidy_at: usize,
}

impl Taken {
    /// Forgets what no window holds any more, once as many again have come since the last time: however many
    /// addresses there are, each has been looked at for every one that came.
    fn tidy(&mut self, limits: &Limits, now: DateTime<Utc>) {
        if self.times.len() >= self.tidy_at {
            self.times.retain(|(kind, _), times| {
                let window = limits.of_address(*kind).window;
                times.iter().any(|at| now - *at < window)
            });
            self.tidy_at = TIDY_AT.max(self.times.len() * 2);
        }
    }
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
        let taken = Taken { times: HashMap::new(), tidy_at: TIDY_AT };
        Self { limits, taken: Mutex::new(taken) }
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
        taken.tidy(&self.limits, now);
        let times = taken.times.entry(key).or_default();
        times.retain(|at| now - *at < size.window);
        let each: Vec<_> = times.iter().map(|at| (*at, 1)).collect();
        if let Some(retry_after) = size.wait(&each, 1, now) {
            return Err(Problem::TooMany { of: kind.limited(), retry_after }.into());
        }
        times.push(now);
        Ok(TakenFromAddress { key: Some(key), at: now })
    }

    /// Gives one back: it does not count after all.
    pub fn give_back(&self, given: &TakenFromAddress) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(times) = given.key.and_then(|key| taken.times.get_mut(&key))
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
    use chrono::TimeDelta;
    use slipway_core::api::problem::Limited;

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
        assert_eq!(fourth, Some(Problem::TooMany { of: Limited::Tries, retry_after: 30 }));
        assert_eq!(refused(&counts, "192.0.2.2", start + TimeDelta::seconds(30)), None);
        assert_eq!(refused(&counts, "192.0.2.1", start + TimeDelta::minutes(1)), None);
    }

    #[test]
    fn what_is_over_is_forgotten_by_its_own_window_and_not_looked_for_at_every_turn() {
        let (counts, start) = (three_a_minute(), DateTime::UNIX_EPOCH);
        let known = || counts.taken.lock().unwrap().times.len();
        let address = |n: usize| Ipv6Addr::from_bits((n as u128) << 64).to_string();
        for n in 0..TIDY_AT {
            assert_eq!(refused(&counts, &address(n), start), None);
        }
        // None is over yet: all stay, and the next look is at twice as many.
        assert_eq!(refused(&counts, &address(TIDY_AT), start), None);
        assert_eq!((known(), counts.taken.lock().unwrap().tidy_at), (TIDY_AT + 1, 2 * TIDY_AT));
        let later = start + TimeDelta::minutes(1);
        for n in TIDY_AT + 1..2 * TIDY_AT {
            assert_eq!(refused(&counts, &address(n), later), None);
        }
        assert_eq!(known(), 2 * TIDY_AT);
        assert_eq!(refused(&counts, &address(0), later), None);
        assert_eq!(known(), TIDY_AT, "a wrong password counts a minute, and no longer is kept");
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
