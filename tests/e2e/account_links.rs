//! What the links of mails do for an account: a forgotten password, another address, a sign-up that is verified.

use chrono::TimeDelta;
use slipway_tests::{
    browser::{Browser, Found},
    client::Verdict,
    program::Start,
    world::World,
};

const NEW: &str = "eleven grey herons asleep";

#[tokio::test]
async fn somebody_forgets_their_password_and_gets_back_in() {
    let world = World::new().await;
    let owner = world.owner();
    let browser = Browser::at(&world).await;
    browser.opens("/login").await;
    browser.clicks_link("Forgot your password?").await;
    browser.sees_page("Forgot your password?").await;
    browser.fills("Email address", &owner.email).await;
    browser.clicks_button("Send the link").await;
    let sent = format!("If an account has the address {}, a mail is on its way.", owner.email);
    browser.sees(&sent).await;
    browser.sees_one(Found::Selector(".notice[role=status]")).await;
    browser.focuses("heading", "Forgot your password?").await;
    browser.clicks_button("Use another address").await;
    browser.fills("Email address", &owner.email).await;
    browser.clicks_button("Send the link").await;
    browser.sees(&sent).await;

    world.mailbox().next_to(&owner.email).await;
    let link = world.mailbox().next_to(&owner.email).await.link();
    browser.opens(&link).await;
    browser.sees_page("Set a new password").await;
    browser.sees(&format!("For the account {}.", owner.email)).await;
    browser.fills("New password", "too short").await;
    browser.clicks_button("Set the password").await;
    browser.sees_error("New password", "Use at least 15 characters.").await;
    browser.fills("New password", NEW).await;
    browser.clicks_button("Set the password").await;
    browser.is_at("/orgs").await;
    browser.sees_toast("Your password was changed. You are signed in here alone.").await;

    // "link_used": it is worth nothing now, and says so before anything is typed.
    let other = browser.beside().await;
    other.opens(&link).await;
    other.sees_page("This link has ended").await;
    other.sees("This link was used already to set a new password.").await;
    other.sees_none(Found::Role("button", "Set the password")).await;
    let signed_in = browser.beside().await;
    signed_in.takes_session_of(world.administrator()).await;
    signed_in.opens(&link).await;
    signed_in.sees("This link was used already to set a new password. You are signed in.").await;
    other.clicks_link("Ask for another link").await;
    other.sees_page("Forgot your password?").await;
    other.opens("/login").await;
    other.signs_in(&owner.email, NEW).await;
    other.sees_page("Organization panel").await;
}

#[tokio::test]
async fn a_link_that_was_left_lying_says_that_its_time_is_over() {
    let world = World::new().await;
    let owner = world.owner();
    world.visitor().forgot(&owner.email).await.done();
    let link = world.mailbox().next_to(&owner.email).await.link();
    world.advance(TimeDelta::hours(2)).await;
    let browser = Browser::at(&world).await;
    // "link_expired"
    browser.opens(&link).await;
    browser.sees("This link has expired.").await;
}

#[tokio::test]
async fn somebody_changes_their_address() {
    let world = World::new().await;
    let (owner, new) = (world.owner(), "olga@elsewhere.example");
    let browser = Browser::of(&world, owner).await;
    browser.opens("/account").await;
    browser.fills("New email address", new).await;
    browser.clicks_button("Change address").await;
    browser.sees_toast("Mails are on their way. Confirm the change at both addresses.").await;
    browser.sees(&format!("{new} is to take the place of the present address.")).await;

    let at_new = world.mailbox().next_to(new).await.link();
    let other = browser.beside().await;
    other.opens(&at_new).await;
    other.sees_page("Change of address").await;
    other.sees("It takes effect once the other address has confirmed too.").await;
    other.clicks_button("Confirm the change").await;
    other.sees_page("Confirmed at this address").await;
    other.focuses("heading", "Confirmed at this address").await;
    other.sees_one(Found::Selector("p[role=status]")).await;
    other.sees("still has to be confirmed by the mail to the present address.").await;

    let at_old = world.mailbox().next_to(&owner.email).await.link();
    other.opens(&at_old).await;
    other.sees("With this confirmation it takes effect").await;
    other.clicks_button("Confirm the change").await;
    other.sees_page("The address was changed").await;
    other.sees(&format!("The account has the address {new} now.")).await;
    browser.reloads().await;
    browser.sees(new).await;
    browser.sees_no("is to take the place of the present address.").await;
}

/// A mail client may put the second link where the first one is open: only what follows the `#` is another then.
#[tokio::test]
async fn the_second_link_takes_the_place_of_the_first_in_the_same_page() {
    let world = World::new().await;
    let (owner, new) = (world.owner(), "olga@elsewhere.example");
    owner.change_address(new).await.done();
    let (at_new, at_old) =
        (world.mailbox().next_to(new).await.link(), world.mailbox().next_to(&owner.email).await.link());
    let browser = Browser::at(&world).await;
    browser.opens(&at_new).await;
    browser.clicks_button("Confirm the change").await;
    browser.sees_page("Confirmed at this address").await;
    browser.follows(&at_old).await;
    browser.sees("With this confirmation it takes effect").await;
    browser.clicks_button("Confirm the change").await;
    browser.sees_page("The address was changed").await;
}

#[tokio::test]
async fn a_late_answer_about_an_earlier_link_says_nothing_of_the_later_one() {
    let world = World::new().await;
    let (owner, new) = (world.owner(), "olga@elsewhere.example");
    owner.change_address(new).await.done();
    let link = world.mailbox().next_to(new).await.link();
    let browser = Browser::at(&world).await;
    browser.opens("/confirm-address#cut").await;
    browser.sees_page("This link leads nowhere").await;
    browser.holds_answer_to("/api/address/look-up").await;
    browser.follows(&format!("{}/confirm-address#{}", browser.url(), "A".repeat(43))).await;
    browser.sees_no("Part of it may be missing.").await;
    browser.follows(&link).await;
    browser.sees_page("Change of address").await;
    browser.sees(new).await;
    browser.lets_answer_come().await;
    browser.settles().await;
    browser.sees(new).await;
    browser.sees_page("Change of address").await;
}

#[tokio::test]
async fn a_change_of_address_is_taken_back() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/account").await;
    browser.fills("New email address", &world.owner().email).await;
    browser.clicks_button("Change address").await;
    // "address_unchanged"
    browser.sees_error("New email address", "This is the present address. Enter the new one.").await;
    browser.fills("New email address", "olga@elsewhere.example").await;
    browser.clicks_button("Change address").await;
    let link = world.mailbox().next_to("olga@elsewhere.example").await.link();
    browser.clicks_button("Take the change back").await;
    browser.sees_toast("The change was taken back. The address stays as it is.").await;
    // "link_ended"
    browser.opens(&link).await;
    browser.sees_page("This link has ended").await;
    browser.sees("Ask for the change once more in your account.").await;
}

#[tokio::test]
async fn somebody_signs_up_and_verifies() {
    let world = World::new().await;
    let (email, browser) = ("nora@new.example", Browser::at(&world).await);
    browser.opens("/signup").await;
    // "sign_up_closed"
    browser.sees("Accounts are made by invitation here.").await;
    world.opens_sign_up(true).await;
    browser.opens("/login").await;
    browser.clicks_link("Make an account").await;
    browser.sees_page("Make your account").await;
    browser.fills("Name", "Nora Newcomer").await;
    browser.fills("Email address", &world.owner().email).await;
    browser.fills("Password", NEW).await;
    browser.clicks_button("Make account").await;
    browser.sees("exists already. Sign in with it.").await;
    browser.fills("Email address", email).await;
    browser.clicks_button("Make account").await;
    browser.sees_page("Organization panel").await;
    // "address_not_verified"
    browser.sees(&format!("Your address {email} is not verified yet.")).await;

    let first = world.mailbox().next_to(email).await.link();
    browser.clicks_button("Send the mail again").await;
    browser.sees_toast(&format!("The mail to {email} is on its way.")).await;
    let second = world.mailbox().next_to(email).await.link();
    browser.opens(&first).await;
    browser.sees_page("This link has ended").await;
    browser.opens(&second).await;
    browser.sees_page("Your address is verified").await;
    // Whoever is signed in and loads it again is not told to sign in.
    browser.reloads().await;
    browser.sees("This email address is verified already. Nothing is left to do.").await;
    browser.sees_no("Sign in").await;
    browser.opens("/orgs").await;
    browser.sees_page("Organization panel").await;
    browser.sees_no("is not verified yet").await;
}

#[tokio::test]
async fn links_that_are_cut_say_so() {
    let world = World::new().await;
    let browser = Browser::at(&world).await;
    for page in ["/reset", "/verify", "/confirm-address"] {
        for fragment in ["", "#cut", &format!("#{}", "A".repeat(43))] {
            browser.opens(&format!("{page}{fragment}")).await;
            browser.sees_page("This link leads nowhere").await;
            browser.sees("Part of it may be missing.").await;
        }
    }
}

#[tokio::test]
async fn where_no_mail_is_sent_the_page_says_who_can_help() {
    let world = World::with(Start::default().without_mail()).await;
    let browser = Browser::at(&world).await;
    browser.opens("/forgot").await;
    // "no_mail"
    browser.sees("slipway admin reset-password").await;
    browser.sees_none(Found::Role("button", "Send the link")).await;
    let owner = Browser::of(&world, world.owner()).await;
    owner.opens("/account").await;
    owner.sees("This installation sends no mail, so an address cannot be confirmed").await;
    world.visitor().forgot(&world.owner().email).await.refused(409, "no_mail");
}
