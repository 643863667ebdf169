//! The life of a change of address: what it begins with, whose yes is still missing, when it takes effect.
//!
//! It is confirmed at the present address and at the new one, in either order. An address that nothing proved may
//! be one that was mistyped: nobody can confirm there, and the new one's yes is enough.

use chrono::{DateTime, Utc};

use crate::{
    api::account::{AccountView, AddressChangeView, AddressSide},
    email::EmailAddress,
    field::{FieldErrors, FieldProblem},
    mailed_link::LinkPurpose,
};

impl AddressSide {
    /// The link that arrives there.
    pub const fn link(self) -> LinkPurpose {
        match self {
            Self::Old => LinkPurpose::ConfirmOldAddress,
            Self::New => LinkPurpose::ConfirmNewAddress,
        }
    }

    /// Where a link arrives, if it confirms a change at all.
    pub const fn of_link(purpose: LinkPurpose) -> Option<Self> {
        match purpose {
            LinkPurpose::ConfirmOldAddress => Some(Self::Old),
            LinkPurpose::ConfirmNewAddress => Some(Self::New),
            LinkPurpose::VerifyAddress | LinkPurpose::ResetPassword => None,
        }
    }

    /// The other of the two.
    pub const fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }
}

/// Whether a change of address has to be confirmed at the present one too. One that nothing proved may be one that
/// was mistyped: nobody can confirm there.
pub const fn confirms_at_present(verified: bool) -> bool {
    verified
}

impl AddressChangeView {
    /// A change that an account asks for.
    pub fn begin(account: &AccountView, new: EmailAddress, now: DateTime<Utc>) -> Result<Self, FieldErrors> {
        if new == account.email {
            return Err(FieldErrors::one("email", FieldProblem::AddressUnchanged));
        }
        Ok(Self {
            email: new,
            expires_at: AddressSide::New.link().expiry(now),
            old_confirmed: !confirms_at_present(account.verified),
            new_confirmed: false,
        })
    }

    /// Whether a link that was sent to an address there still belongs to it: the account may have asked for
    /// another one since, or have another one by now.
    pub fn is_of(&self, account: &AccountView, at: AddressSide, sent_to: &EmailAddress) -> bool {
        match at {
            AddressSide::Old => *sent_to == account.email,
            AddressSide::New => *sent_to == self.email,
        }
    }

    /// Where it is still to be confirmed once it is at one of the two; `None` where that makes it take effect.
    pub const fn missing_after(&self, at: AddressSide) -> Option<AddressSide> {
        let other_confirmed = match at {
            AddressSide::Old => self.new_confirmed,
            AddressSide::New => self.old_confirmed,
        };
        if other_confirmed { None } else { Some(at.other()) }
    }
}
