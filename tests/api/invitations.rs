//! The whole life of an invitation: sent, mailed, looked up, accepted or ended in every other way there is.

use chrono::TimeDelta;
use serde_json::json;
use slipway_core::{
    access::role::OrgRole,
    api::{
        endpoint::Method,
        invitation::{InvitationOffer, InvitationView, MailState},
        page::{NoQuery, Page, PageQuery},
        path::{NoPath, OrgPath},
        problem::{Problem, StateProblem},
        table as t,
    },
    email::EmailAddress,
    field::NoBody,
    invitation::{TokenDraft, VoidReason},
    locale::Locale,
    token::PresentedToken,
};
use slipway_tests::{
    client::{Client, Verdict},
    person::{Outcome, password_for},
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

fn state(problem: StateProblem) -> Problem {
    Problem::State { problem }
}

/// What every use of a token is answered with, whoever presents it.
async fn ended(world: &World, token: &str, expected: StateProblem) {
    let code = expected.code();
    let before = world.database().snapshot();
    let visitor = world.visitor();
    let answers = [
        look_up(&visitor, token).await.refused(409, code),
        visitor.clone().sign_up(token, "Late", "eleven grey herons asleep").await.refused(409, code),
        visitor.decline(token).await.refused(409, code),
        world.stranger().accept(token).await.refused(409, code),
    ];
    for answer in answers {
        assert_eq!(answer, state(expected.clone()));
    }
    before.assert_unchanged(&world.database().snapshot(), "an ended invitation");
}

#[tokio::test]
async fn somebody_without_an_account_is_invited_signs_up_and_is_a_member_at_once() {
    let world = World::new().await;
    let (org, admin) = (world.org(), world.admin());
    let sent = admin.invite(org, "Nina.New@Quay.Example", OrgRole::Developer).await.done();
    assert_eq!(sent.email.as_str(), "nina.new@quay.example");
    assert_eq!((sent.role, sent.sender, sent.expired), (OrgRole::Developer, admin.id, false));
    assert_eq!(sent.sender_name, admin.name);
    assert_eq!(sent.expires_at - sent.sent_at, TimeDelta::days(7));

    let mail = world.mailbox().next_to("nina.new@quay.example").await;
    let offer = look_up(&world.visitor(), &mail.token()).await.done();
    assert_eq!((offer.organization.as_str(), offer.sender_name.as_str()), ("Blue Quay", admin.name.as_str()));
    assert_eq!((offer.role, offer.email.as_str()), (OrgRole::Developer, "nina.new@quay.example"));
    assert_eq!((offer.expires_at, offer.has_account), (sent.expires_at, false));

    let nina = world.visitor().sign_up(&mail.token(), "Nina New", "eleven grey herons asleep").await.done();
    assert!(look_up(&nina, &mail.token()).await.done().has_account);
    let joined = nina.accept(&mail.token()).await.done();
    assert_eq!((joined.org, joined.role), (org, OrgRole::Developer));
    assert_eq!((joined.slug.as_str(), joined.name.as_str()), ("blue-quay", "Blue Quay"));

    assert_eq!(nina.me().await.orgs[0].role, OrgRole::Developer);
    assert!(pending(&world, admin).await.iter().all(|waiting| waiting.id != sent.id));
    let members = admin.get(&format!("/api/orgs/{org}/members?search=nina.new")).await.done(200);
    assert_eq!(members["items"][0]["account"], json!(nina.id));
}

#[tokio::test]
async fn somebody_with_an_account_is_invited_and_accepts() {
    let world = World::new().await;
    let invitation = world.invited(world.owner(), &world.stranger().email, OrgRole::Viewer).await;
    assert!(look_up(&world.visitor(), &invitation.token).await.done().has_account);
    let taken = world.visitor().sign_up(&invitation.token, "Sam", "eleven grey herons asleep").await;
    let email = EmailAddress::parse(&world.stranger().email).expect("an address");
    assert_eq!(taken.refused(409, "address_taken"), state(StateProblem::AddressTaken { email }));

    world.stranger().accept(&invitation.token).await.done();
    let names: Vec<_> = world.stranger().me().await.orgs.into_iter().map(|org| org.name).collect();
    assert_eq!(names, ["Blue Quay", "North Pier"]);
}

#[tokio::test]
async fn an_invitation_is_pending_until_it_is_answered_and_shows_its_mail() {
    let world = World::new().await;
    let sent = world.owner().invite(world.org(), "nina@new.example", OrgRole::Guest).await.done();
    assert!(matches!(sent.mail, MailState::Queued), "{:?}", sent.mail);
    world.mailbox().next_to("nina@new.example").await;
    world.database().mails_settled().await;
    let all = pending(&world, world.owner()).await;
    assert_eq!(all[0].id, sent.id, "the newest first");
    assert!(matches!(all[0].mail, MailState::Sent { at } if at >= sent.sent_at), "{:?}", all[0].mail);
    assert_eq!(all[0].locale, Locale::En);
    assert_eq!(all.len(), 2);
}

#[tokio::test]
async fn everyone_sees_their_own_invitations_and_whoever_manages_them_sees_all() {
    let world = World::new().await;
    let developer = world.developer();
    let own = developer.invite(world.org(), "by-developer@new.example", OrgRole::Viewer).await.done();
    let admins = world.admin().invite(world.org(), "by-admin@new.example", OrgRole::Viewer).await.done();
    let ids = |list: Vec<InvitationView>| list.into_iter().map(|i| i.id).collect::<Vec<_>>();
    assert_eq!(ids(pending(&world, developer).await), [own.id]);
    assert_eq!(ids(pending(&world, world.colleague(OrgRole::Developer)).await), []);
    assert_eq!(ids(pending(&world, world.role(OrgRole::Guest)).await), []);
    let all = [admins.id, own.id, world.waiting().id];
    assert_eq!(ids(pending(&world, world.admin()).await), all);
    assert_eq!(ids(pending(&world, world.colleague(OrgRole::Owner)).await), all);
}

#[tokio::test]
async fn a_second_invitation_to_an_address_takes_the_place_of_the_first() {
    let world = World::new().await;
    let first = world.invited(world.admin(), "nina@new.example", OrgRole::Guest).await;
    let second =
        world.invited(world.admin(), "NINA@new.example".to_lowercase().as_str(), OrgRole::Viewer).await;
    assert_ne!(first.token, second.token);
    let shown: Vec<_> = pending(&world, world.admin()).await.into_iter().map(|i| (i.id, i.role)).collect();
    assert_eq!(shown[0], (second.id, OrgRole::Viewer));
    assert!(!shown.iter().any(|(id, _)| *id == first.id));
    ended(&world, &first.token, StateProblem::InvitationReplaced).await;
    let nina = world.visitor().sign_up(&second.token, "Nina", "eleven grey herons asleep").await.done();
    assert_eq!(nina.accept(&second.token).await.done().role, OrgRole::Viewer);
}

/// Replacing is revoking: whoever may not revoke the one before is told that somebody else sent it.
#[tokio::test]
async fn an_invitation_of_somebody_else_is_replaced_only_by_whoever_may_revoke_it() {
    let world = World::new().await;
    let waiting = world.waiting();
    let before = world.database().snapshot();
    let refused = world.developer().invite(world.org(), &waiting.email, OrgRole::Viewer).await;
    let missing = crate::routes::missing_of(&refused.refused(403, "invitation_of_another"));
    assert_eq!(missing.into_iter().collect::<Vec<_>>(), ["invitations.manage"]);
    before.assert_unchanged(&world.database().snapshot(), "a Developer's replacing");
    let new = world.invited(world.admin(), &waiting.email, OrgRole::Viewer).await;
    ended(&world, &waiting.token, StateProblem::InvitationReplaced).await;
    assert_eq!(look_up(&world.visitor(), &new.token).await.done().sender_name, world.admin().name);
}

#[tokio::test]
async fn ones_own_address_and_a_members_cannot_be_invited() {
    let world = World::new().await;
    let (org, admin) = (world.org(), world.admin());
    let before = world.database().snapshot();
    admin.invite(org, &admin.email.to_uppercase(), OrgRole::Guest).await.refused(403, "own_grant");
    let vera = &world.role(OrgRole::Viewer).email;
    let refused = admin.invite(org, &vera.to_uppercase(), OrgRole::Guest).await;
    let email = EmailAddress::parse(vera).expect("an address");
    assert_eq!(refused.refused(409, "already_member"), state(StateProblem::AlreadyMember { email }));
    before.assert_unchanged(&world.database().snapshot(), "invitations of members");
}

#[tokio::test]
async fn a_revoked_invitation_is_over() {
    let world = World::new().await;
    let invitation = world.invited(world.developer(), "nina@new.example", OrgRole::Viewer).await;
    world.developer().revoke(world.org(), invitation.id).await.done();
    assert!(pending(&world, world.developer()).await.is_empty());
    ended(&world, &invitation.token, StateProblem::InvitationRevoked).await;
    let again = world.developer().revoke(world.org(), invitation.id).await;
    again.refused(409, "invitation_revoked");
    // Any one is the Admin's to take back.
    world.admin().revoke(world.org(), world.waiting().id).await.done();
    ended(&world, &world.waiting().token, StateProblem::InvitationRevoked).await;
}

#[tokio::test]
async fn an_accepted_invitation_works_once() {
    let world = World::new().await;
    let waiting = world.waiting();
    let wanda = world.visitor().sign_up(&waiting.token, "Wanda", &password_for(&waiting.email)).await.done();
    wanda.accept(&waiting.token).await.done();
    wanda.accept(&waiting.token).await.refused(409, "invitation_accepted");
    ended(&world, &waiting.token, StateProblem::InvitationAccepted).await;
    world.owner().revoke(world.org(), waiting.id).await.refused(409, "invitation_accepted");
    // It is no way back in either.
    world.owner().remove(world.org(), wanda.id).await.done();
    wanda.accept(&waiting.token).await.refused(409, "invitation_accepted");
}

#[tokio::test]
async fn an_invitation_can_be_declined_without_an_account() {
    let world = World::new().await;
    let waiting = world.waiting();
    world.visitor().decline(&waiting.token).await.done();
    ended(&world, &waiting.token, StateProblem::InvitationDeclined).await;
    world.owner().revoke(world.org(), waiting.id).await.refused(409, "invitation_declined");
    assert!(pending(&world, world.owner()).await.is_empty());
}

#[tokio::test]
async fn an_invitation_lives_seven_days() {
    let world = World::new().await;
    let invitation = world.invited(world.admin(), "nina@new.example", OrgRole::Guest).await;
    let sent = pending(&world, world.admin()).await.remove(0);
    let nina =
        world.visitor().sign_up(&invitation.token, "Nina", &password_for(&invitation.email)).await.done();

    world.advance(TimeDelta::days(7) - TimeDelta::minutes(1)).await;
    look_up(&world.visitor(), &invitation.token).await.done();
    world.advance(TimeDelta::minutes(2)).await;
    let expired = StateProblem::InvitationExpired { at: sent.expires_at };
    let refused = nina.accept(&invitation.token).await.refused(409, "invitation_expired");
    assert_eq!(refused, state(expired.clone()));
    ended(&world, &invitation.token, expired).await;

    let shown = pending(&world, world.admin()).await.remove(0);
    assert!(
        shown.expired && shown.id == invitation.id,
        "it stands in the box until it is replaced or revoked"
    );
    let new = world.invited(world.admin(), &invitation.email, OrgRole::Guest).await;
    nina.accept(&new.token).await.done();
}

#[tokio::test]
async fn an_expired_invitation_can_be_cleared_away() {
    let world = World::new().await;
    world.advance(TimeDelta::days(8)).await;
    world.owner().revoke(world.org(), world.waiting().id).await.done();
    assert!(pending(&world, world.owner()).await.is_empty());
    ended(&world, &world.waiting().token, StateProblem::InvitationRevoked).await;
}

#[tokio::test]
async fn whoever_is_signed_in_as_somebody_else_is_told_so() {
    let world = World::new().await;
    let waiting = world.waiting();
    let before = world.database().snapshot();
    let refused = world.stranger().accept(&waiting.token).await.refused(409, "invitation_for_another");
    let address = |text: &str| EmailAddress::parse(text).expect("an address");
    let expected = StateProblem::InvitationForAnother {
        invited: address(&waiting.email),
        signed_in: address(&world.stranger().email),
    };
    assert_eq!(refused, state(expected));
    before.assert_unchanged(&world.database().snapshot(), "somebody else's accepting");
    // They may read what it is, and the invitation lives on.
    look_up(world.stranger(), &waiting.token).await.done();
}

/// D5: judged when it is sent, and again when it is accepted, by its sender's rights at that moment.
#[tokio::test]
async fn an_invitation_whose_sender_lost_the_right_is_void_when_it_is_accepted() {
    let world = World::new().await;
    let (org, sender) = (world.org(), world.admin());
    let invitation = world.invited(sender, "nina@new.example", OrgRole::Admin).await;
    let nina =
        world.visitor().sign_up(&invitation.token, "Nina", &password_for(&invitation.email)).await.done();
    // A Developer may still invite, and not an Admin.
    world.owner().change_role(org, sender.id, OrgRole::Developer).await.done();
    look_up(&world.visitor(), &invitation.token).await.done();

    let void = StateProblem::InvitationVoid { void: VoidReason::SenderLostRight };
    let refused = nina.accept(&invitation.token).await.refused(409, "invitation_void");
    assert_eq!(refused, state(void.clone()));
    assert!(nina.me().await.orgs.is_empty(), "all of it or nothing");
    // What is void stays void, also when its sender has the right again.
    world.owner().change_role(org, sender.id, OrgRole::Owner).await.done();
    nina.accept(&invitation.token).await.refused(409, "invitation_void");
    ended(&world, &invitation.token, void).await;
}

#[tokio::test]
async fn an_invitation_whose_sender_may_not_invite_any_more_is_void_too() {
    let world = World::new().await;
    let sender = world.developer();
    let invitation = world.invited(sender, "nina@new.example", OrgRole::Guest).await;
    let nina =
        world.visitor().sign_up(&invitation.token, "Nina", &password_for(&invitation.email)).await.done();
    world.owner().change_role(world.org(), sender.id, OrgRole::Viewer).await.done();
    let refused = nina.accept(&invitation.token).await.refused(409, "invitation_void");
    let void = StateProblem::InvitationVoid { void: VoidReason::SenderLostRight };
    assert_eq!(refused, state(void));
}

/// A sender who has more than before loses nothing, and one with less may still have enough.
#[tokio::test]
async fn an_invitation_whose_sender_still_has_enough_is_good() {
    let world = World::new().await;
    let sender = world.admin();
    let invitation = world.invited(sender, "nina@new.example", OrgRole::Viewer).await;
    world.owner().change_role(world.org(), sender.id, OrgRole::Developer).await.done();
    let nina =
        world.visitor().sign_up(&invitation.token, "Nina", &password_for(&invitation.email)).await.done();
    nina.accept(&invitation.token).await.done();
}

/// A Guest who accepts an invitation to the organization is raised to the role that it offers.
#[tokio::test]
async fn a_guest_is_raised_by_an_invitation() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let invitation = world.invited(world.admin(), &guest.email, OrgRole::Developer).await;
    let joined = guest.accept(&invitation.token).await.done();
    assert_eq!(joined.role, OrgRole::Developer);
    assert_eq!(guest.me().await.orgs[0].role, OrgRole::Developer);
}

/// By D1 at that moment: the sender who lost the right raises nobody.
#[tokio::test]
async fn a_guest_is_not_raised_by_a_sender_who_lost_the_right() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let invitation = world.invited(world.admin(), &guest.email, OrgRole::Admin).await;
    world.owner().change_role(world.org(), world.admin().id, OrgRole::Developer).await.done();
    guest.accept(&invitation.token).await.refused(409, "invitation_void");
    assert_eq!(guest.me().await.orgs[0].role, OrgRole::Guest);
}

#[tokio::test]
async fn whoever_joined_meanwhile_with_another_role_keeps_it_and_the_invitation_is_void() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let invitation = world.invited(world.admin(), &guest.email, OrgRole::Developer).await;
    world.owner().change_role(world.org(), guest.id, OrgRole::Viewer).await.done();
    let refused = guest.accept(&invitation.token).await.refused(409, "invitation_void");
    let void = StateProblem::InvitationVoid { void: VoidReason::AlreadyMember };
    assert_eq!(refused, state(void));
    assert_eq!(guest.me().await.orgs[0].role, OrgRole::Viewer);
}

/// The address counts as verified, since the token came to it by mail.
#[tokio::test]
async fn an_account_made_through_the_mailed_link_has_a_verified_address() {
    let world = World::new().await;
    let waiting = world.waiting();
    world.visitor().sign_up(&waiting.token, "Wanda", &password_for(&waiting.email)).await.done();
    let verified = format!(
        "SELECT count(*) FROM accounts WHERE email = '{}' AND email_verified_at IS NOT NULL",
        waiting.email
    );
    assert_eq!(world.database().count(&verified), 1);
}

#[tokio::test]
async fn a_role_or_a_language_that_does_not_exist_is_named() {
    let world = World::new().await;
    let body =
        json!({ "emails": "x@new.example", "role": "superuser", "locale": "tlh", "note": "", "days": "7" });
    let path = format!("/api/orgs/{}/invitations", world.org());
    let answer = world.owner().request(Method::Post, &path).json(&body).send().await;
    answer.refused(422, "fields");
    assert_eq!(
        answer.json()["error"]["errors"],
        json!([
            { "field": "role", "code": "unknown_role" },
            { "field": "locale", "code": "unknown_language" },
        ])
    );
}

#[tokio::test]
async fn the_box_can_be_read_page_by_page_and_searched() {
    let world = World::new().await;
    for n in 0..7 {
        let email = format!("person-{n}@new.example");
        world.owner().invite(world.org(), &email, OrgRole::Guest).await.done();
    }
    let all = pending(&world, world.owner()).await;
    assert_eq!(all.len(), 8);
    let path = OrgPath { org: world.org() };
    let mut query = PageQuery { limit: Some(3), ..PageQuery::default() };
    let mut read = Vec::new();
    loop {
        let page = world.owner().call::<t::ListInvitations>(&path, &query, &NoBody {}).await.done();
        read.extend(page.items.into_iter().map(|item| item.id));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    assert_eq!(read, all.iter().map(|item| item.id).collect::<Vec<_>>());
    let query = PageQuery { search: Some("person-4".to_owned()), ..PageQuery::default() };
    let page = world.owner().call::<t::ListInvitations>(&path, &query, &NoBody {}).await.done();
    assert_eq!(page.items.len(), 1);
}
