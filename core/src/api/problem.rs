//! Everything that a request can be answered with instead of its reply: codes and parameters, never sentences.
//!
//! The words are in [`crate::words`], so that page, mail and other tools say the same. This file alone
//! knows which status of HTTP belongs to what.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::decide::Denial, email::EmailAddress, field::FieldErrors, invitation::VoidReason,
    mailed_link::LinkPurpose,
};

/// A rule of state that stands against an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum StateProblem {
    /// The installation has its first account already.
    AlreadySetUp,
    /// An account with this address exists.
    AddressTaken {
        /// The address.
        email: EmailAddress,
    },
    /// An organization with this slug exists.
    SlugTaken {
        /// The slug.
        slug: String,
    },
    /// The account has created as many organizations as it may.
    OrganizationLimit {
        /// How many it may create.
        limit: u32,
        /// One that holds a place, where the account is still a member of it.
        organization: Option<String>,
    },
    /// D3: nobody would be left who is an Owner.
    LastOwner {
        /// The organization, where the act is not one inside it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        organization: Option<String>,
    },
    /// Nobody would be left who administers the installation.
    LastAdministrator,
    /// The address belongs to a member already.
    AlreadyMember {
        /// The address.
        email: EmailAddress,
    },
    /// Its time was over.
    InvitationExpired {
        /// When it was.
        at: DateTime<Utc>,
    },
    /// It was accepted before.
    InvitationAccepted,
    /// It was declined before.
    InvitationDeclined,
    /// It was taken back.
    InvitationRevoked,
    /// A newer one took its place.
    InvitationReplaced,
    /// It could not take effect.
    InvitationVoid {
        /// Why.
        void: VoidReason,
    },
    /// The mail was sent, is not needed any more, or waits for its first try.
    MailNotInTrouble,
    /// It is for another address than the one that is signed in.
    InvitationForAnother {
        /// The address invited.
        invited: EmailAddress,
        /// The address signed in.
        signed_in: EmailAddress,
    },
    /// The account's address was never proven by a mail.
    AddressNotVerified,
    /// The account's address is proven already.
    AlreadyVerified,
    /// The link of a mail did already what it was for.
    LinkUsed {
        /// What that was.
        of: LinkPurpose,
    },
    /// The link's time was over.
    LinkExpired {
        /// What it was for.
        of: LinkPurpose,
    },
    /// A newer link took its place, or what it was for is no longer so.
    LinkEnded {
        /// What it was for.
        of: LinkPurpose,
    },
    /// Nobody may make an account without an invitation.
    SignUpClosed,
    /// The installation sends no mail, so nobody would ever get the link.
    NoMail {
        /// What it would be for.
        of: LinkPurpose,
    },
}

impl StateProblem {
    /// The code that tests and pages name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::AlreadySetUp => "already_set_up",
            Self::AddressTaken { .. } => "address_taken",
            Self::SlugTaken { .. } => "slug_taken",
            Self::OrganizationLimit { .. } => "organization_limit",
            Self::LastOwner { .. } => "last_owner",
            Self::LastAdministrator => "last_administrator",
            Self::AlreadyMember { .. } => "already_member",
            Self::InvitationExpired { .. } => "invitation_expired",
            Self::InvitationAccepted => "invitation_accepted",
            Self::InvitationDeclined => "invitation_declined",
            Self::InvitationRevoked => "invitation_revoked",
            Self::InvitationReplaced => "invitation_replaced",
            Self::InvitationVoid { .. } => "invitation_void",
            Self::MailNotInTrouble => "mail_not_in_trouble",
            Self::InvitationForAnother { .. } => "invitation_for_another",
            Self::AddressNotVerified => "address_not_verified",
            Self::AlreadyVerified => "already_verified",
            Self::LinkUsed { .. } => "link_used",
            Self::LinkExpired { .. } => "link_expired",
            Self::LinkEnded { .. } => "link_ended",
            Self::SignUpClosed => "sign_up_closed",
            Self::NoMail { .. } => "no_mail",
        }
    }
}

/// What there can be too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Limited {
    /// Passwords tried.
    Tries,
    /// Accounts made from one network.
    SignUps,
    /// Mails that somebody has sent to themselves.
    Mails,
    /// Invitations sent.
    Invitations,
    /// Streams of events open at once.
    Streams,
}

impl Limited {
    /// Every one.
    pub const ALL: [Self; 5] = [Self::Tries, Self::SignUps, Self::Mails, Self::Invitations, Self::Streams];
}

/// Everything that a request can be answered with instead of its reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Problem {
    /// Nobody is signed in.
    NotSignedIn,
    /// The address and the password do not belong together.
    WrongCredentials,
    /// The present password, typed once more, is not the right one.
    WrongPassword,
    /// The act is dangerous, and the password was typed too long ago: it has to be typed once more.
    NotFresh,
    /// There is no such thing, or the actor may not know of it.
    NotFound,
    /// There is no such endpoint, or not with this method.
    MethodNotAllowed,
    /// The actor may not do this.
    Denied {
        /// Why.
        denial: Denial,
    },
    /// A rule of state stands against it.
    State {
        /// Which.
        problem: StateProblem,
    },
    /// Fields are wrong.
    Fields {
        /// Every one.
        errors: FieldErrors,
    },
    /// The body or the query is not what the endpoint reads.
    Malformed {
        /// Where, as in `billing.country`; empty for the whole.
        path: String,
        /// What the reader said of it, for programmers.
        detail: String,
    },
    /// The request did not come from the page itself.
    ForeignOrigin,
    /// The request asks for a host that is not the installation's.
    UnknownHost,
    /// The body is not `application/json`.
    NotJson,
    /// The body is too large.
    TooLarge {
        /// The most bytes that are read.
        max_bytes: u32,
    },
    /// More of something than is allowed for now.
    TooMany {
        /// Of what.
        of: Limited,
        /// After how many seconds another is read.
        retry_after: u32,
    },
    /// The database cannot be reached or written just now.
    Unavailable {
        /// After how many seconds to try again.
        retry_after: u32,
    },
    /// Something in the server failed; its log has the rest.
    Internal,
}

impl Problem {
    /// The status of HTTP.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed { .. } => 400,
            Self::NotSignedIn | Self::WrongCredentials => 401,
            Self::Denied { denial: Denial::Hidden } | Self::NotFound => 404,
            Self::Denied { .. } | Self::ForeignOrigin | Self::WrongPassword | Self::NotFresh => 403,
            Self::MethodNotAllowed => 405,
            Self::State { .. } => 409,
            Self::TooLarge { .. } => 413,
            Self::NotJson => 415,
            Self::Fields { .. } => 422,
            Self::UnknownHost => 421,
            Self::TooMany { .. } => 429,
            Self::Internal => 500,
            Self::Unavailable { .. } => 503,
        }
    }

    /// The code that tests and pages name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not_signed_in",
            Self::WrongCredentials => "wrong_credentials",
            Self::WrongPassword => "wrong_password",
            Self::NotFresh => "not_fresh",
            Self::NotFound | Self::Denied { denial: Denial::Hidden } => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Denied { denial } => denial.code(),
            Self::State { problem } => problem.code(),
            Self::Fields { .. } => "fields",
            Self::Malformed { .. } => "malformed",
            Self::ForeignOrigin => "foreign_origin",
            Self::UnknownHost => "unknown_host",
            Self::NotJson => "not_json",
            Self::TooLarge { .. } => "too_large",
            Self::TooMany { .. } => "too_many",
            Self::Unavailable { .. } => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// Whether the same request may be answered otherwise another time: nothing in it stands against it.
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::TooMany { .. } | Self::Unavailable { .. } | Self::Internal)
    }

    /// What may leave the server: a hidden thing is written exactly as a missing one.
    #[must_use]
    pub fn outward(self) -> Self {
        match self {
            Self::Denied { denial: Denial::Hidden } => Self::NotFound,
            other => other,
        }
    }
}

impl From<Denial> for Problem {
    fn from(denial: Denial) -> Self {
        Self::Denied { denial }
    }
}

impl From<StateProblem> for Problem {
    fn from(problem: StateProblem) -> Self {
        Self::State { problem }
    }
}

impl From<FieldErrors> for Problem {
    fn from(errors: FieldErrors) -> Self {
        Self::Fields { errors }
    }
}
