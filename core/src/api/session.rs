//! One's own sessions, as one sees them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{device::Device, id::SessionId};

/// A session of one's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionEntryView {
    /// Its id.
    pub id: SessionId,
    /// The browser that it was begun with.
    pub device: Device,
    /// The address that it was begun from.
    pub address: Option<String>,
    /// When it was begun.
    pub began_at: DateTime<Utc>,
    /// When it was last seen, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub current: bool,
    /// Whether the password was typed in it a short while ago.
    pub fresh: bool,
}
