//! The roles that every organization has, and the sets that they name.
//!
//! The tables are those of `docs/permissions.md`, which a test reads and compares. An organization role
//! also confers a project role on all projects of the organization, so its set is both together: that is
//! why an Admin and a Billing member are incomparable.

use serde::{Deserialize, Serialize};

use super::{
    permission::{OrgPermission as O, Permission, ProjectPermission as P, StagePermission as S},
    set::PermissionSet,
    stage::Stage,
};

/// A role in an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum OrgRole {
    /// Everything.
    Owner,
    /// Everything but deleting, transferring and paying for the organization.
    Admin,
    /// Builds: invites, creates projects, deploys below production.
    Developer,
    /// Sees and changes whom an invoice is addressed to.
    Billing,
    /// Sees everything that is not secret, changes nothing.
    Viewer,
    /// Sees the people, and the projects shared with them.
    Member,
    /// Sees the projects shared with them.
    Guest,
}

/// A role in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ProjectRole {
    /// Everything.
    Admin,
    /// Builds and deploys below production.
    Developer,
    /// Tries out what was built.
    Tester,
    /// Sees, and changes nothing.
    Viewer,
}

impl OrgRole {
    /// Every role, the widest first.
    pub const ALL: [Self; 7] =
        [Self::Owner, Self::Admin, Self::Developer, Self::Billing, Self::Viewer, Self::Member, Self::Guest];

    /// The key, as stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Developer => "developer",
            Self::Billing => "billing",
            Self::Viewer => "viewer",
            Self::Member => "member",
            Self::Guest => "guest",
        }
    }

    /// Reads a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Its permissions on the organization itself.
    pub fn organization_set(self) -> PermissionSet {
        let org = |permissions: &[O]| permissions.iter().map(|p| Permission::Org(*p)).collect();
        match self {
            Self::Owner => org(O::ALL),
            Self::Admin => org(O::ALL) - org(&[O::OrgDelete, O::OrgTransfer, O::BillingManage]),
            Self::Developer => {
                org(&[O::OrgView, O::MembersView, O::MembersInvite, O::TeamsView, O::ProjectsCreate])
            }
            Self::Billing => org(&[O::OrgView, O::MembersView, O::BillingView, O::BillingManage]),
            Self::Viewer | Self::Member => org(&[O::OrgView, O::MembersView, O::TeamsView]),
            Self::Guest => org(&[O::OrgView]),
        }
    }

    /// The project role that it confers on every project of the organization, those created later included.
    pub const fn confers(self) -> Option<ProjectRole> {
        match self {
            Self::Owner | Self::Admin => Some(ProjectRole::Admin),
            Self::Developer => Some(ProjectRole::Developer),
            Self::Viewer => Some(ProjectRole::Viewer),
            Self::Billing | Self::Member | Self::Guest => None,
        }
    }

    /// Its whole set: what it holds on the organization, together with what it confers.
    pub fn set(self) -> PermissionSet {
        self.organization_set() | self.confers().map_or(PermissionSet::EMPTY, ProjectRole::set)
    }
}

impl ProjectRole {
    /// Every role, the widest first.
    pub const ALL: [Self; 4] = [Self::Admin, Self::Developer, Self::Tester, Self::Viewer];

    /// The key, as stored and sent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Developer => "developer",
            Self::Tester => "tester",
            Self::Viewer => "viewer",
        }
    }

    /// Reads a key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.key() == key)
    }

    /// Its whole set.
    pub fn set(self) -> PermissionSet {
        let on_project = match self {
            Self::Admin => P::ALL,
            Self::Developer | Self::Tester | Self::Viewer => &[P::ProjectView, P::CollaboratorsView],
        };
        let on_stages = Stage::ALL.into_iter().flat_map(|stage| {
            self.on_stage(stage).into_iter().map(move |permission| Permission::Stage(permission, stage))
        });
        on_project.iter().map(|p| Permission::Project(*p)).chain(on_stages).collect()
    }

    fn on_stage(self, stage: Stage) -> Vec<S> {
        const SEEING: [S; 4] = [S::EnvView, S::LogsView, S::MetricsView, S::ServicesView];
        let seeing_and = |more: &[S]| SEEING.iter().chain(more).copied().collect();
        match (self, stage) {
            (Self::Admin, _) => S::ALL.to_vec(),
            (Self::Developer, Stage::Development) => {
                S::ALL.iter().copied().filter(|p| *p != S::ServicesReveal).collect()
            }
            (Self::Developer, Stage::Staging) => seeing_and(&[
                S::EnvOpen,
                S::EnvCreate,
                S::EnvDeploy,
                S::EnvControl,
                S::VariablesView,
                S::VariablesEdit,
                S::ServicesManage,
            ]),
            (Self::Tester, Stage::Staging | Stage::Development) => seeing_and(&[S::EnvOpen, S::EnvControl]),
            (Self::Developer | Self::Tester, Stage::Production) | (Self::Viewer, _) => SEEING.to_vec(),
        }
    }
}
