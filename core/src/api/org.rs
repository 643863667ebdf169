//! What is shown of an organization.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{id::OrgId, slug::Slug};

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrgView {
    /// Its id.
    pub id: OrgId,
    /// Its place in addresses.
    pub slug: Slug,
    /// Its name.
    pub name: String,
    /// What it does; may be empty.
    pub description: String,
    /// Its own site; may be empty.
    pub website: String,
    /// When it was created.
    pub created_at: DateTime<Utc>,
}
