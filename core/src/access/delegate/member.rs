//! Members of an organization: inviting, changing roles, removing, handing over.

use super::{check_holds, check_not_above, check_within_own};
use crate::{
    access::{
        decide::Denial,
        effective::Actor,
        grant::{Grant, RoleName, Scope},
        permission::{OrgPermission, Permission},
        role::OrgRole,
        set::PermissionSet,
    },
    id::{AccountId, OrgId},
};

/// A role, and whether the actor may give it: what a list of roles to choose from shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleChoice {
    /// The role.
    pub role: OrgRole,
    /// Whether it may be given, or why not.
    pub verdict: Result<(), Denial>,
}

/// Judges an invitation to the organization with a role (D1, D7, D10; D5 when it is accepted).
///
/// `invites_self` tells that the address is the actor's own.
pub fn invite_member(
    actor: &Actor<'_>,
    org: OrgId,
    role: RoleName,
    set: PermissionSet,
    invites_self: bool,
) -> Result<(), Denial> {
    let scope = Scope::Org { org };
    check_holds(actor, OrgPermission::MembersInvite, scope)?;
    if invites_self {
        return Err(Denial::OwnGrant);
    }
    check_within_own(actor, scope, set, None)?;
    if role == RoleName::Org(OrgRole::Owner) { Err(Denial::OwnerNotByInvitation) } else { Ok(()) }
}

/// Every role, and whether the actor may invite somebody with it.
pub fn invite_choices(actor: &Actor<'_>, org: OrgId) -> Vec<RoleChoice> {
    OrgRole::ALL
        .into_iter()
        .map(|role| RoleChoice {
            role,
            verdict: invite_member(actor, org, RoleName::Org(role), role.set(), false),
        })
        .collect()
}

/// Judges a change of a member's role (D2 for the present one, D1 for the new one, D10).
pub fn change_member_role(
    actor: &Actor<'_>,
    person: AccountId,
    present: &Grant,
    new: PermissionSet,
) -> Result<(), Denial> {
    check_holds(actor, OrgPermission::MembersChangeRole, present.scope)?;
    if person == actor.account {
        return Err(Denial::OwnGrant);
    }
    check_not_above(actor, [present])?;
    check_within_own(actor, present.scope, new, None)
}

/// Every role, and whether the actor may change this member to it.
pub fn change_role_choices(actor: &Actor<'_>, person: AccountId, present: &Grant) -> Vec<RoleChoice> {
    OrgRole::ALL
        .into_iter()
        .map(|role| RoleChoice { role, verdict: change_member_role(actor, person, present, role.set()) })
        .collect()
}

/// Judges the removal of a member: for the role, and for every project grant that goes with it (D2).
pub fn remove_member(actor: &Actor<'_>, org: OrgId, grants: &[Grant]) -> Result<(), Denial> {
    check_holds(actor, OrgPermission::MembersRemove, Scope::Org { org })?;
    check_not_above(actor, super::ends_with_membership(grants, org))
}

/// Judges acting on an invitation that the actor knows of: one's own, or with the permission that covers
/// all. To take the place of one to the same address is to act on it; the new one is judged by
/// [`invite_member`].
pub fn manage_invitation(actor: &Actor<'_>, org: OrgId, sender: AccountId) -> Result<(), Denial> {
    let scope = Scope::Org { org };
    check_holds(actor, OrgPermission::OrgView, scope)?;
    let covers_all = Permission::Org(OrgPermission::InvitationsManage);
    if sender == actor.account || actor.effective(scope).contains(covers_all) {
        Ok(())
    } else {
        Err(Denial::InvitationOfAnother { missing: PermissionSet::EMPTY.with(covers_all) })
    }
}

/// Judges seeing, resending or revoking an invitation that is found by its id: whoever may not manage it
/// may not know of it either.
pub fn see_invitation(actor: &Actor<'_>, org: OrgId, sender: AccountId) -> Result<(), Denial> {
    manage_invitation(actor, org, sender).map_err(|_| Denial::Hidden)
}

/// D1 and D5: judges sending an invitation once more, or copying its link. Whoever does becomes its sender,
/// and so must know of it and be able to send it now.
pub fn become_sender(
    actor: &Actor<'_>,
    org: OrgId,
    sender: AccountId,
    role: RoleName,
    set: PermissionSet,
    invites_self: bool,
) -> Result<(), Denial> {
    see_invitation(actor, org, sender)?;
    invite_member(actor, org, role, set, invites_self)
}

/// D7: judges the offer of a transfer, and once more its acceptance with the offerer's rights of that moment.
pub fn transfer_ownership(actor: &Actor<'_>, org: OrgId, to: AccountId) -> Result<(), Denial> {
    let scope = Scope::Org { org };
    check_holds(actor, OrgPermission::OrgTransfer, scope)?;
    if to == actor.account {
        return Err(Denial::OwnGrant);
    }
    check_within_own(actor, scope, OrgRole::Owner.set(), None)
}
