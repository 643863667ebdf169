//! Identifiers: one type a noun, so that an organization's id can never stand where an account's belongs.
//!
//! They are UUIDs of version 7, made by the server; this crate only carries and parses them.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

/// A text that is not a UUID in its hyphenated form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct ParseIdError;

macro_rules! typed_id {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, format = "uuid"))]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Gives a UUID its noun.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID itself, for storage.
            pub const fn as_uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            /// Reads the hyphenated form alone: one thing has one address.
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let uuid = Uuid::try_parse(text).map_err(|_| ParseIdError)?;
                if uuid.hyphenated().to_string() == text { Ok(Self(uuid)) } else { Err(ParseIdError) }
            }
        }
    )+};
}

typed_id! {
    /// A person who signs in.
    AccountId;
    /// An organization.
    OrgId;
    /// An invitation.
    InvitationId;
    /// A team.
    TeamId;
    /// A project.
    ProjectId;
    /// An environment of a project.
    EnvironmentId;
    /// A role that an organization defined for itself.
    OwnRoleId;
    /// A signed-in session.
    SessionId;
    /// An entry of an audit log.
    AuditEntryId;
    /// A mail waiting to be sent, or sent.
    MailId;
}
