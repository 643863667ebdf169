//! The behaviour that the product was begun for: each numbered step of "Managing Your Organization" is a
//! test, by the words of its step.

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    browser::{Browser, Found},
    client::Verdict,
    person::password_for,
    world::World,
};

/// Somebody in no organization, at the panel.
async fn newcomer_at_the_panel() -> (World, Browser) {
    let world = World::new().await;
    let newcomer = world.newcomer("nora.newcomer@quay.example").await;
    let browser = Browser::of(&world, &newcomer).await;
    browser.opens("/orgs").await;
    browser.sees_page("Organization panel").await;
    (world, browser)
}

/// The Owner of Blue Quay, at its members.
async fn owner_at_the_members() -> (World, Browser) {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs/blue-quay/settings/members").await;
    browser.sees_row(&["Olga Owner", "Owner"]).await;
    (world, browser)
}

#[tokio::test]
async fn creating_1_navigate_to_the_organization_panel() {
    let world = World::new().await;
    let newcomer = world.newcomer("nora.newcomer@quay.example").await;
    let browser = Browser::at(&world).await;
    browser.opens("/login?next=/account").await;
    browser.signs_in(&newcomer.email, &newcomer.password).await;
    browser.sees_page("Account settings").await;
    browser.clicks_link("Organization").await;
    browser.sees_page("Organization panel").await;
    browser.is_at("/orgs").await;
}

#[tokio::test]
async fn creating_2_initiate_creation_by_the_prominent_button() {
    let (_world, browser) = newcomer_at_the_panel().await;
    browser.clicks_act("Create Organization").await;
    browser.is_at("/orgs/new").await;
    browser.sees_page("Create Organization").await;
    // "A setup form will appear."
    browser.has_focus("field", "Name").await;
    for field in ["Name", "Slug", "Description", "Website", "Legal name", "City", "Country", "Tax number"] {
        browser.sees_one(Found::Control(field)).await;
    }
    browser.sees_one(Found::Role("button", "Submit")).await;
}

#[tokio::test]
async fn creating_3_fill_in_the_details_and_click_submit() {
    let (world, browser) = newcomer_at_the_panel().await;
    browser.clicks_act("Create Organization").await;
    browser.fills("Name", "Harbour & Söhne").await;
    browser.sees_value("Slug", "harbour-sohne").await;
    browser.fills("Description", "Odoo for shipwrights.").await;
    browser.fills("Website", "https://harbour.example").await;
    browser.fills("Legal name", "Harbour & Söhne GmbH").await;
    browser.fills("Billing email address", "invoices@harbour.example").await;
    browser.fills("Street and number", "Am Kai 1").await;
    browser.fills("Postal code", "20457").await;
    browser.fills("City", "Hamburg").await;
    browser.chooses("Country", "Germany").await;
    browser.fills("Tax number", "DE123456789").await;
    browser.clicks_button("Submit").await;
    browser.sees_toast("Harbour & Söhne was created and is active now.").await;
    let saved = world.database().texts("SELECT billing FROM organizations WHERE slug = 'harbour-sohne'");
    assert!(
        saved[0].contains("Hamburg") && saved[0].contains("\"DE\""),
        "the billing profile is kept: {saved:?}"
    );
}

#[tokio::test]
async fn creating_4_verify_your_workspace_visible_and_active_in_the_panel() {
    let (_world, browser) = newcomer_at_the_panel().await;
    browser.clicks_act("Create Organization").await;
    browser.fills("Name", "Lone Pine").await;
    browser.clicks_button("Submit").await;
    browser.is_at("/orgs").await;
    browser.sees_page("Organization panel").await;
    browser.sees_row(&["Lone Pine", "Active", "/orgs/lone-pine", "Owner"]).await;
}

#[tokio::test]
async fn limitation_an_account_creates_one_organization_and_may_join_others() {
    let world = World::new().await;
    let maker = world.newcomer("nora.newcomer@quay.example").await;
    maker.create_org("Lone Pine", "lone-pine").await.done();
    let browser = Browser::of(&world, &maker).await;
    browser.opens("/orgs").await;
    let reason = browser.sees_refused(Found::Role("act", "Create Organization")).await;
    assert!(reason.contains("1 organization, and “Lone Pine” holds that place"), "{reason}");
    browser.opens("/orgs/new").await;
    browser.sees_page("Create Organization").await;
    browser.sees_disabled(Found::Role("button", "Submit"), "“Lone Pine” holds that place").await;
    // "However, you can be invited to join multiple other organizations."
    let invitation = world.invited(world.owner(), &maker.email, OrgRole::Developer).await;
    browser.opens(&format!("/invitations#{}", invitation.token)).await;
    browser.clicks_button("Accept").await;
    browser.is_at("/orgs/blue-quay").await;
    browser.opens("/orgs").await;
    browser.sees_row(&["Blue Quay", "Developer"]).await;
    browser.sees_row(&["Lone Pine", "Owner"]).await;
}

#[tokio::test]
async fn inviting_1_open_settings_by_the_gear_icon() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs").await;
    browser.clicks_gear().await;
    browser.sees_one(Found::Role("menuitem", "Organization Settings Blue Quay")).await;
}

#[tokio::test]
async fn inviting_2_select_organization_settings() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs").await;
    browser.clicks_gear().await;
    browser.clicks_item("Organization Settings Blue Quay").await;
    browser.sees_page("Organization Settings").await;
    browser.is_at("/orgs/blue-quay/settings/general").await;
}

#[tokio::test]
async fn inviting_3_navigate_to_members_and_click_invite_members() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs/blue-quay/settings/general").await;
    browser.clicks_link("Members").await;
    browser.is_at("/orgs/blue-quay/settings/members").await;
    browser.clicks_button("Invite Members").await;
    browser.sees_one(Found::Role("dialog", "Invite Members")).await;
}

#[tokio::test]
async fn inviting_4_complete_the_dialog_where_the_role_says_what_it_grants() {
    let (_world, browser) = owner_at_the_members().await;
    browser.clicks_button("Invite Members").await;
    browser.fills("Address", "ada@new.example").await;
    browser.chooses("Role", "Developer").await;
    browser.sees("What Developer grants").await;
    browser
        .sees("Invites people, creates projects, and deploys to development and staging in every project.")
        .await;
    browser.chooses("Role", "Billing").await;
    browser.sees("What Billing grants").await;
    // The Owner role is in the list too, and never given by an invitation.
    browser.sees_disabled(Found::Choice("Role", "Owner"), "Nobody can be invited as Owner.").await;
}

#[tokio::test]
async fn inviting_5_confirmation_by_a_success_toast() {
    let (_world, browser) = owner_at_the_members().await;
    browser.clicks_button("Invite Members").await;
    browser.invites("ada@new.example", "Developer").await;
    browser.sees_toast("The invitation to ada@new.example is on its way.").await;
}

#[tokio::test]
async fn inviting_6_track_invitations_in_the_box_at_the_bottom() {
    let (_world, browser) = owner_at_the_members().await;
    browser.clicks_button("Invite Members").await;
    browser.invites("ada@new.example", "Viewer").await;
    browser
        .sees_row_of("Pending Invitations", &["ada@new.example", "Viewer", "Olga Owner", "in 7 days"])
        .await;
    // Without a reload the box also says what became of the mail.
    browser.sees_row_of("Pending Invitations", &["ada@new.example", "Mail sent"]).await;
    let below = "const box = document.querySelector('section.pending').getBoundingClientRect();
        return [...document.querySelectorAll('table')].every((t) => t.getBoundingClientRect().top <= box.bottom);";
    assert_eq!(browser.runs(below, Vec::new()).await, true, "the box is at the bottom of the page");
}

#[tokio::test]
async fn accepting_joins_at_once_and_shows_among_the_active_members() {
    let (world, owners) = owner_at_the_members().await;
    let invited = "ada.lovelace@new.example";
    owners.clicks_button("Invite Members").await;
    owners.invites(invited, "Developer").await;
    owners.sees_row_of("Pending Invitations", &[invited]).await;
    owners.sees_no_row(None, &["Ada Lovelace"]).await;

    let theirs = owners.beside().await;
    theirs.opens(&world.mailbox().next_to(invited).await.invitation_link()).await;
    theirs.sees("Olga Owner invites you to Blue Quay.").await;
    theirs.fills("Your name", "Ada Lovelace").await;
    theirs.fills("Password", &password_for(invited)).await;
    theirs.clicks_button("Make account and accept").await;
    theirs.sees_toast("You are a member of Blue Quay now.").await;
    theirs.is_at("/orgs/blue-quay").await;

    owners.reloads().await;
    owners.sees_row(&["Ada Lovelace", invited, "Developer"]).await;
    owners.sees_no_row(Some("Pending Invitations"), &[invited]).await;
}
