//! What is shown of a member.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{access::role::OrgRole, email::EmailAddress, id::AccountId};

/// An active member of an organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MemberView {
    /// The member's account.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: EmailAddress,
    /// Their role.
    pub role: OrgRole,
    /// Since when they are in it.
    pub joined_at: DateTime<Utc>,
    /// When they were last seen, to the minute; absent before the first time.
    pub last_seen_at: Option<DateTime<Utc>>,
}
