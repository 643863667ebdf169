//! Grants: a role, on a scope, from a source, until an end.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    role::{OrgRole, ProjectRole},
    set::PermissionSet,
};
use crate::id::{OrgId, OwnRoleId, ProjectId, TeamId};

/// Where a grant takes hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "scope", rename_all = "snake_case")]
pub enum Scope {
    /// An organization and every project in it.
    Org {
        /// The organization.
        org: OrgId,
    },
    /// One project.
    Project {
        /// The organization that holds it.
        org: OrgId,
        /// The project.
        project: ProjectId,
    },
}

/// What an act is done to. An environment is reached through its project; its stage is in the permission.
pub type Target = Scope;

impl Scope {
    /// The organization that it is or lies in.
    pub const fn org(self) -> OrgId {
        match self {
            Self::Org { org } | Self::Project { org, .. } => org,
        }
    }

    /// Whether a grant on this scope takes hold on that target.
    pub fn reaches(self, target: Target) -> bool {
        match self {
            Self::Org { org } => org == target.org(),
            Self::Project { .. } => self == target,
        }
    }
}

/// The name of a role: one that every organization has, or one of an organization's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", content = "role", rename_all = "snake_case")]
pub enum RoleName {
    /// An organization role.
    Org(OrgRole),
    /// A project role.
    Project(ProjectRole),
    /// A role of the organization's own.
    Own(OwnRoleId),
}

/// From where a grant comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum Source {
    /// Membership in the organization.
    Membership,
    /// Direct collaboration on the project.
    Direct,
    /// A team that is assigned to the project.
    Team {
        /// The team.
        team: TeamId,
    },
}

/// One grant that an actor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Grant {
    /// Where it takes hold.
    pub scope: Scope,
    /// The role's name.
    pub role: RoleName,
    /// The role's whole set, as it is at this moment.
    pub set: PermissionSet,
    /// From where it comes.
    pub source: Source,
    /// From when on it does not count; `None` for one without an end. A membership has none.
    pub end: Option<DateTime<Utc>>,
}

impl Grant {
    /// The grant of a member.
    pub fn membership(org: OrgId, role: OrgRole) -> Self {
        Self {
            scope: Scope::Org { org },
            role: RoleName::Org(role),
            set: role.set(),
            source: Source::Membership,
            end: None,
        }
    }

    /// The grant of a direct collaborator.
    pub fn direct(org: OrgId, project: ProjectId, role: ProjectRole, end: Option<DateTime<Utc>>) -> Self {
        Self {
            scope: Scope::Project { org, project },
            role: RoleName::Project(role),
            set: role.set(),
            source: Source::Direct,
            end,
        }
    }

    /// Whether it counts at this moment.
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.end.is_none_or(|end| now < end)
    }

    /// Whether it lasts at least until that end.
    pub fn lasts_until(&self, end: Option<DateTime<Utc>>) -> bool {
        match (self.end, end) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(end)) => own >= end,
        }
    }
}
