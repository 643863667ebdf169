//! What is shown of an invitation, to its organization and to whoever holds its token.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::role::OrgRole,
    email::EmailAddress,
    id::{AccountId, InvitationId, OrgId},
    locale::Locale,
    slug::Slug,
};

/// What became of an invitation's mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "mail", rename_all = "snake_case")]
pub enum MailState {
    /// Waiting for its turn.
    Queued,
    /// Handed over.
    Sent {
        /// When.
        at: DateTime<Utc>,
    },
    /// The last try failed; another follows.
    Retrying {
        /// How many tries there were.
        tries: u32,
        /// When the next is.
        next: DateTime<Utc>,
    },
    /// No further try is made.
    Failed {
        /// How many tries there were.
        tries: u32,
    },
    /// The installation sends no mail.
    NotSent,
}

/// An invitation that is not answered yet, as its organization sees it. It never carries a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationView {
    /// Its id.
    pub id: InvitationId,
    /// Whom it invites.
    pub email: EmailAddress,
    /// The role offered.
    pub role: OrgRole,
    /// The account that sent it.
    pub sender: AccountId,
    /// Its sender's name.
    pub sender_name: String,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// When its time is over.
    pub expires_at: DateTime<Utc>,
    /// Whether its time is over.
    pub expired: bool,
    /// The language of its mail.
    pub locale: Locale,
    /// What became of its mail.
    pub mail: MailState,
}

/// A live invitation, as whoever holds its token sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationOffer {
    /// The organization's name.
    pub organization: String,
    /// Who invites.
    pub sender_name: String,
    /// The role offered.
    pub role: OrgRole,
    /// The address invited.
    pub email: EmailAddress,
    /// When its time is over.
    pub expires_at: DateTime<Utc>,
    /// Whether an account with that address exists, so that one signs in instead of signing up.
    pub has_account: bool,
}

/// Where accepting an invitation led.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Joined {
    /// The organization.
    pub org: OrgId,
    /// Its place in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// The role one has now.
    pub role: OrgRole,
}
