//! The dialogs that invite, touched at the wrong moment: closed while the server answers, submitted with what
//! cannot be sent, clicked beside while something in them would be lost.

use serde_json::json;
use slipway_tests::{
    browser::{Browser, Found, Key},
    program::Start,
    world::World,
};

const MEMBERS: &str = "/orgs/blue-quay/settings/members";
const DIALOG: Found<'_> = Found::Role("dialog", "Invite Members");

/// The Owner of Blue Quay, with the dialog open.
async fn inviting(start: Start) -> (World, Browser) {
    let world = World::with(start).await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens(MEMBERS).await;
    browser.sees_row(&["Olga Owner", "Owner"]).await;
    browser.clicks_button("Invite Members").await;
    browser.sees_one(DIALOG).await;
    (world, browser)
}

async fn fills_in(browser: &Browser, addresses: &str) {
    browser.pastes("Address", addresses).await;
    browser.chooses("Role", "Viewer").await;
}

/// The path that invitations are sent to.
fn invitations(world: &World) -> String {
    format!("/api/orgs/{}/invitations", world.org())
}

#[tokio::test]
async fn whoever_closes_it_while_many_are_invited_is_told_what_became_of_them() {
    let (world, browser) = inviting(Start::default()).await;
    fills_in(&browser, "ada@new.example\nbo@new.example\nnobody").await;
    browser.holds_answer_to(&invitations(&world)).await;
    browser.clicks_button("Submit").await;
    browser.presses(Key::Escape).await;
    browser.sees_none(DIALOG).await;
    browser.lets_answer_come().await;
    browser.sees_toast("2 invitations of 3 are on their way.").await;
    browser.sees_row_of("Pending Invitations", &["bo@new.example", "Viewer"]).await;
    browser.sees_none(Found::Selector("#crash")).await;

    // Those results are of the dialog before.
    browser.clicks_button("Invite Members").await;
    browser.sees_value("Address", "").await;
}

/// A link is shown once. Whoever was not there to see it is told how to have another.
#[tokio::test]
async fn links_that_nobody_was_there_to_see_are_not_lost_in_silence() {
    let (world, browser) = inviting(Start::default().without_mail()).await;
    fills_in(&browser, "ada@new.example").await;
    browser.holds_answer_to(&invitations(&world)).await;
    browser.clicks_button("Submit").await;
    browser.clicks_button("Cancel").await;
    // Another beginning, with something typed, is left alone by the answer to the earlier one.
    browser.clicks_button("Invite Members").await;
    browser.fills("Address", "bo@new.example").await;
    browser.lets_answer_come().await;
    browser.sees_toast("1 invitation was created. Copy its link under Pending Invitations.").await;
    browser.sees_value("Address", "bo@new.example").await;
    browser.clicks_button("Cancel").await;
    browser.sees_row_of("Pending Invitations", &["ada@new.example"]).await;
}

#[tokio::test]
async fn the_one_address_to_correct_says_what_is_wrong_with_it_when_it_is_sent_as_it_is() {
    let (_world, browser) = inviting(Start::default()).await;
    fills_in(&browser, "ada@new.example\nnobody").await;
    browser.clicks_button("Submit").await;
    browser.clicks_button("Correct 1 address").await;
    browser.sees_value("Address", "nobody").await;
    browser.sees_no_error("Address").await;
    browser.clicks_button("Submit").await;
    browser.sees_error("Address", "Enter an address of the form name@example.com.").await;
    browser.focuses("field", "Address").await;
}

#[tokio::test]
async fn a_click_beside_it_loses_no_link_and_no_list() {
    let (world, browser) = inviting(Start::default().without_mail()).await;
    fills_in(&browser, "ada@new.example\nnobody").await;
    browser.clicks_button("Submit").await;
    browser.sees("1 invitation created, for 2 addresses. Send this link yourself.").await;
    browser.clicks_beside().await;
    browser.sees_one(Found::Control("Link for ada@new.example")).await;
    browser.clicks_button("Correct 1 address").await;
    browser.sees_value("Address", "nobody").await;
    browser.clicks_beside().await;
    browser.sees_value("Address", "nobody").await;
    browser.clicks_button("Cancel").await;

    // One that holds nothing yet goes by a click.
    browser.clicks_button("Invite Members").await;
    browser.sees_value("Address", "").await;
    browser.clicks_beside().await;
    browser.sees_none(DIALOG).await;

    browser.clicks_button(&format!("Actions for the invitation to {}", world.waiting().email)).await;
    browser.clicks_item("Copy link…").await;
    browser.clicks_button("Make link").await;
    browser.focuses("heading", &format!("Copy a link for {}", world.waiting().email)).await;
    let link = format!("Link for {}", world.waiting().email);
    browser.sees_one(Found::Control(&link)).await;
    browser.clicks_beside().await;
    browser.sees_one(Found::Control(&link)).await;
}

/// What is said of each address can be read at leisure; a screen reader hears how many are invited, once.
#[tokio::test]
async fn a_long_list_of_remarks_scrolls_and_its_count_alone_is_announced() {
    const MEASURES: &str = "
        const list = document.querySelector('.invite-remarks');
        const announced = [...document.querySelectorAll('dialog [role=status]')].map((it) => it.innerText.trim());
        return [list.scrollHeight > list.clientHeight, list.tabIndex, announced.join(' | ')];
    ";
    let (_world, browser) = inviting(Start::default()).await;
    let wrong: Vec<String> = (0..30).map(|n| format!("nobody-{n}")).collect();
    browser.pastes("Address", &wrong.join("\n")).await;
    browser.sees("0 of 30 addresses will be invited.").await;
    let measures = browser.runs(MEASURES, Vec::new()).await;
    assert_eq!(measures, json!([true, 0, "0 of 30 addresses will be invited."]));
}
