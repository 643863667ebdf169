//! What an audit log records: who did what, when, to what, with which right, and what changed.
//!
//! The chain of hashes over the entries is made and checked by the server; the words for an action are in
//! [`crate::words`].

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::{decide::Denial, grant::RoleName, permission::Permission},
    id::{AccountId, AuditEntryId},
};

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)+) => {
        /// What was done, as `category.verb`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum AuditAction {
            $($(#[$doc])* $name,)+
        }

        impl AuditAction {
            /// Every action.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The key, as stored and sent.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// Reads a key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)+ _ => None }
            }
        }
    };
}

actions! {
    /// The first account was made with the set-up token.
    InstallationSetUp = "installation.set_up";
    /// The settings of the installation were changed.
    InstallationSettingsChanged = "installation.settings_changed";
    /// An account was made, through an invitation or where sign-up is open.
    AccountCreated = "account.created";
    /// Somebody signed in.
    AccountSignedIn = "account.signed_in";
    /// Somebody signed out.
    AccountSignedOut = "account.signed_out";
    /// Somebody changed their name or language.
    AccountUpdated = "account.updated";
    /// Somebody changed their password; their other sessions ended.
    AccountPasswordChanged = "account.password_changed";
    /// How many organizations an account may create was said for it alone.
    AccountOrgLimitChanged = "account.org_limit_changed";
    /// A link for a new password was made by a command on the machine itself.
    AccountResetLinkMade = "account.reset_link_made";
    /// A mail was to be tried at once.
    MailRetried = "mail.retried";
    /// Somebody typed their password once more, as a dangerous act asks for.
    AccountPasswordConfirmed = "account.password_confirmed";
    /// Sessions of an account were ended from another one.
    AccountSessionsEnded = "account.sessions_ended";
    /// An account was disabled: it cannot sign in.
    AccountDisabled = "account.disabled";
    /// An account was enabled again.
    AccountEnabled = "account.enabled";
    /// An account became an administrator of the installation.
    AccountMadeAdministrator = "account.made_administrator";
    /// An account is no administrator of the installation any more.
    AccountAdministratorEnded = "account.administrator_ended";
    /// An account was deleted.
    AccountDeleted = "account.deleted";
    /// Somebody had the mail that proves their address sent once more.
    AccountVerificationSent = "account.verification_sent";
    /// Somebody proved their address by the link of a mail.
    AccountVerified = "account.verified";
    /// Somebody asked for a link that sets a new password.
    AccountResetRequested = "account.reset_requested";
    /// Somebody set a new password by such a link; every session ended.
    AccountPasswordReset = "account.password_reset";
    /// Somebody asked for their address to be changed.
    AccountAddressChangeRequested = "account.address_change_requested";
    /// Somebody took that back.
    AccountAddressChangeCancelled = "account.address_change_cancelled";
    /// A change of address was confirmed at one of the two; the other is missing.
    AccountAddressConfirmed = "account.address_confirmed";
    /// A change of address took effect.
    AccountAddressChanged = "account.address_changed";
    /// An organization was created.
    OrganizationCreated = "organization.created";
    /// Name, slug, description or website were changed.
    OrganizationUpdated = "organization.updated";
    /// The billing profile was changed.
    BillingUpdated = "billing.updated";
    /// An invited person joined.
    MemberJoined = "member.joined";
    /// A member left.
    MemberLeft = "member.left";
    /// A member's role was changed.
    MemberRoleChanged = "member.role_changed";
    /// Somebody was made an Owner by a command on the machine itself.
    MemberMadeOwner = "member.made_owner";
    /// A member was removed.
    MemberRemoved = "member.removed";
    /// An invitation was sent.
    InvitationSent = "invitation.sent";
    /// An invitation was sent once more.
    InvitationResent = "invitation.resent";
    /// A link to an invitation was made, to be sent by hand.
    InvitationLinkCopied = "invitation.link_copied";
    /// An invitation was taken back.
    InvitationRevoked = "invitation.revoked";
    /// An invitation was declined.
    InvitationDeclined = "invitation.declined";
    /// An invitation could not take effect.
    InvitationVoided = "invitation.voided";
    /// An act was refused.
    ActDenied = "act.denied";
}

impl Serialize for AuditAction {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

impl<'de> Deserialize<'de> for AuditAction {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| serde::de::Error::custom("unknown action"))
    }
}

/// Who acted, by the name they had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditActor {
    /// The account; `None` when somebody acted without one (declining by a token alone).
    pub account: Option<AccountId>,
    /// The name at that moment.
    pub name: String,
}

/// The right by which an act was done, as it stood at that moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditRight {
    /// The permission that was needed.
    pub permission: Permission,
    /// The role that gave it.
    pub role: RoleName,
}

/// What was acted on, by the name it had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditTarget {
    /// The noun, as in `organization` or `invitation`.
    pub kind: TargetKind,
    /// Its id.
    pub id: String,
    /// Its name at that moment; an address for an invitation.
    pub name: String,
}

/// The noun of a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// The installation itself.
    Installation,
    /// An account.
    Account,
    /// An organization.
    Organization,
    /// A member of an organization.
    Member,
    /// An invitation.
    Invitation,
    /// A mail.
    Mail,
}

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)+) => {
        /// A field that changed, as it is called in its draft.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum AuditField {
            $($(#[$doc])* #[serde(rename = $key)] $name,)+
        }

        impl AuditField {
            /// Every field.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The key, as stored and sent.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }
        }
    };
}

fields! {
    /// A name.
    Name = "name";
    /// The part of an organization's address.
    Slug = "slug";
    /// What an organization says of itself.
    Description = "description";
    /// Its website.
    Website = "website";
    /// A language.
    Locale = "locale";
    /// An address of mail.
    Email = "email";
    /// A role.
    Role = "role";
    /// The name that an organization is registered by.
    LegalName = "legal_name";
    /// The street of its address.
    Street = "street";
    /// The postal code.
    PostalCode = "postal_code";
    /// The city.
    City = "city";
    /// The country.
    Country = "country";
    /// Its tax number.
    TaxId = "tax_id";
    /// When an invitation expires.
    ExpiresAt = "expires_at";
    /// Why an invitation became void.
    Reason = "reason";
    /// Invitations that ended with their sender's membership.
    Invitations = "invitations";
    /// Who stands behind an invitation.
    Sender = "sender";
    /// The words that go with an invitation.
    Note = "note";
    /// Sessions that were ended, by where they were begun.
    Sessions = "sessions";
    /// Organizations that an account left with its end.
    Organizations = "organizations";
    /// An address that is to take another's place.
    NewAddress = "new_address";
    /// At which address a change was confirmed.
    ConfirmedAt = "confirmed_at";
    /// An address that was proven.
    VerifiedAddress = "verified_address";
    /// Whether sign-up is open.
    SignUp = "sign_up";
    /// How many organizations an account may create.
    OrgsPerAccount = "orgs_per_account";
    /// How many one account may create.
    OrgLimit = "org_limit";
    /// What was refused, by its name in the API.
    Act = "act";
}

/// One changed field; never a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditChange {
    /// The field.
    pub field: AuditField,
    /// What it was; `None` where there was nothing.
    pub before: Option<String>,
    /// What it became; `None` where nothing is left.
    pub after: Option<String>,
}

impl AuditChange {
    /// The changes between two sets of fields, those that are alike left out.
    pub fn between(
        fields: impl IntoIterator<Item = (AuditField, Option<String>, Option<String>)>,
    ) -> Vec<Self> {
        fields
            .into_iter()
            .filter(|(_, before, after)| before != after)
            .map(|(field, before, after)| Self { field, before, after })
            .collect()
    }
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum AuditOutcome {
    /// It was done.
    Done,
    /// It was refused, so many times within a minute.
    Denied {
        /// The reason.
        denial: Denial,
        /// How often.
        count: u32,
    },
}

/// An entry of an audit log, as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntryView {
    /// Its id.
    pub id: AuditEntryId,
    /// Its number in the log, without gaps.
    pub seq: u64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: AuditActor,
    /// By which right; `None` where none is needed, as for leaving.
    pub right: Option<AuditRight>,
    /// What was done.
    pub action: AuditAction,
    /// To what.
    pub target: AuditTarget,
    /// What changed.
    pub changes: Vec<AuditChange>,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// The request that did it.
    pub request_id: String,
    /// From which address.
    pub address: Option<String>,
    /// With which program.
    pub user_agent: Option<String>,
}
