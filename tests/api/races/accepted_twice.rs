//! An invitation that is accepted twice at once is accepted once.

use slipway_core::access::role::OrgRole;
use slipway_tests::{person::Person, world::Waiting};

use super::{
    arena::{Arena, Race, Trial, Violation, one_is_done, rule},
    race,
};

race!(an_invitation_is_accepted_twice, Acceptances);

struct Acceptances {
    guest: Person,
    invitation: Waiting,
}

impl Race for Acceptances {
    async fn prepared(arena: &Arena) -> Self {
        let (world, guest) = (arena.world(), arena.world().role(OrgRole::Guest).clone());
        let invitation = world.invited(world.owner(), &guest.email, OrgRole::Viewer).await;
        Self { guest, invitation }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        arena.give(&self.guest, OrgRole::Guest);
        arena.leave_unanswered(self.invitation.id);
        let before = arena.last_entry();
        let (one, other) = (self.guest.clone(), arena.elsewhere(&self.guest));
        let (token, same) = (self.invitation.token.clone(), self.invitation.token.clone());

        let first = async move { one.accept(&token).await };
        let second = async move { other.accept(&same).await };
        let ends = arena.meet(trial, arena.org_row(), first, second).await?;
        let done = arena.done_since(before);
        rule(done.len() == 1, format!("joined more than once, or not at all: {done:?}"))?;
        rule(arena.role(&self.guest) == Some(OrgRole::Viewer), format!("not the role offered: {ends:?}"))?;
        one_is_done(&ends, ["invitation_accepted"; 2])
    }
}
