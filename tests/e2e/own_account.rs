//! What somebody does to their own account where it is dangerous: they end a session that they do not know, are
//! asked for their password again, and delete the account.

use chrono::TimeDelta;
use slipway_core::access::role::OrgRole;
use slipway_tests::{
    browser::{Browser, Found},
    client::Verdict,
    world::World,
};

const PASSWORD_DIALOG: Found<'_> = Found::Role("dialog", "Type your password once more");
const DELETE: Found<'_> = Found::Role("button", "Delete my account");

#[tokio::test]
async fn somebody_sees_a_strange_session_and_ends_it() {
    let world = World::new().await;
    let owner = world.owner();
    let browser = Browser::of(&world, owner).await;
    let strange = browser.beside().await;
    strange.opens("/login").await;
    strange.signs_in(&owner.email, &owner.password).await;
    strange.sees_page("Organization panel").await;
    strange.opens("/orgs/blue-quay/settings/members").await;
    strange.sees_page("Organization Settings").await;

    browser.opens("/account").await;
    browser.sees_row(&["Unknown device", "This one"]).await;
    browser.sees_row(&["Chrome on Linux", "127.0.0.1", "signed in"]).await;
    browser.clicks_button("End the session of Chrome on Linux").await;
    browser.sees_toast("The session was ended.").await;
    browser.sees_no_row(None, &["Chrome on Linux"]).await;
    browser.sees_none(Found::Role("button", "End all others")).await;

    // The other browser hears of it without anybody's doing, and says so.
    strange.is_at("/login?next=/orgs/blue-quay/settings/members").await;
    strange.sees("You were signed out: your session was ended elsewhere, or its time was over.").await;
    strange.signs_in(&owner.email, &owner.password).await;
    strange.is_at("/orgs/blue-quay/settings/members").await;
    strange.sees_row(&[owner.email.as_str()]).await;
    strange.signs_out().await;
    strange.sees_no("You were signed out").await;
}

#[tokio::test]
async fn somebody_is_asked_for_the_password_again_and_goes_on() {
    const NEW: &str = "olga@elsewhere.example";
    let world = World::new().await;
    let owner = world.owner();
    let browser = Browser::at(&world).await;
    browser.opens("/login").await;
    browser.signs_in(&owner.email, &owner.password).await;
    browser.sees_page("Organization panel").await;
    browser.opens("/account").await;
    browser.fills("New email address", NEW).await;
    world.advance(TimeDelta::minutes(11)).await;
    browser.clicks_button("Change address").await;
    // "not_fresh"
    browser.sees_one(PASSWORD_DIALOG).await;
    browser.sees("Once typed, it counts for 10 minutes.").await;

    // Whoever thinks better of it finds what they typed, and that nothing was done.
    browser.clicks_button("Cancel").await;
    browser.sees_none(PASSWORD_DIALOG).await;
    browser.sees("This needs your password once more. Nothing was changed.").await;
    browser.sees_value("New email address", NEW).await;
    assert!(world.mailbox().all().iter().all(|mail| !mail.to.contains(&NEW.to_owned())));

    browser.clicks_button("Change address").await;
    browser.fills("Password", "not the password at all").await;
    browser.clicks_button("Confirm password").await;
    browser.sees("This is not your current password. Type it again.").await;
    browser.fills("Password", &owner.password).await;
    browser.clicks_button("Confirm password").await;
    browser.sees_none(PASSWORD_DIALOG).await;
    browser.sees_toast("Mails are on their way. Confirm the change at both addresses.").await;
    browser.sees(&format!("{NEW} is to take the place of the present address.")).await;
    world.mailbox().next_to(NEW).await;
}

#[tokio::test]
async fn somebody_deletes_their_account() {
    let world = World::new().await;
    let owner = world.owner();
    world.leave_one_owner().await;
    let browser = Browser::at(&world).await;
    browser.opens("/login").await;
    browser.signs_in(&owner.email, &owner.password).await;
    browser.sees_page("Organization panel").await;
    browser.opens("/account").await;
    browser.sees("Your membership of 1 organization: Blue Quay.").await;
    browser.clicks_button("Delete account…").await;
    browser.sees_one(Found::Role("dialog", "Delete account")).await;
    browser.sees_disabled(DELETE, "Type the address of your account first.").await;
    // "not_your_address"
    browser.fills(&format!("Type your address {}", owner.email), "olga@elsewhere.example").await;
    browser.sees_disabled(DELETE, "Type the address of your account first.").await;
    browser.fills(&format!("Type your address {}", owner.email), &owner.email).await;
    browser.clicks(DELETE).await;
    browser.sees("Blue Quay would be left without an Owner whose account is enabled.").await;

    // Somebody else becomes an Owner, while the dialog stays open for longer than the password counts.
    let second = world.colleague(OrgRole::Owner).id;
    owner.change_role(world.org(), second, OrgRole::Owner).await.done();
    world.advance(TimeDelta::minutes(11)).await;
    browser.clicks(DELETE).await;
    browser.sees_one(PASSWORD_DIALOG).await;
    browser.fills("Password", &owner.password).await;
    browser.clicks_button("Confirm password").await;
    browser.sees_toast("Your account was deleted.").await;
    browser.is_at("/login").await;
    browser.sees_no("You were signed out").await;
    browser.signs_in(&owner.email, &owner.password).await;
    browser.sees("The email address and the password do not belong together.").await;

    let other = Browser::of(&world, world.colleague(OrgRole::Owner)).await;
    other.opens("/orgs/blue-quay/settings/members").await;
    other.sees_row(&["Oscar Owner", "You"]).await;
    other.sees_no_row(None, &[owner.email.as_str()]).await;
    other.opens("/orgs/blue-quay/settings/audit").await;
    other.sees_row(&["Olga Owner", "deleted the account of"]).await;
}

#[tokio::test]
async fn the_last_administrator_keeps_their_account() {
    let world = World::new().await;
    let admin = world.administrator();
    let browser = Browser::at(&world).await;
    browser.opens("/login").await;
    browser.signs_in(&admin.email, &admin.password).await;
    browser.sees_page("Organization panel").await;
    browser.opens("/account").await;
    browser.clicks_button("Delete account…").await;
    browser.fills(&format!("Type your address {}", admin.email), &admin.email).await;
    browser.clicks(DELETE).await;
    // "last_administrator"
    browser.sees("The installation always keeps one administrator whose account is enabled.").await;
}

#[tokio::test]
async fn a_click_beside_a_dialog_loses_nothing_that_was_typed_in_it() {
    let world = World::new().await;
    let owner = world.owner();
    let browser = Browser::at(&world).await;
    browser.opens("/login").await;
    browser.signs_in(&owner.email, &owner.password).await;
    browser.sees_page("Organization panel").await;
    browser.opens("/account").await;
    browser.clicks_button("Delete account…").await;
    let label = format!("Type your address {}", owner.email);
    browser.fills(&label, "olga").await;
    browser.clicks_beside().await;
    browser.sees_value(&label, "olga").await;
    browser.clicks_button("Cancel").await;

    browser.fills("New email address", "olga@elsewhere.example").await;
    world.advance(TimeDelta::minutes(11)).await;
    browser.clicks_button("Change address").await;
    browser.sees_one(PASSWORD_DIALOG).await;
    browser.fills("Password", "half of it").await;
    browser.clicks_beside().await;
    browser.sees_value("Password", "half of it").await;
    browser.fills("Password", "").await;
    browser.clicks_beside().await;
    browser.sees_none(PASSWORD_DIALOG).await;
}
