//! Accepting against revoking: one of the two happens, and the member is there exactly if it was accepting.

use slipway_core::access::role::OrgRole;
use slipway_tests::{person::Person, world::Waiting};

use super::{
    arena::{Arena, End, Race, Trial, Violation, one_is_done, rule},
    race,
};

race!(an_invitation_is_accepted_and_revoked, AcceptanceAndRevocation);

struct AcceptanceAndRevocation {
    guest: Person,
    owner: Person,
    invitation: Waiting,
}

impl Race for AcceptanceAndRevocation {
    async fn prepared(arena: &Arena) -> Self {
        let (world, guest) = (arena.world(), arena.world().role(OrgRole::Guest).clone());
        let invitation = world.invited(world.owner(), &guest.email, OrgRole::Viewer).await;
        Self { guest, owner: arena.elsewhere(world.owner()), invitation }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        arena.give(&self.guest, OrgRole::Guest);
        arena.leave_unanswered(self.invitation.id);
        let before = arena.last_entry();
        let (guest, owner, org) = (self.guest.clone(), self.owner.clone(), arena.world().org());
        let (token, id) = (self.invitation.token.clone(), self.invitation.id);

        let accepting = async move { guest.accept(&token).await };
        let revoking = async move { owner.revoke(org, id).await };
        let ends = arena.meet(trial, arena.org_row(), accepting, revoking).await?;
        let done = arena.done_since(before);
        rule(done.len() == 1, format!("both or none happened: {done:?}"))?;
        let expected = if ends[0] == End::Done { OrgRole::Viewer } else { OrgRole::Guest };
        rule(arena.role(&self.guest) == Some(expected), format!("who is a member disagrees: {ends:?}"))?;
        one_is_done(&ends, ["invitation_revoked", "invitation_accepted"])
    }
}
