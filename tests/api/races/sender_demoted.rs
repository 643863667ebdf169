//! The sender loses the right to invite while the invitation is accepted. Either order is right, and the log
//! tells which it was: nobody joins by a right that the sender did not have at that moment.

use slipway_core::access::role::OrgRole;
use slipway_tests::{person::Person, world::Waiting};

use super::{
    arena::{Arena, End, Race, Trial, Violation, rule},
    race,
};

race!(a_sender_is_demoted_while_somebody_accepts, AcceptanceAndDemotion);

struct AcceptanceAndDemotion {
    sender: Person,
    guest: Person,
    owner: Person,
    invitation: Waiting,
}

impl Race for AcceptanceAndDemotion {
    async fn prepared(arena: &Arena) -> Self {
        let world = arena.world();
        let (sender, guest) = (world.developer().clone(), world.role(OrgRole::Guest).clone());
        let invitation = world.invited(&sender, &guest.email, OrgRole::Viewer).await;
        Self { sender, guest, owner: arena.elsewhere(world.owner()), invitation }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        arena.give(&self.guest, OrgRole::Guest);
        arena.give(&self.sender, OrgRole::Developer);
        arena.leave_unanswered(self.invitation.id);
        let before = arena.last_entry();
        let (guest, owner, org) = (self.guest.clone(), self.owner.clone(), arena.world().org());
        let (token, sender) = (self.invitation.token.clone(), self.sender.id);

        let accepting = async move { guest.accept(&token).await };
        let demoting = async move { owner.change_role(org, sender, OrgRole::Member).await };
        let [accepted, demoted] = arena.meet(trial, arena.org_row(), accepting, demoting).await?;
        let done = arena.done_since(before);
        let acts: Vec<&str> = done.iter().map(|(act, _)| act.as_str()).collect();
        let (expected, role) = match accepted {
            End::Done => (["member.joined", "member.role_changed"], OrgRole::Viewer),
            End::Refused(_) => (["member.role_changed", "invitation.voided"], OrgRole::Guest),
        };
        rule(acts == expected, format!("joined by a right that was lost: {acts:?}"))?;
        rule(arena.role(&self.guest) == Some(role), format!("who is a member disagrees: {acts:?}"))?;
        rule(demoted == End::Done, format!("the demotion: {demoted:?}"))?;
        let refused = End::Refused("invitation_void");
        rule([End::Done, refused].contains(&accepted), format!("the acceptance: {accepted:?}"))
    }
}
