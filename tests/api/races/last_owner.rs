//! The last Owner stays (D3): two hold the role, and what both do at once would end both holds.

use slipway_core::access::role::OrgRole;
use slipway_tests::person::Person;

use super::{
    arena::{Arena, End, Race, Trial, Violation, one_is_done, rule},
    race,
};

race!(two_owners_demote_each_other, Demotions);
race!(two_owners_leave, Leaving);
race!(two_owners_remove_each_other, Removals);
race!(an_owner_leaves_and_demotes_the_other, LeavingAndDemotion);

/// The two, each before a process of their own.
struct Owners {
    one: Person,
    other: Person,
}

impl Owners {
    fn of(arena: &Arena) -> Self {
        let (one, other) = (arena.world().owner(), arena.world().colleague(OrgRole::Owner));
        Self { one: one.clone(), other: arena.elsewhere(other) }
    }

    /// Both are Owners again.
    fn both(&self, arena: &Arena) -> (Person, Person) {
        arena.give(&self.one, OrgRole::Owner);
        arena.give(&self.other, OrgRole::Owner);
        (self.one.clone(), self.other.clone())
    }

    fn judge(&self, arena: &Arena, ends: &[End; 2], late: [&'static str; 2]) -> Result<(), Violation> {
        let owners = [&self.one, &self.other].map(|person| arena.role(person) == Some(OrgRole::Owner));
        rule(owners.contains(&true), format!("no Owner is left: {ends:?}"))?;
        rule(owners.contains(&false), format!("nothing was done: {ends:?}"))?;
        one_is_done(ends, late)
    }
}

struct Demotions(Owners);

impl Race for Demotions {
    async fn prepared(arena: &Arena) -> Self {
        Self(Owners::of(arena))
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (org, (one, other)) = (arena.world().org(), self.0.both(arena));
        let (one_id, other_id) = (one.id, other.id);
        let first = async move { one.change_role(org, other_id, OrgRole::Admin).await };
        let second = async move { other.change_role(org, one_id, OrgRole::Admin).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        // Who was demoted stands below the other.
        self.0.judge(arena, &ends, ["person_above_you"; 2])
    }
}

struct Leaving(Owners);

impl Race for Leaving {
    async fn prepared(arena: &Arena) -> Self {
        Self(Owners::of(arena))
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (org, (one, other)) = (arena.world().org(), self.0.both(arena));
        let first = async move { one.leave(org).await };
        let second = async move { other.leave(org).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        self.0.judge(arena, &ends, ["last_owner"; 2])
    }
}

struct Removals(Owners);

impl Race for Removals {
    async fn prepared(arena: &Arena) -> Self {
        Self(Owners::of(arena))
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (org, (one, other)) = (arena.world().org(), self.0.both(arena));
        let (one_id, other_id) = (one.id, other.id);
        let first = async move { one.remove(org, other_id).await };
        let second = async move { other.remove(org, one_id).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        // Who was removed may not even know that there is an organization.
        self.0.judge(arena, &ends, ["not_found"; 2])
    }
}

/// Nobody but an Owner may demote one, so the same person does both, in two windows.
struct LeavingAndDemotion(Owners);

impl Race for LeavingAndDemotion {
    async fn prepared(arena: &Arena) -> Self {
        Self(Owners::of(arena))
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (org, (one, other)) = (arena.world().org(), self.0.both(arena));
        let (again, other_id) = (arena.elsewhere(&one), other.id);
        let first = async move { one.leave(org).await };
        let second = async move { again.change_role(org, other_id, OrgRole::Admin).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        self.0.judge(arena, &ends, ["last_owner", "not_found"])
    }
}
