//! Cursors: where a page of a list ended, as an opaque text.
//!
//! A cursor carries the sort key of the last row and a checksum over it, the list and whose it is.
//! The checksum is no secret and keeps nobody out: it tells a cut or mistyped cursor, or one of another
//! list, from a place in this one, so that it is refused instead of quietly giving some other page.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use slipway_core::{
    field::FieldProblem,
    id::{AccountId, OrgId},
};
use uuid::Uuid;

use crate::error::Refused;

const CHECKSUM_BYTES: usize = 8;

/// What a sort key cannot be: no row has it, and not every database takes it as a value.
#[derive(Debug, thiserror::Error)]
#[error("no row has such a sort key")]
pub(crate) struct NoRowHasIt;

/// A number in a sort key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u64")]
pub(crate) struct Number(pub(crate) u64);

impl TryFrom<u64> for Number {
    type Error = NoRowHasIt;

    fn try_from(number: u64) -> Result<Self, NoRowHasIt> {
        i64::try_from(number).map(|_| Self(number)).map_err(|_| NoRowHasIt)
    }
}

/// A moment in a sort key, to the microsecond, as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub(crate) struct Moment(pub(crate) DateTime<Utc>);

impl TryFrom<i64> for Moment {
    type Error = NoRowHasIt;

    fn try_from(micros: i64) -> Result<Self, NoRowHasIt> {
        let at = DateTime::from_timestamp_micros(micros).filter(|at| (0..=9999).contains(&at.year()));
        at.map(Self).ok_or(NoRowHasIt)
    }
}

impl From<Moment> for i64 {
    fn from(Moment(at): Moment) -> Self {
        at.timestamp_micros()
    }
}

/// A name in a sort key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Name(pub(crate) String);

impl TryFrom<String> for Name {
    type Error = NoRowHasIt;

    fn try_from(name: String) -> Result<Self, NoRowHasIt> {
        if name.chars().any(char::is_control) { Err(NoRowHasIt) } else { Ok(Self(name)) }
    }
}

/// A list of an organization, of an account or of the installation, whose cursors are its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listing {
    name: &'static str,
    of: Uuid,
}

impl Listing {
    /// Names a list of an organization.
    pub(crate) const fn new(name: &'static str, org: OrgId) -> Self {
        Self { name, of: org.as_uuid() }
    }

    /// Names a list of the installation.
    pub(crate) const fn of_installation(name: &'static str) -> Self {
        Self { name, of: Uuid::nil() }
    }

    /// Names a list of an account's own.
    pub(crate) const fn of_account(name: &'static str, account: AccountId) -> Self {
        Self { name, of: account.as_uuid() }
    }

    /// The cursor after a row with this sort key.
    pub(crate) fn cursor(&self, key: &impl Serialize) -> String {
        // Sort keys are numbers and texts, which always become JSON; an empty cursor would be refused.
        let payload = serde_json::to_vec(key).unwrap_or_default();
        let mut bytes = self.checksum(&payload).to_vec();
        bytes.extend(payload);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The sort key that a cursor carries; `None` for the first page.
    pub(crate) fn key<K: DeserializeOwned>(&self, cursor: Option<&str>) -> Result<Option<K>, Refused> {
        match cursor {
            None => Ok(None),
            Some(cursor) => match self.read(cursor) {
                Some(key) => Ok(Some(key)),
                None => Err(Refused::field("after", FieldProblem::UnknownCursor)),
            },
        }
    }

    fn read<K: DeserializeOwned>(&self, cursor: &str) -> Option<K> {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (checksum, payload) = bytes.split_at_checked(CHECKSUM_BYTES)?;
        (checksum == self.checksum(payload)).then(|| serde_json::from_slice(payload).ok())?
    }

    fn checksum(&self, payload: &[u8]) -> [u8; CHECKSUM_BYTES] {
        let digest = Sha256::new()
            .chain_update(self.name)
            .chain_update([0])
            .chain_update(self.of.as_bytes())
            .chain_update(payload)
            .finalize();
        let mut checksum = [0; CHECKSUM_BYTES];
        checksum.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
        checksum
    }
}

#[cfg(test)]
mod tests {
    use slipway_core::api::problem::Problem;
    use uuid::Uuid;

    use super::*;

    /// Whoever makes a cursor by hand can put anything into it.
    #[test]
    fn a_sort_key_that_no_row_has_is_refused() {
        fn refused<K: DeserializeOwned + std::fmt::Debug>(key: impl Serialize) {
            let problem = listing(1).key::<K>(Some(&listing(1).cursor(&key))).unwrap_err().problem().clone();
            let Problem::Fields { errors } = problem else { panic!("{problem:?}") };
            assert_eq!(errors.of("after"), Some(&FieldProblem::UnknownCursor));
        }
        refused::<Number>(u64::MAX);
        for micros in [i64::MIN, i64::MAX, -6_400_000_000_000_000_000, 253_402_300_800_000_000] {
            refused::<Moment>(micros);
        }
        refused::<Name>("a\0b");
        let now = Moment(DateTime::UNIX_EPOCH + chrono::TimeDelta::microseconds(1_795_337_113_000_007));
        let key = (Number(7), now, Name("élodie".to_owned()));
        let cursor = listing(1).cursor(&key);
        assert_eq!(listing(1).key(Some(&cursor)).unwrap(), Some(key));
    }

    fn listing(n: u128) -> Listing {
        Listing::new("members", OrgId::from_uuid(Uuid::from_u128(n)))
    }

    #[test]
    fn a_cursor_gives_its_key_back() {
        let key = ("élodie \" %".to_owned(), Uuid::from_u128(7));
        let cursor = listing(1).cursor(&key);
        assert_eq!(listing(1).key(Some(&cursor)).unwrap(), Some(key));
        assert_eq!(listing(1).key::<u64>(None).unwrap(), None);
    }

    #[test]
    fn a_cursor_that_this_list_did_not_give_is_refused() {
        let cursor = listing(1).cursor(&5_u64);
        let refused = |listing: Listing, cursor: &str| {
            let problem = listing.key::<u64>(Some(cursor)).unwrap_err().problem().clone();
            let Problem::Fields { errors } = problem else { panic!("{problem:?}") };
            assert_eq!(errors.of("after"), Some(&FieldProblem::UnknownCursor));
        };
        refused(listing(2), &cursor);
        refused(Listing::new("audit", OrgId::from_uuid(Uuid::from_u128(1))), &cursor);
        for cut in 0..cursor.len() {
            refused(listing(1), &cursor[..cut]);
        }
        for (at, old) in cursor.char_indices() {
            let other = if old == 'A' { 'B' } else { 'A' };
            let mut changed = cursor.clone();
            changed.replace_range(at..=at, &other.to_string());
            // The last character of a text in base64 has bits that mean nothing; a changed one may be the same.
            if URL_SAFE_NO_PAD
                .decode(&changed)
                .is_ok_and(|bytes| bytes != URL_SAFE_NO_PAD.decode(&cursor).unwrap())
            {
                refused(listing(1), &changed);
            }
        }
    }
}
