//! What is shown of an invitation, to its organization and to whoever holds its token.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::{
    access::role::OrgRole,
    address_list::ListedProblem,
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
    /// How many days it lives from when it is sent.
    pub days: u8,
    /// What became of the newest of its mails.
    pub mail: MailState,
}

/// What became of each address of a request to invite, in the order in which they were pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteResults {
    /// One for each.
    pub results: Vec<InviteResult>,
}

/// What became of one address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteResult {
    /// The address as it was pasted, fit to be shown.
    pub text: String,
    /// What became of it.
    pub outcome: InviteOutcome,
}

/// What became of one address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum InviteOutcome {
    /// The invitation stands.
    Invited {
        /// The invitation.
        invitation: InvitationView,
        /// Whether an earlier one to the same address ended with it.
        replaced: bool,
        /// Where the installation sends no mail: the link to send oneself, shown this once.
        link: Option<InvitationLink>,
    },
    /// It reaches nobody, so nothing was tried.
    Unusable {
        /// Why.
        problem: ListedProblem,
    },
    /// A rule stood against it.
    Refused {
        /// Which, as a request for this address alone would be answered.
        problem: Problem,
    },
}

/// The link of an invitation, to be sent by hand. It carries a token that proves nothing, is shown once, and
/// ends when another is made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String))]
#[serde(transparent)]
pub struct InvitationLink(String);

impl InvitationLink {
    /// The whole address of the invitation's page, with the token.
    pub fn new(address: String) -> Self {
        Self(address)
    }

    /// The address, for whoever asked for it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for InvitationLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InvitationLink(…)")
    }
}

/// A link that was made for an invitation just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CopiedLink {
    /// The link.
    pub link: InvitationLink,
    /// The invitation, whose sender is whoever asked for the link now.
    pub invitation: InvitationView,
}

/// A live invitation to one's own address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationToMe {
    /// Its id.
    pub id: InvitationId,
    /// The organization's name.
    pub organization: String,
    /// Who invites.
    pub sender_name: String,
    /// The role offered.
    pub role: OrgRole,
    /// A few words of whoever invites.
    pub note: Option<String>,
    /// When it was sent.
    pub sent_at: DateTime<Utc>,
    /// When its time is over.
    pub expires_at: DateTime<Utc>,
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
    /// A few words of whoever invites.
    pub note: Option<String>,
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
