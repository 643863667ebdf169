//! A change of address: confirmed at both, in either order; what is still missing is told; an address of
//! somebody else is told at the new one alone; and nothing of before counts afterwards.

use chrono::TimeDelta;
use slipway_core::{access::role::OrgRole, api::account::AddressSide};
use slipway_tests::{client::Verdict, person::Person, program::Start, world::World};

use crate::requests::MADE_UP;

const NEW: &str = "olga@elsewhere.example";

/// Asks for another address, and takes the tokens that arrive at both: the present one's, then the new one's.
async fn asks(world: &World, person: &Person, new: &str) -> (String, String) {
    let view = person.change_address(new).await.done();
    let pending = view.me.expect("signed in").address_change.expect("a change");
    assert_eq!((pending.email.as_str(), pending.old_confirmed, pending.new_confirmed), (new, false, false));
    let mailbox = world.mailbox();
    (mailbox.next_to(&person.email).await.token(), mailbox.next_to(new).await.token())
}

#[tokio::test]
async fn it_takes_effect_when_both_have_confirmed_in_either_order() {
    for new_first in [false, true] {
        let world = World::new().await;
        let owner = world.owner();
        let (at_old, at_new) = asks(&world, owner, NEW).await;
        let (first, second) = if new_first { (&at_new, &at_old) } else { (&at_old, &at_new) };
        let (missing, other) = if new_first {
            (AddressSide::Old, AddressSide::New)
        } else {
            (AddressSide::New, AddressSide::Old)
        };

        let offer = world.visitor().look_up_address(first).await.done();
        assert_eq!((offer.present.as_str(), offer.new.as_str()), (owner.email.as_str(), NEW));
        assert_eq!((offer.at, offer.other_confirmed), (other, false));
        let half = world.visitor().confirm_address(first).await.done();
        assert_eq!(half.missing, Some(missing));
        assert_eq!(owner.me().await.account.email.as_str(), owner.email, "one alone changes nothing");
        world.visitor().confirm_address(first).await.refused(409, "link_used");

        assert!(world.visitor().look_up_address(second).await.done().other_confirmed);
        let done = world.visitor().confirm_address(second).await.done();
        assert_eq!((done.email.as_str(), done.missing), (NEW, None));
        let me = owner.me().await;
        assert_eq!(me.account.email.as_str(), NEW, "and sessions stay");
        assert!(me.account.verified && me.address_change.is_none());
        world.visitor().sign_in(&owner.email, &owner.password).await.refused(401, "wrong_credentials");
        world.visitor().sign_in(NEW, &owner.password).await.done();
        let notice = world.mailbox().next_to(&owner.email).await;
        assert_eq!(notice.subject, "Your Slipway address was changed");
        assert!(notice.text.contains(NEW) && !notice.text.contains('#'), "{notice:?}");
        let entries = world.database().texts(
            "SELECT changes FROM audit_entries WHERE action = 'account.address_changed' AND org_id IS NULL",
        );
        assert_eq!(entries.len(), 1);
        assert!(entries[0].contains(NEW) && entries[0].contains(&owner.email), "{entries:?}");
    }
}

/// The address may be taken meanwhile, or from the beginning: asking for it does not tell.
#[tokio::test]
async fn an_address_of_somebody_else_is_told_to_whoever_reads_its_mail_alone() {
    let world = World::new().await;
    let (owner, taken) = (world.owner(), world.admin().email.as_str());
    let (at_old, at_new) = asks(&world, owner, taken).await;
    world.visitor().confirm_address(&at_old).await.done();
    let before = world.database().snapshot();
    world.visitor().confirm_address(&at_new).await.refused(409, "address_taken");
    before.assert_unchanged(&world.database().snapshot(), "a taken address");
    assert_eq!(world.admin().me().await.account.email.as_str(), taken);
}

/// Both accounts asked for it, and the other was the first to have it.
#[tokio::test]
async fn the_last_confirmation_finds_an_address_that_was_taken_since() {
    let world = World::new().await;
    let (owner, admin) = (world.owner(), world.admin());
    let (at_old, at_new) = asks(&world, owner, NEW).await;
    world.visitor().confirm_address(&at_new).await.done();
    let (admins_old, admins_new) = asks(&world, admin, NEW).await;
    world.visitor().confirm_address(&admins_new).await.done();
    world.visitor().confirm_address(&admins_old).await.done();
    world.visitor().confirm_address(&at_old).await.refused(409, "address_taken");
    assert_eq!(owner.me().await.account.email.as_str(), owner.email);
}

#[tokio::test]
async fn a_change_is_taken_back_replaced_and_over_after_a_day() {
    let world = World::new().await;
    let (owner, visitor) = (world.owner(), world.visitor());
    owner.cancel_address_change().await.refused(404, "not_found");
    let (at_old, at_new) = asks(&world, owner, NEW).await;
    let view = owner.cancel_address_change().await.done();
    assert_eq!(view.me.expect("signed in").address_change, None);
    for token in [&at_old, &at_new] {
        visitor.confirm_address(token).await.refused(409, "link_ended");
    }

    let (_, first) = asks(&world, owner, NEW).await;
    let (at_old, second) = asks(&world, owner, "olga@third.example").await;
    visitor.confirm_address(&first).await.refused(409, "link_ended");
    visitor.confirm_address(&at_old).await.done();
    world.advance(TimeDelta::hours(24)).await;
    visitor.confirm_address(&second).await.refused(409, "link_expired");
    owner.cancel_address_change().await.refused(404, "not_found");
    assert_eq!(owner.me().await.address_change, None);
}

#[tokio::test]
async fn a_new_password_takes_back_what_was_asked_for_and_a_new_address_ends_other_links() {
    let world = World::new().await;
    let owner = world.owner();
    let (_, at_new) = asks(&world, owner, NEW).await;
    world.visitor().forgot(&owner.email).await.done();
    let reset = world.mailbox().next_to(&owner.email).await.token();
    let browser = world.visitor();
    browser.reset(&reset, "eleven grey herons asleep").await.done();
    world.visitor().confirm_address(&at_new).await.refused(409, "link_ended");
    assert_eq!(browser.me().await.address_change, None);

    let admin = world.admin();
    world.visitor().forgot(&admin.email).await.done();
    let reset = world.mailbox().next_to(&admin.email).await.token();
    let (at_old, at_new) = asks(&world, admin, "ada@elsewhere.example").await;
    world.visitor().confirm_address(&at_old).await.done();
    world.visitor().confirm_address(&at_new).await.done();
    world.visitor().look_up_reset(&reset).await.refused(409, "link_ended");
}

#[tokio::test]
async fn wrong_links_change_nothing() {
    let world = World::new().await;
    let (at_old, _) = asks(&world, world.owner(), NEW).await;
    let before = world.database().snapshot();
    for wrong in [MADE_UP, "", &at_old[1..], &format!("{at_old}A"), &world.waiting().token] {
        world.visitor().look_up_address(wrong).await.refused(404, "not_found");
        world.visitor().confirm_address(wrong).await.refused(404, "not_found");
    }
    before.assert_unchanged(&world.database().snapshot(), "wrong links");
}

/// Nobody can confirm at an address that was mistyped; one that nothing proved asks for the new one's yes alone.
#[tokio::test]
async fn an_unproven_address_is_left_without_its_own_yes() {
    let world = World::new().await;
    let ulla = world.unproven();
    let pending = ulla.me().await.address_change.expect("a change");
    assert!(pending.old_confirmed && !pending.new_confirmed);
    ulla.change_address(NEW).await.done();
    let asked = world.mailbox().next_to(NEW).await;
    assert!(asked.text.contains("takes effect once you confirm it."), "no word of another: {}", asked.text);
    let done = world.visitor().confirm_address(&asked.token()).await.done();
    assert_eq!(done.missing, None);
    let me = ulla.me().await;
    assert_eq!(me.account.email.as_str(), NEW);
    assert!(me.account.verified, "whoever confirmed reads its mail");
    let notice = world.mailbox().next_to(&ulla.email).await;
    assert_eq!(notice.subject, "Your Slipway address was changed");
    assert!(!notice.text.contains("confirmed"), "nobody confirmed there: {}", notice.text);
    world.visitor().verify(&world.unopened().verify).await.refused(409, "link_ended");
}

/// Anybody can name any address. So what is sent to one is counted for it, whoever asks.
#[tokio::test]
async fn an_address_is_asked_only_so_often_whoever_names_it() {
    let world = World::with(Start::default().args(["--mails-per-account", "3"])).await;
    let (target, other) = ("victim@elsewhere.example", "another@elsewhere.example");
    for asking in [world.owner(), world.admin(), world.developer()] {
        asking.change_address(target).await.done();
    }
    world.database().mails_settled().await;
    let before = world.database().snapshot();
    world.stranger().change_address(target).await.refused(429, "too_many");
    before.assert_unchanged(&world.database().snapshot(), "a mail too many");
    world.stranger().change_address(other).await.done();
    world.advance(TimeDelta::minutes(61)).await;
    world.stranger().confirm_password(&world.stranger().password).await.done();
    world.stranger().change_address(target).await.done();
}

#[tokio::test]
async fn invitations_to_the_address_before_stay_with_it() {
    let world = World::new().await;
    let stranger = world.stranger();
    let invitation = world.invited(world.owner(), &stranger.email, OrgRole::Guest).await;
    let (at_old, at_new) = asks(&world, stranger, "sam@elsewhere.example").await;
    world.visitor().confirm_address(&at_old).await.done();
    world.visitor().confirm_address(&at_new).await.done();
    stranger.accept(&invitation.token).await.refused(409, "invitation_for_another");
}
