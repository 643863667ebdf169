//! Roles of an organization's own: sets that somebody put together, within bounds.

use super::{
    permission::{OrgPermission, Permission},
    set::PermissionSet,
};

/// Why a set cannot be a role of one's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OwnRoleProblem {
    /// A permission stands without the view that it presupposes.
    #[error("a permission lacks the view that it presupposes")]
    MissingViews(PermissionSet),
    /// Deleting and transferring an organization are the Owner role's alone.
    #[error("only the Owner role may hold this permission")]
    OwnersAlone(PermissionSet),
    /// A permission of another scope.
    #[error("a permission of another scope")]
    WrongScope(PermissionSet),
}

/// An organization role of one's own: permissions on the organization, and one conferred project set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnOrgRole {
    set: PermissionSet,
}

/// A project role of one's own: a project set with stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnProjectRole {
    set: PermissionSet,
}

impl OwnOrgRole {
    /// Puts a role together; the conferred set may be empty.
    pub fn parse(organization: PermissionSet, conferred: PermissionSet) -> Result<Self, OwnRoleProblem> {
        let astray = (organization - organization_scope()) | (conferred & organization_scope());
        if !astray.is_empty() {
            return Err(OwnRoleProblem::WrongScope(astray));
        }
        let owners_alone: PermissionSet =
            [OrgPermission::OrgDelete, OrgPermission::OrgTransfer].into_iter().map(Permission::Org).collect();
        if !(organization & owners_alone).is_empty() {
            return Err(OwnRoleProblem::OwnersAlone(organization & owners_alone));
        }
        let set = organization | conferred;
        check_views(set.with(Permission::Org(OrgPermission::OrgView)), set)?;
        Ok(Self { set })
    }

    /// Its whole set.
    pub const fn set(self) -> PermissionSet {
        self.set
    }
}

impl OwnProjectRole {
    /// Puts a role together.
    pub fn parse(set: PermissionSet) -> Result<Self, OwnRoleProblem> {
        let astray = set & organization_scope();
        if !astray.is_empty() {
            return Err(OwnRoleProblem::WrongScope(astray));
        }
        check_views(set, set)?;
        Ok(Self { set })
    }

    /// Its whole set.
    pub const fn set(self) -> PermissionSet {
        self.set
    }
}

/// Everything that a set needs to see must be in it; `required` adds what the kind of role always needs.
fn check_views(required: PermissionSet, set: PermissionSet) -> Result<(), OwnRoleProblem> {
    let missing = (required - set) | set.missing_views();
    if missing.is_empty() { Ok(()) } else { Err(OwnRoleProblem::MissingViews(missing)) }
}

fn organization_scope() -> PermissionSet {
    OrgPermission::ALL.iter().map(|p| Permission::Org(*p)).collect()
}
