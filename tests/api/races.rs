//! Requests at the same moment: whatever wins, no rule is broken.

use slipway_core::api::problem::{Problem, StateProblem};
use slipway_core::{access::role::OrgRole, invitation::VoidReason};
use slipway_tests::{client::Verdict, world::World};

/// How often each race is run.
const TRIALS: u32 = 200;

/// One place more each time, as the administrator may give it: two ask for it, one gets it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_organizations_at_once_take_one_place() {
    let world = World::new().await;
    let person = world.admin();
    for places in 1..=TRIALS {
        let give = "UPDATE accounts SET org_limit = $1 WHERE email = $2";
        world.database().execute(give, &[places.into(), (&person.email).into()]);
        let (first, second) = (format!("first-{places}"), format!("second-{places}"));
        let (one, other) =
            tokio::join!(person.create_org("First", &first), person.create_org("Second", &second));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        let lost = if one.is_ok() { other } else { one };
        lost.refused(409, "organization_limit");
    }
    let places = person.me().await.places;
    assert_eq!((places.held, places.limit), (200, 200));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_organizations_at_once_do_not_share_a_slug() {
    let world = World::new().await;
    let (admin, viewer) = (world.admin(), world.role(OrgRole::Viewer));
    let (one, other) =
        tokio::join!(admin.create_org("Mine", "same-slug"), viewer.create_org("Mine", "same-slug"));
    let lost = if one.is_ok() { other } else { one };
    lost.refused(409, "slug_taken");
}

/// Two Owners demote each other: one of them stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organization_never_loses_its_last_owner() {
    let world = World::new().await;
    let (org, one, other) = (world.org(), world.owner(), world.colleague(OrgRole::Owner));
    let owners = "SELECT count(*) FROM memberships m JOIN organizations o ON o.id = m.org_id \
                  WHERE o.slug = 'blue-quay' AND m.role = 'owner'";
    for _ in 0..TRIALS {
        let (first, second) = tokio::join!(
            one.change_role(org, other.id, OrgRole::Admin),
            other.change_role(org, one.id, OrgRole::Admin),
        );
        assert_eq!(world.database().count(owners), 1, "{first:?} {second:?}");
        let (stayed, demoted) = if first.is_ok() { (one, other) } else { (other, one) };
        assert!(first.is_ok() != second.is_ok());
        stayed.change_role(org, demoted.id, OrgRole::Owner).await.done();
    }
    // And both leaving at once: one stays.
    let (first, second) = tokio::join!(one.leave(org), other.leave(org));
    let lost = if first.is_ok() { second } else { first };
    lost.refused(409, "last_owner");
    assert_eq!(world.database().count(owners), 1);
}

/// An invitation that is accepted twice at once is accepted once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_accepted_twice_at_once_is_accepted_once() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let joined = "SELECT count(*) FROM audit_entries WHERE action = 'member.joined'";
    for _ in 0..TRIALS {
        let before = world.database().count(joined);
        let invitation = world.invited(world.owner(), &guest.email, OrgRole::Viewer).await;
        let (one, other) = tokio::join!(guest.accept(&invitation.token), guest.accept(&invitation.token));
        let lost = if one.is_ok() { other } else { one };
        lost.refused(409, "invitation_accepted");
        assert_eq!(world.database().count(joined), before + 1);
        world.owner().change_role(world.org(), guest.id, OrgRole::Guest).await.done();
    }
}

/// Accepting against revoking: one of them happens, and the member is there if and only if it was accepting.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accepting_and_revoking_at_once_never_both_happen() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    for _ in 0..TRIALS {
        let invitation = world.invited(world.owner(), &guest.email, OrgRole::Viewer).await;
        let (accepted, revoked) =
            tokio::join!(guest.accept(&invitation.token), world.owner().revoke(world.org(), invitation.id),);
        let role = guest.me().await.orgs[0].role;
        match (accepted, revoked) {
            (Ok(_), revoked) => {
                revoked.refused(409, "invitation_accepted");
                assert_eq!(role, OrgRole::Viewer);
                world.owner().change_role(world.org(), guest.id, OrgRole::Guest).await.done();
            }
            (accepted, Ok(_)) => {
                accepted.refused(409, "invitation_revoked");
                assert_eq!(role, OrgRole::Guest);
            }
            (accepted, revoked) => panic!("neither: {accepted:?} {revoked:?}"),
        }
    }
}

/// The sender loses the right while the invitation is accepted: what was judged first holds, and nothing
/// in between.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invitation_is_judged_by_rights_that_are_true_at_that_moment() {
    let world = World::new().await;
    let (owner, sender, guest) = (world.owner(), world.developer(), world.role(OrgRole::Guest));
    for _ in 0..TRIALS {
        let invitation = world.invited(sender, &guest.email, OrgRole::Viewer).await;
        let (accepted, demoted) = tokio::join!(
            guest.accept(&invitation.token),
            owner.change_role(world.org(), sender.id, OrgRole::Member),
        );
        demoted.done();
        let role = guest.me().await.orgs[0].role;
        if accepted.is_ok() {
            assert_eq!(role, OrgRole::Viewer);
            owner.change_role(world.org(), guest.id, OrgRole::Guest).await.done();
        } else {
            let void = StateProblem::InvitationVoid { void: VoidReason::SenderLostRight };
            assert_eq!(accepted.refused(409, "invitation_void"), Problem::State { problem: void });
            assert_eq!(role, OrgRole::Guest);
        }
        owner.change_role(world.org(), sender.id, OrgRole::Developer).await.done();
    }
}

/// A role that is lowered while a request of the same person is under way: the request is done before it
/// or refused after it, and what is stored agrees.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_role_lowered_during_a_request_is_judged_again_inside_it() {
    let world = World::new().await;
    let (org, owner, admin) = (world.org(), world.owner(), world.admin());
    let sent = "SELECT count(*) FROM invitations WHERE role = 'admin'";
    for n in 0..TRIALS {
        let before = world.database().count(sent);
        let email = format!("person-{n}@new.example");
        let (invited, lowered) = tokio::join!(
            admin.invite(org, &email, OrgRole::Admin),
            owner.change_role(org, admin.id, OrgRole::Developer),
        );
        lowered.done();
        let expected = match invited {
            Ok(_) => before + 1,
            refused => {
                refused.refused(403, "role_above_yours");
                before
            }
        };
        assert_eq!(world.database().count(sent), expected);
        admin
            .invite(org, &format!("late-{n}@new.example"), OrgRole::Admin)
            .await
            .refused(403, "role_above_yours");
        owner.change_role(org, admin.id, OrgRole::Admin).await.done();
    }
}

/// Two invitations to one address at once leave one that lives.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_address_has_one_live_invitation_whoever_sends_at_once() {
    let world = World::new().await;
    for n in 0..TRIALS {
        let email = format!("person-{n}@new.example");
        let (one, other) = tokio::join!(
            world.owner().invite(world.org(), &email, OrgRole::Guest),
            world.admin().invite(world.org(), &email, OrgRole::Viewer),
        );
        one.done();
        other.done();
        let live = format!("SELECT count(*) FROM invitations WHERE email = '{email}' AND state = 'pending'");
        assert_eq!(world.database().count(&live), 1);
        let replaced =
            format!("SELECT count(*) FROM invitations WHERE email = '{email}' AND state = 'replaced'");
        assert_eq!(world.database().count(&replaced), 1);
    }
}
