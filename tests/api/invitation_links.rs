//! Sending an invitation once more, and copying its link: whoever does becomes its sender, the token before ends,
//! and no list, entry or log ever holds one.

use chrono::TimeDelta;
use serde_json::Value;
use slipway_core::{
    access::role::OrgRole,
    api::{
        invitation::{CopiedLink, InvitationOffer, InvitationView, MailState},
        page::{NoQuery, Page, PageQuery},
        path::{NoPath, OrgPath},
        table as t,
    },
    field::NoBody,
    invitation::TokenDraft,
    token::PresentedToken,
};
use slipway_tests::{
    client::{Client, Verdict},
    log::Output,
    person::{Outcome, password_for},
    program::Start,
    world::World,
};

async fn look_up(client: &Client, token: &str) -> Outcome<InvitationOffer> {
    let body = TokenDraft { token: PresentedToken::new(token) };
    client.call::<t::LookUpInvitation>(&NoPath {}, &NoQuery {}, &body).await
}

async fn pending(world: &World, who: &Client) -> Vec<InvitationView> {
    let path = OrgPath { org: world.org() };
    let page: Page<_> = who.call::<t::ListInvitations>(&path, &PageQuery::default(), &NoBody {}).await.done();
    page.items
}

fn token_of(copied: &CopiedLink) -> String {
    let (_, token) = copied.link.reveal().split_once("/invitations#").expect("the page of invitations");
    assert_eq!(token.len(), 43, "256 bits");
    token.to_owned()
}

async fn newest_entry(world: &World) -> Value {
    let page = world.owner().get(&format!("/api/orgs/{}/audit?limit=1", world.org())).await.done(200);
    page["items"][0].clone()
}

#[tokio::test]
async fn resending_sends_a_new_token_ends_the_old_one_and_renews_the_time() {
    let world = World::new().await;
    let (org, waiting) = (world.org(), world.waiting());
    world.advance(TimeDelta::days(8)).await;
    look_up(&world.visitor(), &waiting.token).await.refused(409, "invitation_expired");
    let sent = world.admin().resend(org, waiting.id).await.done();
    assert_eq!((sent.id, sent.expired), (waiting.id, false));
    assert_eq!(sent.expires_at - sent.sent_at, TimeDelta::days(7));
    assert_eq!((sent.sender, sent.sender_name.as_str()), (world.admin().id, "Ada Admin"));
    look_up(&world.visitor(), &waiting.token).await.refused(404, "not_found");

    let mail = world.mailbox().next_to(&waiting.email).await;
    assert!(mail.subject.contains("Ada Admin"), "{}", mail.subject);
    assert_ne!(mail.token(), waiting.token);
    let offer = look_up(&world.visitor(), &mail.token()).await.done();
    assert_eq!(offer.sender_name, "Ada Admin");
    world.database().mails_settled().await;
    let shown = pending(&world, world.owner()).await;
    assert_eq!(shown.len(), 1, "two mails are one invitation: {shown:?}");
    assert!(matches!(shown[0].mail, MailState::Sent { at } if at >= sent.sent_at), "{:?}", shown[0].mail);

    let entry = newest_entry(&world).await;
    assert_eq!(
        (&entry["action"], &entry["target"]["name"]),
        (&"invitation.resent".into(), &waiting.email.as_str().into())
    );
    let sender = entry["changes"].as_array().expect("changes").iter().find(|c| c["field"] == "sender");
    let sender = sender.expect("the sender changed");
    assert_eq!((&sender["before"], &sender["after"]), (&"Olga Owner".into(), &"Ada Admin".into()));
}

/// D5: whoever resends stands behind it, with the rights of the moment when it is accepted.
#[tokio::test]
async fn whoever_resends_or_copies_is_the_sender_whose_rights_are_judged() {
    let world = World::new().await;
    let (org, owner, admin) = (world.org(), world.owner(), world.admin());
    let of_developer = world.invited(world.developer(), "nina@new.example", OrgRole::Viewer).await;
    let copied = admin.copy_link(org, of_developer.id).await.done();
    assert_eq!(copied.invitation.sender, admin.id);
    // Its first sender leaves, and it stays: it is the Admin's now.
    world.developer().leave(org).await.done();
    look_up(&world.visitor(), &token_of(&copied)).await.done();
    look_up(&world.visitor(), &of_developer.token).await.done();
    // And then it is the Admin who loses the right, and it is void.
    owner.change_role(org, admin.id, OrgRole::Member).await.done();
    let nina =
        world.visitor().sign_up(&of_developer.token, "Nina", &password_for("nina@new.example")).await.done();
    nina.accept(&of_developer.token).await.refused(409, "invitation_void");
}

#[tokio::test]
async fn resending_and_copying_are_judged_like_inviting() {
    let world = World::new().await;
    let (org, developer, admin) = (world.org(), world.developer(), world.admin());
    let high = world.invited(admin, "high@new.example", OrgRole::Admin).await;
    let own = world.invited(developer, "own@new.example", OrgRole::Developer).await;
    // The Admin becomes a Developer, and keeps an invitation that grants more than they have.
    world.owner().change_role(org, admin.id, OrgRole::Developer).await.done();
    // The Developer becomes a Viewer, and may not invite any more.
    world.owner().change_role(org, developer.id, OrgRole::Viewer).await.done();
    let before = world.database().snapshot();
    admin.resend(org, high.id).await.refused(403, "role_above_yours");
    admin.copy_link(org, high.id).await.refused(403, "role_above_yours");
    developer.resend(org, own.id).await.refused(403, "missing_permission");
    developer.copy_link(org, own.id).await.refused(403, "missing_permission");
    let other = world.colleague(OrgRole::Developer);
    other.resend(org, high.id).await.refused(404, "not_found");
    other.copy_link(org, high.id).await.refused(404, "not_found");
    before.assert_unchanged(&world.database().snapshot(), "refused resending and copying");
    // Taking back needs no right to invite.
    developer.revoke(org, own.id).await.done();
}

#[tokio::test]
async fn nobody_sends_again_what_has_ended_or_whom_it_invites_has_joined() {
    let world = World::new().await;
    let (org, owner) = (world.org(), world.owner());
    let revoked = world.invited(owner, "revoked@new.example", OrgRole::Guest).await;
    owner.revoke(org, revoked.id).await.done();
    owner.resend(org, revoked.id).await.refused(409, "invitation_revoked");
    owner.copy_link(org, revoked.id).await.refused(409, "invitation_revoked");
    let guest = world.role(OrgRole::Guest);
    let raising = world.invited(owner, &guest.email, OrgRole::Viewer).await;
    owner.resend(org, raising.id).await.done();
    owner.change_role(org, guest.id, OrgRole::Member).await.done();
    owner.resend(org, raising.id).await.refused(409, "already_member");
    owner.copy_link(org, raising.id).await.refused(409, "already_member");
}

#[tokio::test]
async fn a_copied_link_joins_and_proves_no_address_and_a_new_one_ends_it() {
    let world = World::new().await;
    let (org, waiting) = (world.org(), world.waiting());
    let first = token_of(&world.owner().copy_link(org, waiting.id).await.done());
    look_up(&world.visitor(), &first).await.done();
    let second = token_of(&world.owner().copy_link(org, waiting.id).await.done());
    assert_ne!(first, second);
    look_up(&world.visitor(), &first).await.refused(404, "not_found");
    // The one in the mail is of another kind, and stays.
    look_up(&world.visitor(), &waiting.token).await.done();

    let wanda = world.visitor().sign_up(&second, "Wanda", &password_for(&waiting.email)).await.done();
    let verified = format!(
        "SELECT count(*) FROM accounts WHERE email = '{}' AND email_verified_at IS NOT NULL",
        waiting.email
    );
    assert_eq!(world.database().count(&verified), 0, "the link proves nothing");
    assert_eq!(wanda.accept(&second).await.done().role, OrgRole::Developer);
    for token in [&first, &second, &waiting.token] {
        wanda.accept(token).await.expect_err("it was used");
    }
}

#[tokio::test]
async fn a_copied_link_ends_with_its_invitation() {
    let world = World::new().await;
    let (org, owner, waiting) = (world.org(), world.owner(), world.waiting());
    let token = token_of(&owner.copy_link(org, waiting.id).await.done());
    owner.revoke(org, waiting.id).await.done();
    look_up(&world.visitor(), &token).await.refused(409, "invitation_revoked");
    world
        .visitor()
        .sign_up(&token, "Late", "eleven grey herons asleep")
        .await
        .refused(409, "invitation_revoked");
    world.stranger().accept(&token).await.refused(409, "invitation_revoked");
    world.visitor().decline(&token).await.refused(409, "invitation_revoked");
}

/// A link to an invitation whose time is over would lead nowhere, so copying it renews the time.
#[tokio::test]
async fn copying_the_link_of_an_expired_invitation_renews_it() {
    let world = World::new().await;
    world.advance(TimeDelta::days(8)).await;
    let copied = world.owner().copy_link(world.org(), world.waiting().id).await.done();
    assert!(!copied.invitation.expired);
    look_up(&world.visitor(), &token_of(&copied)).await.done();
}

/// What waits to be sent when an invitation is sent once more is not sent beside it.
#[tokio::test]
async fn a_mail_that_still_waits_gives_way_to_the_next() {
    let Some(server) = slipway_tests::smtp::SmtpServer::start() else { return };
    let args = server.args();
    let world = World::with(Start::default().without_mail().args(args.iter().map(String::as_str))).await;
    server.answer_with("451 later, please");
    let sent = world.admin().invite(world.org(), "x@new.example", OrgRole::Guest).await.done();
    let tried = "SELECT count(*) FROM mails WHERE state = 'queued' AND last_error IS NOT NULL";
    world.database().settled(tried, 1).await;
    world.admin().resend(world.org(), sent.id).await.done();
    let states = "SELECT count(*) FROM mails WHERE state = 'dropped'";
    assert_eq!(world.database().count(states), 1);
}

#[tokio::test]
async fn no_token_of_a_link_is_listed_logged_or_stored() {
    let world = World::with(Start::default().args(["--log", "trace,slipway_server=trace"])).await;
    let (org, owner) = (world.org(), world.owner());
    let copied = owner.copy_link(org, world.waiting().id).await.done();
    let token = token_of(&copied);
    look_up(&world.visitor(), &token).await.done();
    for path in ["", "/members", "/invitations", "/audit?limit=100"] {
        let text = owner.get(&format!("/api/orgs/{org}{path}")).await.text();
        assert!(!text.contains(&token), "{path}: {text}");
    }
    assert!(!world.database().dump().contains(&token), "the database holds it");
    assert!(!world.log().text(Output::Stderr).contains(&token), "the log holds it");
    assert!(!format!("{copied:?}").contains(&token), "it shows itself");
}
