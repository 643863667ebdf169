//! An Owner invites forty people at once by pasting addresses, sees a result for each, copies a link for one who
//! gets no mail, resends, revokes; and whoever is invited answers in the Organization panel.

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    browser::{Browser, Found, Key},
    client::Verdict,
    person::password_for,
    program::Start,
    world::World,
};

const MEMBERS: &str = "/orgs/blue-quay/settings/members";

/// The Owner of Blue Quay, at its members.
async fn owner_at_the_members(start: Start) -> (World, Browser) {
    let world = World::with(start).await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens(MEMBERS).await;
    browser.sees_row(&["Olga Owner", "Owner"]).await;
    (world, browser)
}

/// What the field of a link holds.
async fn link_for(browser: &Browser, address: &str) -> String {
    let label = format!("Link for {address}");
    browser.sees_one(Found::Control(&label)).await;
    browser.value_of(&label).await.expect("a link")
}

#[tokio::test]
async fn forty_people_are_invited_at_once_and_each_has_a_result() {
    let (world, browser) = owner_at_the_members(Start::default()).await;
    let mut pasted: Vec<String> = (0..34).map(|n| format!("person-{n}@new.example")).collect();
    pasted.insert(4, "nobody".to_owned());
    pasted.insert(9, "ada@bücher.example".to_owned());
    pasted.insert(14, "bo@@new.example".to_owned());
    pasted.insert(19, "person-1@new.example".to_owned());
    pasted.insert(24, "Person Two <person-2@new.example>".to_owned());
    pasted.insert(29, world.developer().email.clone());
    browser.clicks_button("Invite Members").await;
    browser.pastes("Address", &pasted.join("\n")).await;
    // Before anything is sent it says what will become of them.
    browser.sees("34 of 40 addresses will be invited.").await;
    browser.sees_row(&["nobody", "Enter an address of the form name@example.com."]).await;
    browser.sees_row(&[&world.developer().email, "is a member of the organization already."]).await;
    assert_eq!(browser.changes_sent().await, [], "nothing was sent yet");
    browser.chooses("Role", "Viewer").await;
    browser.fills("Note", "See you on Monday.").await;
    browser.fills("Expires after (days)", "14").await;
    browser.clicks_button("Submit").await;

    browser.sees("34 invitations of 40 are on their way.").await;
    for (address, words) in [
        ("nobody", "Enter an address of the form name@example.com."),
        ("ada@bücher.example", "Write the address without accents"),
        ("bo@@new.example", "Enter an address of the form"),
        ("person-1@new.example", "Stands in the list more than once."),
        ("Person Two <person-2@new.example>", "Stands in the list more than once."),
        (world.developer().email.as_str(), "is a member of the organization already."),
        ("person-0@new.example", "On its way"),
        ("person-33@new.example", "On its way"),
    ] {
        browser.sees_row(&[address, words]).await;
    }
    let rows = "return document.querySelectorAll('.invite-result').length;";
    assert_eq!(browser.runs(rows, Vec::new()).await, 40);

    // The three that are no addresses can be put right, and nothing else is asked for again.
    browser.clicks_button("Correct 3 addresses").await;
    browser.sees_value("Address", "nobody\nada@bücher.example\nbo@@new.example").await;
    browser.fills("Address", "bo@new.example").await;
    browser.clicks_button("Submit").await;
    browser.sees_toast("The invitation to bo@new.example is on its way.").await;
    browser.sees_row_of("Pending Invitations", &["bo@new.example", "Viewer", "in 14 days"]).await;
    let mail = world.mailbox().next_to("person-33@new.example").await;
    assert!(mail.text.contains("> See you on Monday."), "{}", mail.text);
}

#[tokio::test]
async fn an_invitation_is_sent_once_more() {
    let (world, browser) = owner_at_the_members(Start::default()).await;
    let waiting = world.waiting();
    browser.clicks_button(&format!("Actions for the invitation to {}", waiting.email)).await;
    browser.clicks_item("Resend…").await;
    browser.sees("The link in the earlier mail stops working, and you become the sender.").await;
    browser.clicks_button("Resend invitation").await;
    browser.sees_toast(&format!("The invitation to {} is on its way once more.", waiting.email)).await;
    let mail = world.mailbox().next_to(&waiting.email).await;
    let theirs = browser.beside().await;
    theirs.opens(&format!("/invitations#{}", waiting.token)).await;
    theirs.sees_page("This link leads to no invitation").await;
    theirs.opens(&mail.invitation_link()).await;
    theirs.sees("Olga Owner invites you to Blue Quay.").await;
}

#[tokio::test]
async fn a_link_is_copied_for_one_who_gets_no_mail_and_ends_with_the_invitation() {
    let (world, browser) = owner_at_the_members(Start::default()).await;
    let waiting = world.waiting();
    let actions = format!("Actions for the invitation to {}", waiting.email);
    browser.clicks_button(&actions).await;
    browser.clicks_item("Copy link…").await;
    browser.sees("It does not prove that the address is theirs").await;
    browser.clicks_button("Make link").await;
    browser.sees("Send this link yourself. It is shown this once.").await;
    let link = link_for(&browser, &waiting.email).await;
    browser.clicks_button(&format!("Copy the link for {}", waiting.email)).await;
    browser.sees_one(Found::Role("button", "Copied")).await;
    assert_eq!(browser.clipboard().await, link);
    browser.clicks_button("Done").await;

    let theirs = browser.beside().await;
    theirs.opens(&link).await;
    theirs.sees("Olga Owner invites you to Blue Quay.").await;
    browser.clicks_button(&actions).await;
    browser.clicks_item("Revoke…").await;
    browser.clicks_button("Revoke invitation").await;
    browser.sees_toast(&format!("The invitation to {} was revoked.", waiting.email)).await;
    theirs.opens(&link).await;
    theirs.sees("This invitation was revoked.").await;
}

#[tokio::test]
async fn all_links_are_copied_at_once_each_with_its_address() {
    let (_world, browser) = owner_at_the_members(Start::default().without_mail()).await;
    browser.clicks_button("Invite Members").await;
    browser.invites("ada@new.example, bo@new.example", "Viewer").await;
    let mut lines = Vec::new();
    for address in ["ada@new.example", "bo@new.example"] {
        lines.push(format!("{address}\t{}", link_for(&browser, address).await));
    }
    browser.clicks_button("Copy all links").await;
    browser.sees_one(Found::Role("button", "Copied")).await;
    assert_eq!(browser.clipboard().await, lines.join("\n"));
}

#[tokio::test]
async fn enter_begins_a_line_among_the_addresses_and_with_ctrl_submits_them() {
    let (_world, browser) = owner_at_the_members(Start::default()).await;
    browser.clicks_button("Invite Members").await;
    browser.sees("one a line or parted by commas or spaces").await;
    browser.chooses("Role", "Viewer").await;
    browser.fills("Address", "ada@new.example").await;
    browser.presses(Key::Enter).await;
    browser.types("bo@new.example").await;
    browser.sees_value("Address", "ada@new.example\nbo@new.example").await;
    assert_eq!(browser.changes_sent().await, [], "Enter alone sends nothing");
    browser.presses_with_ctrl(Key::Enter).await;
    browser.sees("2 invitations of 2 are on their way.").await;
}

#[tokio::test]
async fn where_no_mail_is_sent_the_link_is_there_to_send_oneself() {
    let (_world, browser) = owner_at_the_members(Start::default().without_mail()).await;
    browser.clicks_button("Invite Members").await;
    browser.sees("This installation sends no mail.").await;
    browser.invites("ada@new.example", "Viewer").await;
    browser.sees("Invitation created. Send this link yourself.").await;
    let link = link_for(&browser, "ada@new.example").await;
    let theirs = browser.beside().await;
    theirs.opens(&link).await;
    theirs.sees("Olga Owner invites you to Blue Quay.").await;
    theirs.fills("Your name", "Ada Lovelace").await;
    theirs.fills("Password", &password_for("ada@new.example")).await;
    theirs.clicks_button("Make account and accept").await;
    theirs.is_at("/orgs/blue-quay").await;
}

/// What the rules refuse is disabled in the menu, and says why.
#[tokio::test]
async fn what_one_may_not_send_again_is_disabled_with_the_reason() {
    let world = World::new().await;
    let sender = world.admin();
    let high = world.invited(sender, "high@new.example", OrgRole::Admin).await;
    world.owner().change_role(world.org(), sender.id, OrgRole::Developer).await.done();
    let browser = Browser::of(&world, sender).await;
    browser.opens(MEMBERS).await;
    browser.clicks_button(&format!("Actions for the invitation to {}", high.email)).await;
    for item in [".menu:popover-open .menu-item:nth-child(1)", ".menu:popover-open .menu-item:nth-child(2)"] {
        let reason = browser.sees_refused(Found::Selector(item)).await;
        assert!(reason.contains("This role grants"), "{reason}");
    }
    browser.clicks_item("Revoke…").await;
    browser.clicks_button("Revoke invitation").await;
    browser.sees_toast("The invitation to high@new.example was revoked.").await;
}

#[tokio::test]
async fn invitations_to_oneself_stand_in_the_panel_and_are_answered_there() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    world.owner().invite(world.org(), &guest.email, OrgRole::Developer).await.done();
    world.stranger().invite(world.other(), &guest.email, OrgRole::Viewer).await.done();
    let browser = Browser::of(&world, guest).await;
    browser.opens("/orgs").await;
    browser.sees_row_of("Invitations for you", &["Blue Quay", "Developer", "Olga Owner invites you"]).await;
    // A Guest is raised to the role that is offered.
    browser.clicks_button("Accept the invitation to Blue Quay").await;
    browser.sees_toast("You are a member of Blue Quay now.").await;
    browser.sees_row(&["Blue Quay", "/orgs/blue-quay", "Developer"]).await;
    browser.clicks_button("Decline the invitation to North Pier").await;
    browser.clicks_button("Decline invitation").await;
    browser.sees_toast("You declined the invitation to North Pier.").await;
    browser.sees_none(Found::Role("region", "Invitations for you")).await;
    assert_eq!(guest.me().await.orgs[0].role, OrgRole::Developer);
}
