//! The sizes of the limits: how often something may be done within which time.
//!
//! What an account does is counted in the database ([`crate::store::limit`]), so that a restart and a second
//! process share the count. What comes from an address is counted in memory ([`per_address`]), so that a
//! stranger costs the database no write.

pub mod per_address;

use chrono::{DateTime, TimeDelta, Utc};
use slipway_core::api::problem::Limited;

/// What is counted for an account, or for an address of mail that may have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKind {
    /// A wrong password, within a minute.
    SignIn,
    /// A forgotten password, within an hour.
    Reset,
    /// An invitation that an account sends, within a day.
    Invitations,
    /// A mail that somebody has sent to themselves, within an hour; one that goes to an address that is not
    /// theirs yet also for that address.
    MailToSelf,
}

/// What is counted for the network address that requests come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AddressLimit {
    /// A wrong password, within a minute.
    SignIn,
    /// A sign-up, within an hour.
    SignUp,
    /// A forgotten password, within an hour.
    Reset,
}

/// So many, within this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// How many.
    pub most: u32,
    /// Within which time.
    pub window: TimeDelta,
}

/// How many of each, as the installation was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Wrong passwords for one account, a minute.
    pub tries_per_account: u32,
    /// Wrong passwords from one address, a minute.
    pub tries_per_address: u32,
    /// Sign-ups from one address, an hour.
    pub sign_ups_per_address: u32,
    /// Forgotten passwords of one account, an hour.
    pub resets_per_account: u32,
    /// Forgotten passwords from one address, an hour.
    pub resets_per_address: u32,
    /// Invitations of one account, a day.
    pub invitations_per_account: u32,
    /// Mails to oneself, an hour.
    pub mails_per_account: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tries_per_account: 10,
            tries_per_address: 100,
            sign_ups_per_address: 10,
            resets_per_account: 5,
            resets_per_address: 30,
            invitations_per_account: 100,
            mails_per_account: 5,
        }
    }
}

impl LimitKind {
    /// Its name where it is stored.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Reset => "reset",
            Self::Invitations => "invitations",
            Self::MailToSelf => "mail_to_self",
        }
    }

    /// What whoever is refused is told that there was too much of.
    pub(crate) const fn limited(self) -> Limited {
        match self {
            Self::SignIn => Limited::Tries,
            Self::Reset | Self::MailToSelf => Limited::Mails,
            Self::Invitations => Limited::Invitations,
        }
    }
}

impl AddressLimit {
    /// What whoever is refused is told that there was too much of.
    pub(crate) const fn limited(self) -> Limited {
        match self {
            Self::SignIn => Limited::Tries,
            Self::SignUp => Limited::SignUps,
            Self::Reset => Limited::Mails,
        }
    }
}

impl Limits {
    /// How many for an account.
    pub const fn of(&self, kind: LimitKind) -> Size {
        let (most, window) = match kind {
            LimitKind::SignIn => (self.tries_per_account, TimeDelta::minutes(1)),
            LimitKind::Reset => (self.resets_per_account, TimeDelta::hours(1)),
            LimitKind::Invitations => (self.invitations_per_account, TimeDelta::days(1)),
            LimitKind::MailToSelf => (self.mails_per_account, TimeDelta::hours(1)),
        };
        Size { most, window }
    }

    /// How many from an address.
    pub const fn of_address(&self, kind: AddressLimit) -> Size {
        let (most, window) = match kind {
            AddressLimit::SignIn => (self.tries_per_address, TimeDelta::minutes(1)),
            AddressLimit::SignUp => (self.sign_ups_per_address, TimeDelta::hours(1)),
            AddressLimit::Reset => (self.resets_per_address, TimeDelta::hours(1)),
        };
        Size { most, window }
    }
}

impl Size {
    /// The seconds until `many` more have room, where `taken` are the times and numbers of those within the
    /// window, oldest first; nothing where there is room now.
    ///
    /// What is more than the limit never has room, and is told to come back when the window is empty.
    pub(crate) fn wait(self, taken: &[(DateTime<Utc>, u32)], many: u32, now: DateTime<Utc>) -> Option<u32> {
        let most = u64::from(self.most);
        let mut used: u64 = taken.iter().map(|(_, count)| u64::from(*count)).sum::<u64>() + u64::from(many);
        if used <= most {
            return None;
        }
        let mut free_at = now + self.window;
        for (at, count) in taken {
            used -= u64::from(*count);
            if used <= most {
                free_at = *at + self.window;
                break;
            }
        }
        // Rounded up: whoever waits as long as they were told is let through.
        let rest = (free_at - now).num_milliseconds().max(1);
        Some(u32::try_from(rest.saturating_add(999) / 1000).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
    }

    #[test]
    fn the_wait_ends_when_enough_of_the_oldest_have_left_the_window() {
        let size = Size { most: 5, window: TimeDelta::minutes(1) };
        let taken = [(at(0), 2), (at(20), 2), (at(30), 1)];
        assert_eq!(size.wait(&taken, 0, at(40)), None);
        assert_eq!(size.wait(&taken, 1, at(40)), Some(20));
        assert_eq!(size.wait(&taken, 2, at(40)), Some(20));
        assert_eq!(size.wait(&taken, 3, at(40)), Some(40));
        assert_eq!(size.wait(&taken, 5, at(40)), Some(50));
        assert_eq!(size.wait(&taken[1..], 2, at(60)), None);
        assert_eq!(size.wait(&[], 6, at(40)), Some(60), "more than there ever is room for");
        let half = at(40) + TimeDelta::milliseconds(500);
        assert_eq!(size.wait(&taken, 1, half), Some(20), "never told to come back too early");
    }
}
