//! The catalogue of permissions.
//!
//! A permission has a scope: organization, project or stage; a stage permission exists once for each
//! stage. Each names the *view* that it presupposes: nobody may change what they may not see. Labels and
//! descriptions are in [`crate::words`].

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::stage::Stage;

macro_rules! catalogue {
    ($(#[$enum_doc:meta])* $enum:ident { $($(#[$doc:meta])* $name:ident = $key:literal needs $view:expr;)+ }) => {
        $(#[$enum_doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            $($(#[$doc])* $name,)+
        }

        impl $enum {
            /// Every permission of this scope, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The key without a stage.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// Reads a key without a stage.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)+ _ => None }
            }

            /// The view of the same scope that this permission presupposes; `None` for the root view.
            pub const fn view(self) -> Option<Self> {
                match self { $(Self::$name => $view,)+ }
            }
        }
    };
}

catalogue! {
    /// What may be done to an organization.
    OrgPermission {
        /// See that the organization exists, and its name.
        OrgView = "org.view" needs None;
        /// Change name, slug and description.
        OrgUpdate = "org.update" needs Some(Self::OrgView);
        /// Delete it.
        OrgDelete = "org.delete" needs Some(Self::OrgView);
        /// Offer it to another Owner.
        OrgTransfer = "org.transfer" needs Some(Self::OrgView);
        /// See the members and their addresses.
        MembersView = "members.view" needs Some(Self::OrgView);
        /// Invite people.
        MembersInvite = "members.invite" needs Some(Self::MembersView);
        /// Change a member's role.
        MembersChangeRole = "members.change_role" needs Some(Self::MembersView);
        /// Remove a member.
        MembersRemove = "members.remove" needs Some(Self::MembersView);
        /// See and revoke the invitations that others sent.
        InvitationsManage = "invitations.manage" needs Some(Self::MembersView);
        /// Make and change roles of the organization's own.
        RolesManage = "roles.manage" needs Some(Self::OrgView);
        /// See the teams.
        TeamsView = "teams.view" needs Some(Self::OrgView);
        /// Make teams, and change who is in them.
        TeamsManage = "teams.manage" needs Some(Self::TeamsView);
        /// Create projects.
        ProjectsCreate = "projects.create" needs Some(Self::OrgView);
        /// Read the organization's audit log.
        AuditView = "audit.view" needs Some(Self::OrgView);
        /// Export it.
        AuditExport = "audit.export" needs Some(Self::AuditView);
        /// See the billing profile.
        BillingView = "billing.view" needs Some(Self::OrgView);
        /// Change the billing profile.
        BillingManage = "billing.manage" needs Some(Self::BillingView);
    }
}

catalogue! {
    /// What may be done to a project.
    ProjectPermission {
        /// See that the project exists, and what it is.
        ProjectView = "project.view" needs None;
        /// Change its name, repository and version.
        ProjectUpdate = "project.update" needs Some(Self::ProjectView);
        /// Delete it, and bring it back.
        ProjectDelete = "project.delete" needs Some(Self::ProjectView);
        /// See who has access.
        CollaboratorsView = "collaborators.view" needs Some(Self::ProjectView);
        /// Give and take access.
        CollaboratorsManage = "collaborators.manage" needs Some(Self::CollaboratorsView);
        /// Read the project's audit log.
        ProjectAuditView = "project_audit.view" needs Some(Self::ProjectView);
        /// Export it.
        ProjectAuditExport = "project_audit.export" needs Some(Self::ProjectAuditView);
    }
}

catalogue! {
    /// What may be done to the environments of one stage. Its root view presupposes `project.view`.
    StagePermission {
        /// See the environments.
        EnvView = "env.view" needs None;
        /// See their addresses and open them.
        EnvOpen = "env.open" needs Some(Self::EnvView);
        /// Create one.
        EnvCreate = "env.create" needs Some(Self::EnvView);
        /// Deploy, roll back, deploy on push.
        EnvDeploy = "env.deploy" needs Some(Self::EnvView);
        /// Start, stop, restart, set limits.
        EnvControl = "env.control" needs Some(Self::EnvView);
        /// Delete one.
        EnvDelete = "env.delete" needs Some(Self::EnvView);
        /// Move one to another stage.
        EnvChangeStage = "env.change_stage" needs Some(Self::EnvView);
        /// Read logs.
        LogsView = "logs.view" needs Some(Self::EnvView);
        /// See metrics.
        MetricsView = "metrics.view" needs Some(Self::EnvView);
        /// See the variables.
        VariablesView = "variables.view" needs Some(Self::EnvView);
        /// Change the variables.
        VariablesEdit = "variables.edit" needs Some(Self::VariablesView);
        /// See the extra services.
        ServicesView = "services.view" needs Some(Self::EnvView);
        /// Attach and change extra services.
        ServicesManage = "services.manage" needs Some(Self::ServicesView);
        /// Reveal their secrets.
        ServicesReveal = "services.reveal" needs Some(Self::ServicesView);
    }
}

/// A permission of any scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// On an organization.
    Org(OrgPermission),
    /// On a project.
    Project(ProjectPermission),
    /// On the environments of a stage of a project.
    Stage(StagePermission, Stage),
}

impl Permission {
    /// Every permission, stage permissions once for each stage, in the order of the catalogue.
    pub fn all() -> impl Iterator<Item = Self> {
        let org = OrgPermission::ALL.iter().map(|p| Self::Org(*p));
        let project = ProjectPermission::ALL.iter().map(|p| Self::Project(*p));
        let stages = Stage::ALL
            .into_iter()
            .flat_map(|stage| StagePermission::ALL.iter().map(move |p| Self::Stage(*p, stage)));
        org.chain(project).chain(stages)
    }

    /// The key, as stored and sent: a stage permission is written `env.view@production`.
    pub fn key(self) -> String {
        match self {
            Self::Org(p) => p.key().to_owned(),
            Self::Project(p) => p.key().to_owned(),
            Self::Stage(p, stage) => format!("{}@{}", p.key(), stage.key()),
        }
    }

    /// Reads a key.
    pub fn from_key(key: &str) -> Option<Self> {
        if let Some((key, stage)) = key.split_once('@') {
            return Some(Self::Stage(StagePermission::from_key(key)?, Stage::from_key(stage)?));
        }
        OrgPermission::from_key(key)
            .map(Self::Org)
            .or_else(|| ProjectPermission::from_key(key).map(Self::Project))
    }

    /// The view that this permission presupposes; `None` for the root views `org.view` and `project.view`.
    pub fn view(self) -> Option<Self> {
        match self {
            Self::Org(p) => p.view().map(Self::Org),
            Self::Project(p) => p.view().map(Self::Project),
            Self::Stage(p, stage) => Some(
                p.view().map_or(Self::Project(ProjectPermission::ProjectView), |v| Self::Stage(v, stage)),
            ),
        }
    }

    /// Its bit in a [`super::set::PermissionSet`]: its place in the order of [`Self::all`].
    pub(super) const fn bit(self) -> u32 {
        let orgs = OrgPermission::ALL.len() as u32;
        let projects = ProjectPermission::ALL.len() as u32;
        let stages = StagePermission::ALL.len() as u32;
        match self {
            Self::Org(p) => p as u32,
            Self::Project(p) => orgs + p as u32,
            Self::Stage(p, stage) => orgs + projects + stages * (stage as u32) + p as u32,
        }
    }
}

impl From<OrgPermission> for Permission {
    fn from(permission: OrgPermission) -> Self {
        Self::Org(permission)
    }
}

impl From<ProjectPermission> for Permission {
    fn from(permission: ProjectPermission) -> Self {
        Self::Project(permission)
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key())
    }
}

impl Serialize for Permission {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.key())
    }
}

impl<'de> Deserialize<'de> for Permission {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let key = String::deserialize(deserializer)?;
        Self::from_key(&key).ok_or_else(|| serde::de::Error::custom("unknown permission"))
    }
}
