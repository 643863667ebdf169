//! A role that is lowered while a request of the same person is under way: the request is done before it or
//! refused after it, as the log tells. One that begins after the answer never uses the old role, whichever
//! process it comes to.

use slipway_core::access::role::OrgRole;
use slipway_tests::person::Person;

use super::{
    arena::{Arena, End, Race, Trial, Violation, rule},
    race,
};

race!(a_role_is_lowered_during_a_request, ActAndDemotion);

/// An Admin makes a member an Admin, and is made a Developer.
struct ActAndDemotion {
    admin: Person,
    owner: Person,
    member: Person,
}

impl Race for ActAndDemotion {
    async fn prepared(arena: &Arena) -> Self {
        let world = arena.world();
        let member = world.role(OrgRole::Member).clone();
        Self { admin: world.admin().clone(), owner: arena.elsewhere(world.owner()), member }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        arena.give(&self.admin, OrgRole::Admin);
        arena.give(&self.member, OrgRole::Member);
        let before = arena.last_entry();
        let (org, admin, owner) = (arena.world().org(), self.admin.clone(), self.owner.clone());
        let (admin_id, member) = (self.admin.id, self.member.id);

        let acting = async move { admin.change_role(org, member, OrgRole::Admin).await };
        let lowering = async move { owner.change_role(org, admin_id, OrgRole::Developer).await };
        let [acted, lowered] = arena.meet(trial, arena.org_row(), acting, lowering).await?;
        let done = arena.done_since(before);
        let by: Vec<&str> = done.iter().map(|(_, who)| who.as_str()).collect();
        let expected = match acted {
            End::Done => vec![self.admin.name.as_str(), self.owner.name.as_str()],
            End::Refused(_) => vec![self.owner.name.as_str()],
        };
        rule(by == expected, format!("done with a role that was lowered before: {by:?}"))?;
        rule(lowered == End::Done, format!("the lowering: {lowered:?}"))?;
        let refused = End::Refused("missing_permission");
        rule([End::Done, refused].contains(&acted), format!("the act: {acted:?}"))?;

        // What begins now is judged by the new role.
        for admin in [self.admin.clone(), arena.elsewhere(&self.admin)] {
            let late = admin.change_role(org, member, OrgRole::Viewer).await;
            rule(late.is_err(), "the old role was used after the answer to its lowering")?;
        }
        Ok(())
    }
}
