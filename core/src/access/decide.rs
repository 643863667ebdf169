//! The decision: may this actor do what needs this permission on this target, and if not, why not.

use serde::{Deserialize, Serialize};

use super::{
    effective::Actor,
    grant::{Grant, Scope, Target},
    permission::{OrgPermission, Permission, ProjectPermission},
    set::PermissionSet,
};

/// A decision in favour: the grant that it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowed {
    /// What was asked.
    pub permission: Permission,
    /// On what.
    pub target: Target,
    /// The grant that gives it, memberships before direct grants before teams; the order in which grants
    /// were loaded does not matter.
    pub by: Grant,
}

/// Why a decision went against the actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Denial {
    /// The actor may not know that the target exists. Outwardly this is a missing thing.
    Hidden,
    /// The actor lacks the permission.
    MissingPermission {
        /// The permission.
        missing: PermissionSet,
    },
    /// D1: the role grants more than the actor has.
    RoleAboveYours {
        /// What the role grants and the actor does not have.
        missing: PermissionSet,
    },
    /// D1: the actor has enough, but not for as long as the grant would last.
    OutlastsYours {
        /// What the actor does not have for so long.
        missing: PermissionSet,
    },
    /// D2: the person concerned has more than the actor.
    PersonAboveYou {
        /// What they have and the actor does not.
        missing: PermissionSet,
    },
    /// D4: a lead cannot make leads.
    LeadsMakeNoLeads,
    /// D4: a lead adds members of the organization only.
    LeadsAddMembersOnly,
    /// D7: the Owner role is not carried by an invitation.
    OwnerNotByInvitation,
    /// D10: nobody gives, changes or extends a grant of their own.
    OwnGrant,
    /// The invitation is somebody else's.
    InvitationOfAnother {
        /// The permission that covers those of others.
        missing: PermissionSet,
    },
    /// An act of the installation's administrator.
    AdministratorOnly,
}

impl Denial {
    /// The code that tests and pages name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Hidden => "hidden",
            Self::MissingPermission { .. } => "missing_permission",
            Self::RoleAboveYours { .. } => "role_above_yours",
            Self::OutlastsYours { .. } => "outlasts_yours",
            Self::PersonAboveYou { .. } => "person_above_you",
            Self::LeadsMakeNoLeads => "leads_make_no_leads",
            Self::LeadsAddMembersOnly => "leads_add_members_only",
            Self::OwnerNotByInvitation => "owner_not_by_invitation",
            Self::OwnGrant => "own_grant",
            Self::InvitationOfAnother { .. } => "invitation_of_another",
            Self::AdministratorOnly => "administrator_only",
        }
    }

    /// The permissions that are missing.
    pub const fn missing(&self) -> PermissionSet {
        match self {
            Self::MissingPermission { missing }
            | Self::RoleAboveYours { missing }
            | Self::OutlastsYours { missing }
            | Self::PersonAboveYou { missing }
            | Self::InvitationOfAnother { missing } => *missing,
            Self::Hidden
            | Self::LeadsMakeNoLeads
            | Self::LeadsAddMembersOnly
            | Self::OwnerNotByInvitation
            | Self::OwnGrant
            | Self::AdministratorOnly => PermissionSet::EMPTY,
        }
    }

    /// A missing permission.
    pub fn lacking(permission: impl Into<Permission>) -> Self {
        Self::MissingPermission { missing: PermissionSet::EMPTY.with(permission.into()) }
    }
}

/// The permission without which a target is hidden from an actor.
pub const fn root_view(target: Target) -> Permission {
    match target {
        Scope::Org { .. } => Permission::Org(OrgPermission::OrgView),
        Scope::Project { .. } => Permission::Project(ProjectPermission::ProjectView),
    }
}

/// Decides. Default deny: without a grant there is no permission.
pub fn decide(actor: &Actor<'_>, permission: Permission, target: Target) -> Result<Allowed, Denial> {
    let giving = actor.reaching(target).filter(|grant| grant.set.contains(permission));
    match giving.min_by_key(|grant| (grant.source, grant.role, grant.scope, grant.end)) {
        Some(by) => Ok(Allowed { permission, target, by: *by }),
        None if actor.effective(target).contains(root_view(target)) => Err(Denial::lacking(permission)),
        None => Err(Denial::Hidden),
    }
}
