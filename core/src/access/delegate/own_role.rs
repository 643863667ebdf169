//! Roles of an organization's own: making one, and changing what it means for everybody who holds it.

use super::{check_holds, check_within_own};
use crate::{
    access::{
        decide::Denial,
        effective::Actor,
        grant::{RoleName, Scope},
        permission::OrgPermission,
        set::PermissionSet,
    },
    id::{OrgId, OwnRoleId},
};

/// Judges making a role with this set: nobody makes what they could not give (D1).
pub fn define_role(actor: &Actor<'_>, org: OrgId, set: PermissionSet) -> Result<(), Denial> {
    let scope = Scope::Org { org };
    check_holds(actor, OrgPermission::RolesManage, scope)?;
    check_within_own(actor, scope, set, None)
}

/// Judges changing a role: it changes the grants of everybody who holds it (D2 before, D1 after), and
/// nobody changes one that they hold themselves (D10).
pub fn redefine_role(
    actor: &Actor<'_>,
    org: OrgId,
    role: OwnRoleId,
    present: PermissionSet,
    new: PermissionSet,
) -> Result<(), Denial> {
    let scope = Scope::Org { org };
    check_holds(actor, OrgPermission::RolesManage, scope)?;
    if actor.grants.iter().any(|grant| grant.scope.org() == org && grant.role == RoleName::Own(role)) {
        return Err(Denial::OwnGrant);
    }
    let own = actor.effective(scope);
    if !own.includes(present) {
        return Err(Denial::PersonAboveYou { missing: present - own });
    }
    check_within_own(actor, scope, new, None)
}
