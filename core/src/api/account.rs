//! What the page knows of whoever looks at it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::problem::StateProblem;
use crate::{
    access::{effective::Actor, grant::Grant, role::OrgRole},
    email::EmailAddress,
    id::{AccountId, OrgId},
    locale::Locale,
    mailed_link::LinkPurpose,
    org::OrgPlaces,
    slug::Slug,
};

/// Who is signed in, and the state of the installation: what a page asks first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// Whether the first account was made.
    pub set_up: bool,
    /// Whether anybody may make an account, or only whoever is invited.
    pub sign_up_open: bool,
    /// How invitations reach people, so that the page never promises a mail that nobody sends.
    pub mail: MailDelivery,
    /// Who is signed in; absent where nobody is.
    pub me: Option<Me>,
}

/// How mail leaves the installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MailDelivery {
    /// By SMTP.
    Smtp,
    /// As files in a folder.
    Folder,
    /// Not at all.
    None,
}

impl MailDelivery {
    /// Refuses what a link in a mail alone can do, where none is sent.
    pub const fn check(self, of: LinkPurpose) -> Result<(), StateProblem> {
        match self {
            Self::Smtp | Self::Folder => Ok(()),
            Self::None => Err(StateProblem::NoMail { of }),
        }
    }
}

/// Whoever is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    /// Their account.
    pub account: AccountView,
    /// Their organizations, by name.
    pub orgs: Vec<MyOrg>,
    /// How many organizations they may still create.
    pub places: OrgPlaces,
    /// The change of their address that waits to be confirmed.
    pub address_change: Option<AddressChangeView>,
}

/// One's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountView {
    /// Its id.
    pub id: AccountId,
    /// The person's name.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
    /// Their language.
    pub locale: Locale,
    /// Whether they administer the installation.
    pub administrator: bool,
    /// Whether their address is proven.
    pub verified: bool,
}

/// A change of address that waits to be confirmed, at the present address and at the new one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddressChangeView {
    /// The new address.
    pub email: EmailAddress,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
    /// Whether it was confirmed at the present address.
    pub old_confirmed: bool,
    /// Whether it was confirmed at the new address.
    pub new_confirmed: bool,
}

/// An address that was just proven.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Verified {
    /// The address.
    pub email: EmailAddress,
}

/// What the link of a reset opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetOffer {
    /// The address of the account whose password can be set.
    pub email: EmailAddress,
    /// The name of its holder, which the password must not be made of.
    pub name: String,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// What the link of a change of address opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddressChangeOffer {
    /// The present address.
    pub present: EmailAddress,
    /// The address that takes its place.
    pub new: EmailAddress,
    /// At which of the two the link arrived.
    pub at: AddressSide,
    /// Whether the other of the two has confirmed already.
    pub other_confirmed: bool,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
}

/// What confirming a change of address came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddressConfirmed {
    /// The new address.
    pub email: EmailAddress,
    /// Where it still has to be confirmed; absent where the change took effect.
    pub missing: Option<AddressSide>,
}

/// One of the two addresses of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AddressSide {
    /// The present address.
    Old,
    /// The new address.
    New,
}

/// An organization that one is in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MyOrg {
    /// Its id.
    pub id: OrgId,
    /// Its place in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// One's role in it.
    pub role: OrgRole,
    /// Since when one is in it.
    pub joined_at: DateTime<Utc>,
}

impl MyOrg {
    /// The grant that membership gives: what the page decides with.
    pub fn grant(&self) -> Grant {
        Grant::membership(self.id, self.role)
    }
}

impl Me {
    /// Every grant that the page knows of.
    pub fn grants(&self) -> Vec<Grant> {
        self.orgs.iter().map(MyOrg::grant).collect()
    }

    /// The actor that the rules ask for, with grants from [`Me::grants`].
    pub fn actor<'a>(&self, grants: &'a [Grant], now: DateTime<Utc>) -> Actor<'a> {
        Actor { account: self.account.id, grants, now }
    }
}
