//! The effective set: the union of the sets of all grants that reach a target.

use chrono::{DateTime, Utc};

use super::{
    grant::{Grant, Target},
    set::PermissionSet,
};
use crate::id::AccountId;

/// An actor with all their grants, and the present time: the facts that every decision is made from.
#[derive(Debug, Clone, Copy)]
pub struct Actor<'a> {
    /// Who acts.
    pub account: AccountId,
    /// Every grant of theirs that could matter; more do no harm.
    pub grants: &'a [Grant],
    /// The present time.
    pub now: DateTime<Utc>,
}

impl<'a> Actor<'a> {
    /// The grants that count on a target at this moment.
    pub fn reaching(&self, target: Target) -> impl Iterator<Item = &'a Grant> + use<'a> {
        let now = self.now;
        self.grants.iter().filter(move |grant| grant.is_live(now) && grant.scope.reaches(target))
    }

    /// The effective set on a target.
    pub fn effective(&self, target: Target) -> PermissionSet {
        self.reaching(target).fold(PermissionSet::EMPTY, |set, grant| set | grant.set)
    }

    /// The effective set on a target, of those grants alone that last until an end (D1).
    pub fn effective_until(&self, target: Target, end: Option<DateTime<Utc>>) -> PermissionSet {
        self.reaching(target)
            .filter(|grant| grant.lasts_until(end))
            .fold(PermissionSet::EMPTY, |set, grant| set | grant.set)
    }

    /// D6: what something that acts for this actor may do, when it was given `limit` at most.
    pub fn effective_within(&self, target: Target, limit: PermissionSet) -> PermissionSet {
        self.effective(target) & limit
    }
}
