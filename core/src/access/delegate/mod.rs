//! Delegation: who may give, change and take which grant (rules D1 to D11 of `docs/permissions.md`).
//!
//! Each function judges one act from loaded facts and answers with the reason of a refusal. What D3 asks
//! of an organization's Owners is in [`crate::member::Owners`], since it is a rule of state and not of
//! rights. D5 and D6 (judged again) are these same functions, called once more with the facts of the
//! moment: the sender of an invitation is then the actor. D11 is [`ends_with_membership`].

mod member;
mod own_role;
mod project;
mod team;

use chrono::{DateTime, Utc};

pub use member::{
    RoleChoice, become_sender, change_member_role, change_role_choices, invite_choices, invite_member,
    manage_invitation, remove_member, see_invitation, transfer_ownership,
};
pub use own_role::{define_role, redefine_role};
pub use project::{
    Collaboration, assign_team, change_collaborator, give_project_role, remove_collaborator, unassign_team,
};
pub use team::{Joining, change_place, join_team, leave_team_by_removal};

use super::{
    decide::{Denial, decide},
    effective::Actor,
    grant::{Grant, Scope, Source},
    permission::Permission,
    set::PermissionSet,
};

/// D1: the giver's set on the scope includes the whole set given, by grants that last at least as long.
pub(super) fn check_within_own(
    actor: &Actor<'_>,
    scope: Scope,
    given: PermissionSet,
    end: Option<DateTime<Utc>>,
) -> Result<(), Denial> {
    let own = actor.effective(scope);
    if !own.includes(given) {
        return Err(Denial::RoleAboveYours { missing: given - own });
    }
    let lasting = actor.effective_until(scope, end);
    if lasting.includes(given) { Ok(()) } else { Err(Denial::OutlastsYours { missing: given - lasting }) }
}

/// D2: on every scope that a grant reaches, the actor's set includes the grant's.
///
/// The scope itself is enough to ask: what reaches it reaches everything below it as well.
pub(super) fn check_not_above<'a>(
    actor: &Actor<'_>,
    grants: impl IntoIterator<Item = &'a Grant>,
) -> Result<(), Denial> {
    for grant in grants.into_iter().filter(|grant| grant.is_live(actor.now)) {
        let own = actor.effective(grant.scope);
        if !own.includes(grant.set) {
            return Err(Denial::PersonAboveYou { missing: grant.set - own });
        }
    }
    Ok(())
}

/// The permission that an act of delegation needs on its scope.
pub(super) fn check_holds(
    actor: &Actor<'_>,
    permission: impl Into<Permission>,
    scope: Scope,
) -> Result<(), Denial> {
    decide(actor, permission.into(), scope).map(drop)
}

/// D11: the grants of a person that end when they leave an organization or are removed from it.
///
/// With the membership go the places in teams and the direct collaborations; tokens, transfers, streams
/// and sent invitations are the server's to end.
pub fn ends_with_membership(grants: &[Grant], org: crate::id::OrgId) -> impl Iterator<Item = &Grant> {
    grants.iter().filter(move |grant| grant.scope.org() == org)
}

/// Lowering a role leaves these: the grants of a person that do not come from the membership itself.
pub fn stays_when_lowered(grants: &[Grant], org: crate::id::OrgId) -> impl Iterator<Item = &Grant> {
    ends_with_membership(grants, org).filter(|grant| grant.source != Source::Membership)
}
