//! Links that mails carry to the holder of an account: what each is for, how long it lives, how it ends.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

use crate::{api::problem::StateProblem, mail::MailKind};

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// Proves the address of an account.
    VerifyAddress,
    /// Sets a new password.
    ResetPassword,
    /// Says yes to a change of address, at the new one.
    ConfirmNewAddress,
    /// Says yes to a change of address, at the present one.
    ConfirmOldAddress,
}

impl LinkPurpose {
    /// Every one.
    pub const ALL: [Self; 4] =
        [Self::VerifyAddress, Self::ResetPassword, Self::ConfirmNewAddress, Self::ConfirmOldAddress];

    /// The kind of the mails that carry it.
    pub const fn mail(self) -> MailKind {
        match self {
            Self::VerifyAddress => MailKind::VerifyAddress,
            Self::ResetPassword => MailKind::ResetPassword,
            Self::ConfirmNewAddress => MailKind::ConfirmNewAddress,
            Self::ConfirmOldAddress => MailKind::ConfirmOldAddress,
        }
    }

    /// The key, as stored: that of its mails.
    pub const fn key(self) -> &'static str {
        self.mail().key()
    }

    /// Reads a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.key() == key)
    }

    /// How many hours a link lives. Whoever holds one that sets a password has the account, so that is one;
    /// the others live until the next day.
    pub const fn hours(self) -> u8 {
        match self {
            Self::ResetPassword => 1,
            Self::VerifyAddress | Self::ConfirmNewAddress | Self::ConfirmOldAddress => 24,
        }
    }

    /// When a link that is made now expires.
    pub fn expiry(self, made: DateTime<Utc>) -> DateTime<Utc> {
        made + Duration::hours(self.hours().into())
    }
}

/// The part of a link that decides whether it still does anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkLife {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// When its time is over.
    pub expires_at: DateTime<Utc>,
    /// Whether it was used.
    pub used: bool,
    /// Whether it was ended: a newer one took its place, or what it was for is no longer so.
    pub ended: bool,
}

impl LinkLife {
    /// How long a link is kept after its time is over, so that whoever follows it is told what became of it.
    pub const KEPT: Duration = Duration::days(30);

    /// Refuses a link that does nothing any more, with what became of it.
    pub fn check(self, now: DateTime<Utc>) -> Result<(), StateProblem> {
        let of = self.purpose;
        if self.used {
            Err(StateProblem::LinkUsed { of })
        } else if self.ended {
            Err(StateProblem::LinkEnded { of })
        } else if now >= self.expires_at {
            Err(StateProblem::LinkExpired { of })
        } else {
            Ok(())
        }
    }
}
