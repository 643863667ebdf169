//! Proving an address: by the mail after a sign-up, by the mail of an invitation, by that of a reset; what an
//! account may not do until then; and the dead links of each.

use chrono::TimeDelta;
use slipway_core::{access::role::OrgRole, api::problem::StateProblem, id::OrgId, mailed_link::LinkPurpose};
use slipway_tests::{
    client::Verdict,
    mailbox::Mailbox,
    person::{Person, password_for},
    program::Start,
    world::{World, invite},
};

use crate::requests::MADE_UP;

#[tokio::test]
async fn the_mail_after_a_sign_up_proves_the_address_signed_in_or_not() {
    let world = World::new().await;
    let ulla = world.unproven();
    assert!(!ulla.me().await.account.verified);
    let verified = world.visitor().verify(&world.unopened().verify).await.done();
    assert_eq!(verified.email.as_str(), ulla.email);
    assert!(ulla.me().await.account.verified);
}

#[tokio::test]
async fn whoever_came_by_a_mailed_invitation_or_set_the_installation_up_is_proven() {
    let world = World::new().await;
    for person in [world.owner(), world.role(OrgRole::Guest), world.administrator()] {
        assert!(person.me().await.account.verified, "{}", person.name);
    }
}

#[tokio::test]
async fn a_link_of_verification_works_once_and_for_a_day() {
    let world = World::new().await;
    let (visitor, token) = (world.visitor(), &world.unopened().verify);
    let before = world.database().snapshot();
    for wrong in [MADE_UP, "", &token[1..], &format!("{token}A"), &world.waiting().token] {
        visitor.verify(wrong).await.refused(404, "not_found");
    }
    // The link of one thing does not do another.
    visitor.verify(&world.unopened().reset).await.refused(404, "not_found");
    visitor.look_up_reset(token).await.refused(404, "not_found");
    visitor.confirm_address(token).await.refused(404, "not_found");
    before.assert_unchanged(&world.database().snapshot(), "wrong links");

    world.advance(TimeDelta::hours(25)).await;
    visitor.verify(token).await.refused(409, "link_expired");
    world.unproven().send_verification().await.done();
    let newer = world.mailbox().next_to(&world.unproven().email).await.token();
    visitor.verify(token).await.refused(409, "link_ended");
    visitor.verify(&newer).await.done();
    visitor.verify(&newer).await.refused(409, "link_used");
    world.unproven().send_verification().await.refused(409, "already_verified");
}

#[tokio::test]
async fn two_uses_at_the_same_moment_are_one() {
    let world = World::new().await;
    let token = &world.unopened().verify;
    let (one, other) = (world.visitor(), world.visitor());
    let (one, other) = tokio::join!(one.verify(token), other.verify(token));
    let lost = if one.is_ok() { other } else { one };
    lost.refused(409, "link_used");
}

#[tokio::test]
async fn an_unproven_account_invites_nobody_until_it_is_proven() {
    let world = World::new().await;
    let ulla = world.unproven();
    let org = ulla.create_org("Unproven Quay", "unproven-quay").await.done().id;
    let before = world.database().snapshot();
    ulla.invite(org, "x@new.example", OrgRole::Guest).await.refused(409, "address_not_verified");
    before.assert_unchanged(&world.database().snapshot(), "an invitation that was refused");
    world.visitor().verify(&world.unopened().verify).await.done();
    ulla.invite(org, "x@new.example", OrgRole::Guest).await.done();
}

/// The mail of an invitation reached the address, which proves it as well as any other.
#[tokio::test]
async fn accepting_by_the_mail_of_an_invitation_proves_the_address() {
    let world = World::new().await;
    let ulla = world.unproven();
    let invitation = world.invited(world.owner(), &ulla.email, OrgRole::Developer).await;
    ulla.accept(&invitation.token).await.done();
    assert!(ulla.me().await.account.verified);
    let page = world.owner().get(&format!("/api/orgs/{}/audit?limit=1", world.org())).await.done(200);
    let changes = page["items"][0]["changes"].to_string();
    assert!(changes.contains("verified_address") && changes.contains(&ulla.email), "{changes}");
}

#[tokio::test]
async fn the_mail_can_be_had_again_but_not_without_end() {
    let world = World::new().await;
    let ulla = world.unproven();
    // One of the five of an hour went to the change of address that the world begins with.
    for _ in 0..4 {
        ulla.send_verification().await.done();
    }
    ulla.send_verification().await.refused(429, "too_many");
    ulla.change_address("another@harbour.example").await.refused(429, "too_many");
    world.advance(TimeDelta::minutes(61)).await;
    ulla.send_verification().await.done();
}

#[tokio::test]
async fn where_no_mail_is_sent_nothing_is_queued_and_links_are_not_stopped() {
    let world = World::with(Start::default().without_mail()).await;
    let ulla = world.unproven();
    let mails = "SELECT count(*) FROM mails";
    let before = world.database().count(mails);
    let told = [
        ulla.send_verification().await.refused(409, "no_mail"),
        world.owner().change_address("other@quay.example").await.refused(409, "no_mail"),
        world.visitor().forgot(&world.owner().email).await.refused(409, "no_mail"),
    ];
    let purposes = [LinkPurpose::VerifyAddress, LinkPurpose::ConfirmNewAddress, LinkPurpose::ResetPassword];
    assert_eq!(
        told,
        purposes.map(|of| StateProblem::NoMail { of }.into()),
        "and each says what is not to be had"
    );
    let org = ulla.create_org("Unproven Quay", "unproven-quay").await.done().id;
    ulla.invite(org, "x@new.example", OrgRole::Guest).await.done();
    assert_eq!(world.database().count(mails), before);
}

#[tokio::test]
async fn sign_up_is_closed_until_it_is_opened() {
    let world = World::new().await;
    let ask = || world.visitor().sign_up_openly("Nora Newcomer", "nora@new.example");
    let before = world.database().snapshot();
    ask().await.refused(409, "sign_up_closed");
    before.assert_unchanged(&world.database().snapshot(), "a sign-up while it is closed");
    world.opens_sign_up(true).await;
    let nora = ask().await.done();
    let me = nora.me().await;
    assert!(!me.account.verified && !me.account.administrator && me.orgs.is_empty());
    ask().await.refused(409, "address_taken");
    let mail = world.mailbox().next_to("nora@new.example").await;
    assert!(mail.link().starts_with(&format!("{}/verify#", world.url())), "{mail:?}");
    nora.verify(&mail.token()).await.done();
    assert!(nora.me().await.account.verified);
}

#[tokio::test]
async fn signing_up_is_limited_for_an_address_of_the_network() {
    let world = World::new().await;
    world.opens_sign_up(true).await;
    for n in 0..10 {
        // It counts too where an account has the address: that is what a stranger would find out.
        let email = if n == 0 { "nora@new.example" } else { &world.owner().email };
        let _ = world.visitor().sign_up_openly("Nora Newcomer", email).await;
    }
    let answer = world.visitor().sign_up_openly("Nora Newcomer", "other@new.example").await;
    answer.refused(429, "too_many");
}

/// Two at once with one address: the database lets one in.
#[tokio::test]
async fn one_address_makes_one_account() {
    let world = World::new().await;
    world.opens_sign_up(true).await;
    let (one, other) = tokio::join!(
        world.visitor().sign_up_openly("Nora", "nora@new.example"),
        world.visitor().sign_up_openly("Nora", "nora@new.example"),
    );
    let lost = if one.is_ok() { other.map(drop) } else { one.map(drop) };
    lost.refused(409, "address_taken");
}

/// Whoever took an address that is not theirs loses the account to its owner, who can always have a reset.
#[tokio::test]
async fn an_address_that_somebody_else_signed_up_with_is_won_back_by_its_mail() {
    let world = World::new().await;
    let thief = world.unproven();
    let new = password_for("rightful");
    let rightful = world.visitor();
    let view = rightful.reset(&world.unopened().reset, &new).await.done();
    assert!(
        view.me.as_ref().is_some_and(|me| me.account.verified && me.address_change.is_none()),
        "{view:?}"
    );
    assert!(thief.session().await.me.is_none(), "the thief's session ended");
    world.visitor().confirm_address(&world.unopened().confirm).await.refused(409, "link_ended");
    world.visitor().sign_in(&thief.email, &thief.password).await.refused(401, "wrong_credentials");
}

/// The token of a copied link, for an address of the first organization or of the other.
async fn copied_link(by: &Person, org: OrgId, email: &str, mailed: &Mailbox) -> (String, String) {
    let sent = invite(by, mailed, org, email, OrgRole::Developer).await;
    let copied = by.copy_link(org, sent.id).await.done();
    let (_, token) = copied.link.reveal().split_once('#').expect("a token");
    (token.to_owned(), sent.token)
}

/// A copied link proves nothing: the account that it makes joins that organization, and no other before its
/// address is proven.
#[tokio::test]
async fn an_account_made_by_a_copied_link_joins_that_organization_only() {
    let world = World::new().await;
    let email = "carla.copied@new.example";
    let (link, _) = copied_link(world.owner(), world.org(), email, world.mailbox()).await;
    let (elsewhere, mailed) = copied_link(world.stranger(), world.other(), email, world.mailbox()).await;

    let carla = world.visitor().sign_up(&link, "Carla Copied", &password_for(email)).await.done();
    assert!(!carla.me().await.account.verified);
    let verify = world.mailbox().next_to(email).await;
    assert!(verify.link().contains("/verify#"), "{verify:?}");
    let before = world.database().snapshot();
    carla.accept(&elsewhere).await.refused(409, "address_not_verified");
    carla.get("/api/account/invitations").await.refused(409, "address_not_verified");
    before.assert_unchanged(&world.database().snapshot(), "what needs a proven address");
    carla.accept(&link).await.done();
    assert_eq!(carla.me().await.orgs.len(), 1);
    assert!(!carla.me().await.account.verified, "joining by it proves nothing either");
    carla.accept(&elsewhere).await.refused(409, "address_not_verified");

    carla.accept(&mailed).await.done();
    assert!(carla.me().await.account.verified, "the mail of an invitation proves the address");
    world.visitor().verify(&verify.token()).await.done();
}

/// Once the address is proven, a link is as good as any other.
#[tokio::test]
async fn a_proven_account_joins_by_any_link() {
    let world = World::new().await;
    let ulla = world.unproven();
    let (link, _) = copied_link(world.owner(), world.org(), &ulla.email, world.mailbox()).await;
    ulla.accept(&link).await.refused(409, "address_not_verified");
    world.visitor().verify(&world.unopened().verify).await.done();
    ulla.accept(&link).await.done();
}
