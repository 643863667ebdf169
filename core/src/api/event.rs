//! Events: that something in an organization has changed. What it was is asked for afresh, with the rights that
//! whoever asks has then.

use serde::{Deserialize, Serialize};

use super::page::Query;
use crate::field::FieldErrors;

/// How far an organization's log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrgChanged {
    /// The number of its last entry.
    pub seq: u64,
}

/// From where on somebody watches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields, default)]
pub struct EventsQuery {
    /// The number that the last event told; absent to be told at once how far the log is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub after: Option<u64>,
}

impl Query for EventsQuery {
    type Value = Option<u64>;

    fn pairs(&self) -> Vec<(&'static str, String)> {
        self.after.map(|after| ("after", after.to_string())).into_iter().collect()
    }

    fn value(&self) -> Result<Option<u64>, FieldErrors> {
        Ok(self.after)
    }
}
