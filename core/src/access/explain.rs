//! Why somebody can do something: every grant that bears on a decision, and what each gives.
//!
//! An explanation never decides; it is read beside a decision and agrees with it, which a law tests.

use super::{
    decide::{Allowed, Denial, decide},
    effective::Actor,
    grant::{Grant, Target},
    permission::Permission,
    set::PermissionSet,
};
use crate::id::AccountId;

/// A grant that reaches the target, live or over, and whether it gives the permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bearing {
    /// The grant.
    pub grant: Grant,
    /// Whether its time is not over.
    pub live: bool,
    /// Whether its role has the permission.
    pub gives: bool,
}

/// A decision with everything that bears on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The decision.
    pub decision: Result<Allowed, Denial>,
    /// Every grant that reaches the target, those that give the permission first.
    pub bearings: Vec<Bearing>,
}

/// Explains a decision.
pub fn explain(actor: &Actor<'_>, permission: Permission, target: Target) -> Explanation {
    let mut bearings: Vec<Bearing> = actor
        .grants
        .iter()
        .filter(|grant| grant.scope.reaches(target))
        .map(|grant| Bearing {
            grant: *grant,
            live: grant.is_live(actor.now),
            gives: grant.set.contains(permission),
        })
        .collect();
    bearings.sort_by_key(|bearing| (!(bearing.live && bearing.gives), bearing.grant.source));
    Explanation { decision: decide(actor, permission, target), bearings }
}

/// Each permission that an actor has on a target, with every live grant that gives it.
pub fn provenance(actor: &Actor<'_>, target: Target) -> Vec<(Permission, Vec<Grant>)> {
    actor
        .effective(target)
        .iter()
        .map(|permission| {
            let from = actor.reaching(target).filter(|grant| grant.set.contains(permission)).copied();
            (permission, from.collect())
        })
        .collect()
}

/// Each of these actors who has a permission on a target, with every live grant that gives it.
pub fn holders<'a>(
    actors: impl IntoIterator<Item = Actor<'a>>,
    permission: Permission,
    target: Target,
) -> Vec<(AccountId, Vec<Grant>)> {
    actors
        .into_iter()
        .map(|actor| {
            let giving = actor.reaching(target).filter(|grant| grant.set.contains(permission)).copied();
            (actor.account, giving.collect::<Vec<Grant>>())
        })
        .filter(|(_, giving)| !giving.is_empty())
        .collect()
}

/// What somebody has more, and what less, with a set in the place of another: for the choice of a role.
pub fn difference(present: PermissionSet, new: PermissionSet) -> (PermissionSet, PermissionSet) {
    (new - present, present - new)
}
