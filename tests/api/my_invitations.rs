//! Invitations to one's own address: listed, accepted and declined without the mail.

use chrono::TimeDelta;
use slipway_core::{
    access::role::OrgRole,
    api::{
        invitation::{InvitationToMe, Joined},
        page::{NoQuery, PageQuery},
        path::{MyInvitationPath, NoPath},
        table as t,
    },
    field::NoBody,
    id::InvitationId,
    invitation::InviteDraft,
};
use slipway_tests::{
    client::{Client, Verdict},
    person::{Outcome, invite_draft, password_for},
    world::World,
};

async fn mine(client: &Client) -> Vec<InvitationToMe> {
    let list = client.call::<t::ListMyInvitations>(&NoPath {}, &PageQuery::default(), &NoBody {}).await;
    list.done().items
}

async fn accept(client: &Client, invitation: InvitationId) -> Outcome<Joined> {
    let path = MyInvitationPath { invitation };
    client.call::<t::AcceptMyInvitation>(&path, &NoQuery {}, &NoBody {}).await
}

async fn decline(client: &Client, invitation: InvitationId) -> Outcome<NoBody> {
    let path = MyInvitationPath { invitation };
    client.call::<t::DeclineMyInvitation>(&path, &NoQuery {}, &NoBody {}).await
}

#[tokio::test]
async fn those_to_ones_own_address_are_listed_and_accepted() {
    let world = World::new().await;
    let newcomer = world.newcomer("nora@new.example").await;
    assert_eq!(mine(&newcomer).await, []);
    let note = "Welcome back.".to_owned();
    let draft = InviteDraft { note, ..invite_draft(&newcomer.email, OrgRole::Developer) };
    world.admin().invite_all(world.org(), &draft).await.done();
    world.stranger().invite(world.other(), &newcomer.email, OrgRole::Guest).await.done();
    let listed = mine(&newcomer).await;
    let shown: Vec<_> =
        listed.iter().map(|i| (i.organization.as_str(), i.sender_name.as_str(), i.role)).collect();
    let (blue, north) =
        (("Blue Quay", "Ada Admin", OrgRole::Developer), ("North Pier", "Sam Stranger", OrgRole::Guest));
    assert_eq!(shown, [north, blue], "the newest first");
    assert_eq!(listed[1].note.as_deref(), Some("Welcome back."));

    let joined = accept(&newcomer, listed[1].id).await.done();
    assert_eq!((joined.org, joined.role), (world.org(), OrgRole::Developer));
    decline(&newcomer, listed[0].id).await.done();
    assert_eq!(mine(&newcomer).await, []);
    accept(&newcomer, listed[0].id).await.refused(409, "invitation_declined");
    accept(&newcomer, listed[1].id).await.refused(409, "invitation_accepted");
    decline(&newcomer, listed[1].id).await.refused(409, "invitation_accepted");
}

#[tokio::test]
async fn only_those_that_can_be_answered_are_listed() {
    let world = World::new().await;
    let newcomer = world.newcomer("nora@new.example").await;
    let revoked = world.owner().invite(world.org(), &newcomer.email, OrgRole::Guest).await.done();
    world.owner().revoke(world.org(), revoked.id).await.done();
    assert_eq!(mine(&newcomer).await, []);
    accept(&newcomer, revoked.id).await.refused(409, "invitation_revoked");
    let expiring = world.owner().invite(world.org(), &newcomer.email, OrgRole::Guest).await.done();
    world.advance(TimeDelta::days(7) + TimeDelta::seconds(1)).await;
    assert_eq!(mine(&newcomer).await, []);
    accept(&newcomer, expiring.id).await.refused(409, "invitation_expired");
}

/// Somebody else's is one that does not exist.
#[tokio::test]
async fn an_invitation_to_another_address_is_not_found() {
    let world = World::new().await;
    let before = world.database().snapshot();
    let missing = slipway_tests::world::no_invitation();
    for who in [world.owner(), world.stranger(), world.administrator()] {
        for id in [world.waiting().id, missing] {
            accept(who, id).await.refused(404, "not_found");
            decline(who, id).await.refused(404, "not_found");
        }
        assert!(mine(who).await.iter().all(|invitation| invitation.id != world.waiting().id));
    }
    before.assert_unchanged(&world.database().snapshot(), "answers to the invitations of others");
}

/// D5 from the list as by the link.
#[tokio::test]
async fn the_sender_is_judged_again_when_it_is_accepted_from_the_list() {
    let world = World::new().await;
    let newcomer = world.newcomer("nora@new.example").await;
    let sent = world.admin().invite(world.org(), &newcomer.email, OrgRole::Admin).await.done();
    world.owner().change_role(world.org(), world.admin().id, OrgRole::Developer).await.done();
    accept(&newcomer, sent.id).await.refused(409, "invitation_void");
    assert!(newcomer.me().await.orgs.is_empty());
    assert_eq!(mine(&newcomer).await, []);
}

/// An account made through a copied link has proven no address, and sees no other invitation to it.
#[tokio::test]
async fn whoever_has_not_proven_their_address_sees_none_and_is_told_why() {
    let world = World::new().await;
    let waiting = world.waiting();
    let elsewhere = world.stranger().invite(world.other(), &waiting.email, OrgRole::Guest).await.done();
    let copied = world.owner().copy_link(world.org(), waiting.id).await.done();
    let (_, token) = copied.link.reveal().split_once('#').expect("a token");
    let wanda = world.visitor().sign_up(token, "Wanda", &password_for(&waiting.email)).await.done();
    let list = wanda.call::<t::ListMyInvitations>(&NoPath {}, &PageQuery::default(), &NoBody {}).await;
    list.refused(409, "address_not_verified");
    accept(&wanda, elsewhere.id).await.refused(409, "address_not_verified");
    decline(&wanda, elsewhere.id).await.refused(409, "address_not_verified");
    // The organization of the link is theirs all the same.
    wanda.accept(token).await.done();
}
