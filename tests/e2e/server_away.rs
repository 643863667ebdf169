//! The server does not answer: the page says so, keeps what was typed, and goes on when it is back.

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    browser::{Browser, Found},
    client::Verdict,
    program::Start,
    world::World,
};

#[tokio::test]
async fn nothing_typed_is_lost_when_the_server_does_not_answer() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs/blue-quay/settings/members").await;
    browser.sees_row(&["Olga Owner", "Owner"]).await;
    browser.clicks_button("Invite Members").await;
    browser.fills("Address", "ada@new.example").await;
    browser.chooses("Role", "Developer").await;
    browser.chooses("Language of the mail", "Français").await;

    let crashed = world.into_program().crash();
    browser.clicks_button("Submit").await;
    browser.sees("The server did not answer. Check the connection and try again.").await;
    browser.sees_value("Address", "ada@new.example").await;

    let program = crashed.start_again(&Start::default());
    browser.clicks_button("Submit").await;
    browser.sees_toast("The invitation to ada@new.example is on its way.").await;
    let mail = program.mailbox().next_to("ada@new.example").await;
    assert!(mail.text.contains("vous invite"), "the mail is in the chosen language: {}", mail.text);
    let sent = program.database().count("SELECT count(*) FROM invitations WHERE email = 'ada@new.example'");
    assert_eq!(sent, 1, "it was sent once");
}

#[tokio::test]
async fn a_page_that_cannot_be_loaded_offers_to_try_again() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs/blue-quay/settings/general").await;
    browser.sees_value("Name", "Blue Quay").await;
    let crashed = world.into_program().crash();
    browser.clicks_link("Audit log").await;
    browser.sees("The server did not answer. Check the connection and try again.").await;
    let _program = crashed.start_again(&Start::default());
    browser.clicks_button("Try again").await;
    browser.sees_row(&["Olga Owner", "created"]).await;
    browser.sees_none(Found::Role("button", "Try again")).await;
}

/// Before anybody is signed in, too: a page that cannot ask who looks at it says so.
#[tokio::test]
async fn signing_up_offers_to_try_again() {
    let world = World::new().await;
    world.opens_sign_up(true).await;
    let browser = Browser::at(&world).await;
    browser.cannot_reach(&["/api/session"]).await;
    browser.opens("/signup").await;
    browser.sees("The server did not answer. Check the connection and try again.").await;
    browser.cannot_reach(&[]).await;
    browser.clicks_button("Try again").await;
    browser.sees_one(Found::Control("Email address")).await;
}

#[tokio::test]
async fn the_invitations_to_oneself_offer_to_try_again() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    world.owner().invite(world.org(), &guest.email, OrgRole::Developer).await.done();
    let browser = Browser::of(&world, guest).await;
    browser.cannot_reach(&["/api/account/invitations*"]).await;
    browser.opens("/orgs").await;
    browser.sees("The server did not answer. Check the connection and try again.").await;
    browser.cannot_reach(&[]).await;
    browser.clicks_button("Try again").await;
    browser.sees_row_of("Invitations for you", &["Blue Quay", "Developer"]).await;
    browser.sees_none(Found::Role("button", "Try again")).await;
}

#[tokio::test]
async fn a_half_filled_form_survives_a_reload() {
    let world = World::new().await;
    let newcomer = world.newcomer("nora.newcomer@quay.example").await;
    let browser = Browser::of(&world, &newcomer).await;
    browser.opens("/orgs/new").await;
    browser.fills("Name", "Lone Pine").await;
    browser.fills("City", "Ohio").await;
    browser.reloads().await;
    browser.sees_value("Name", "Lone Pine").await;
    browser.sees_value("City", "Ohio").await;
}
