//! Coming in: signing in and out, and answering invitations as whoever one is.

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    browser::{Browser, Found},
    client::Verdict,
    program::Program,
    world::World,
};

#[tokio::test]
async fn signing_in_leads_to_the_panel_and_signing_out_back() {
    let world = World::new().await;
    let browser = Browser::at(&world).await;
    browser.opens("/").await;
    browser.is_at("/login").await;
    browser.signs_in(&world.owner().email, &world.owner().password).await;
    browser.sees_page("Organization panel").await;
    browser.is_at("/orgs").await;
    browser.signs_out().await;
    browser.opens("/orgs").await;
    browser.is_at("/login?next=/orgs").await;
}

#[tokio::test]
async fn a_wrong_password_is_told_and_the_address_stays() {
    let world = World::new().await;
    let browser = Browser::at(&world).await;
    browser.opens("/login").await;
    browser.signs_in(&world.owner().email, "a password of somebody else").await;
    browser.sees("The email address and the password do not belong together.").await;
    browser.sees_value("Email address", &world.owner().email).await;
}

#[tokio::test]
async fn the_first_account_needs_the_printed_address() {
    let program = Program::start();
    let browser = Browser::at(&program).await;
    browser.opens("/").await;
    browser.is_at("/setup").await;
    browser.sees("This address is not complete.").await;
    browser.opens("/login").await;
    browser.sees("Slipway has no account yet.").await;
    let token = program.set_up_token();
    program.visitor().set_up(&token, "Ines Installer", "ines@quay.example").await.done();
    browser.opens(&format!("/setup#{token}")).await;
    browser.sees("Slipway is set up already.").await;
    browser.clicks_link("Go to the sign-in").await;
    browser.sees_page("Sign in to Slipway").await;
}

#[tokio::test]
async fn signed_in_as_somebody_else_one_is_told_and_offered_to_switch() {
    let world = World::new().await;
    let invited = world.newcomer("nora.newcomer@quay.example").await;
    let invitation = world.invited(world.owner(), &invited.email, OrgRole::Developer).await;
    let browser = Browser::of(&world, world.stranger()).await;
    browser.opens(&format!("/invitations#{}", invitation.token)).await;
    browser.sees("This invitation is for somebody else").await;
    browser.sees("It was sent to nora.newcomer@quay.example.").await;
    browser.sees_none(Found::Role("button", "Accept")).await;
    browser.clicks_button("Sign out and continue as nora.newcomer@quay.example").await;
    browser.sees_value("Email address", &invited.email).await;
    browser.fills("Password", &invited.password).await;
    browser.clicks_button("Sign in").await;
    browser.sees("You are signed in as Nora Newcomer, nora.newcomer@quay.example.").await;
    browser.clicks_button("Accept").await;
    browser.is_at("/orgs/blue-quay").await;
}

#[tokio::test]
async fn declining_asks_once_more_and_says_what_it_means() {
    let world = World::new().await;
    let browser = Browser::at(&world).await;
    browser.opens(&format!("/invitations#{}", world.waiting().token)).await;
    browser.clicks_button("Decline the invitation instead").await;
    browser.sees("The organization’s audit log records that you declined.").await;
    browser.clicks_button("Decline invitation").await;
    browser.sees_page("You declined the invitation").await;
    browser.reloads().await;
    browser.sees("This invitation was declined.").await;
}

#[tokio::test]
async fn links_that_lead_nowhere_say_what_became_of_the_invitation() {
    let world = World::new().await;
    let browser = Browser::at(&world).await;
    browser.opens("/invitations").await;
    browser.sees("The address holds no invitation.").await;
    browser.opens("/invitations#cut").await;
    browser.sees_page("This link leads to no invitation").await;
    browser.opens(&format!("/invitations#{}", "A".repeat(43))).await;
    browser.sees_page("This link leads to no invitation").await;
    world.owner().revoke(world.org(), world.waiting().id).await.done();
    browser.opens(&format!("/invitations#{}", world.waiting().token)).await;
    browser.sees_page("This invitation has ended").await;
    browser.sees("This invitation was revoked.").await;
}

#[tokio::test]
async fn a_session_that_ended_elsewhere_leads_to_the_sign_in_and_back() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs/blue-quay/settings/general").await;
    browser.sees_value("Name", "Blue Quay").await;
    browser.loses_session().await;
    browser.clicks_link("Members").await;
    browser.is_at("/login?next=/orgs/blue-quay/settings/members").await;
    browser.signs_in(&world.owner().email, &world.owner().password).await;
    browser.is_at("/orgs/blue-quay/settings/members").await;
    browser.sees_row(&["Olga Owner", "You", "Owner"]).await;
}
