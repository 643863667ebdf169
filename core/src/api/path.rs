//! The ids in an endpoint's address.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::id::{AccountId, InvitationId, MailId, OrgId, SessionId};

/// The ids of an address, by their names in the template.
pub trait PathIds: Serialize + DeserializeOwned + Send + Sync {
    /// Each name with its id.
    fn ids(&self) -> Vec<(&'static str, String)>;
}

/// An address without ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct NoPath {}

impl PathIds for NoPath {
    fn ids(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

macro_rules! path_ids {
    ($($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $id:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
        pub struct $name {
            $(
                $(#[$field_doc])*
                #[cfg_attr(feature = "openapi", param(value_type = String, format = "uuid"))]
                pub $field: $id,
            )+
        }

        impl PathIds for $name {
            fn ids(&self) -> Vec<(&'static str, String)> {
                vec![$((stringify!($field), self.$field.to_string()),)+]
            }
        }
    )+};
}

path_ids! {
    /// A session of one's own.
    SessionPath {
        /// The session.
        session: SessionId,
    }
    /// An organization.
    OrgPath {
        /// The organization.
        org: OrgId,
    }
    /// A member of an organization.
    MemberPath {
        /// The organization.
        org: OrgId,
        /// The member's account.
        member: AccountId,
    }
    /// An invitation of an organization.
    InvitationPath {
        /// The organization.
        org: OrgId,
        /// The invitation.
        invitation: InvitationId,
    }    /// An invitation to one's own address.
    MyInvitationPath {
        /// The invitation.
        invitation: InvitationId,
    }
    /// An account of the installation.
    AccountPath {
        /// The account.
        account: AccountId,
    }
    /// A mail of the installation.
    MailPath {
        /// The mail.
        mail: MailId,
    }
}
