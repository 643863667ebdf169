//! Whether the server is ready.

use serde::{Deserialize, Serialize};

/// The answer of a server that is ready; one that is not answers `unavailable`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// Always `ready`.
    pub status: String,
    /// The program's version.
    pub version: String,
}
