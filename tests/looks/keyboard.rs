//! Everything by keys alone, with the focus to be seen at every step.

use slipway_tests::{
    browser::{Browser, Found, Key},
    world::World,
};

/// Goes on by Tab until something has the focus. Whatever has it on the way must show that it has.
async fn tabs_to(browser: &Browser, role: &str, name: &str) {
    let mut passed = Vec::new();
    for _ in 0..80 {
        browser.presses(Key::Tab).await;
        let focus = browser.focus().await;
        assert!(focus.ring && focus.shown, "the focus cannot be seen on {focus:?}");
        if focus.role == role && focus.name == name {
            return;
        }
        passed.push(format!("{} “{}”", focus.role, focus.name));
    }
    panic!("Tab does not lead to the {role} “{name}”, but to: {passed:#?}");
}

#[tokio::test]
async fn inviting_by_keys_alone() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs").await;
    browser.sees_page("Organization panel").await;

    tabs_to(&browser, "button", "Settings").await;
    browser.presses(Key::Enter).await;
    browser.has_focus("menuitem", "Organization Settings Blue Quay").await;
    browser.presses(Key::Enter).await;
    browser.sees_page("Organization Settings").await;
    tabs_to(&browser, "link", "Members").await;
    browser.presses(Key::Enter).await;
    browser.sees_row(&["Olga Owner", "Owner"]).await;

    tabs_to(&browser, "button", "Invite Members").await;
    browser.presses(Key::Enter).await;
    browser.has_focus("field", "Address").await;
    browser.presses(Key::Escape).await;
    browser.sees_none(Found::Role("dialog", "Invite Members")).await;
    browser.has_focus("button", "Invite Members").await;

    browser.presses(Key::Enter).await;
    browser.has_focus("field", "Address").await;
    browser.types("ada@new.example").await;
    // Into the roles, past Owner, which may not be given and can be read all the same.
    browser.presses(Key::Tab).await;
    browser.has_focus("radio", "Admin").await;
    browser.presses(Key::Up).await;
    browser.has_focus("radio", "Owner").await;
    browser.presses(Key::Down).await;
    browser.presses(Key::Down).await;
    browser.has_focus("radio", "Developer").await;
    browser.presses(Key::Tab).await;
    browser.has_focus("choice", "Language of the mail").await;
    tabs_to(&browser, "button", "Submit").await;
    browser.presses(Key::Enter).await;
    browser.sees_toast("The invitation to ada@new.example is on its way.").await;
    browser.has_focus("button", "Invite Members").await;
    browser.sees_row_of("Pending Invitations", &["ada@new.example", "Developer"]).await;
}

#[tokio::test]
async fn menus_by_arrows_and_back_by_esc() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs").await;
    browser.sees_page("Organization panel").await;
    tabs_to(&browser, "button", "Language").await;
    browser.presses(Key::Down).await;
    browser.has_focus("menuitem", "English").await;
    browser.presses(Key::Down).await;
    browser.has_focus("menuitem", "Français").await;
    browser.presses(Key::End).await;
    browser.has_focus("menuitem", "Español").await;
    browser.presses(Key::Down).await;
    browser.has_focus("menuitem", "English").await;
    browser.presses(Key::Escape).await;
    browser.has_focus("button", "Language").await;
}

#[tokio::test]
async fn the_first_tab_leads_past_the_frame() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs").await;
    browser.sees_page("Organization panel").await;
    browser.presses(Key::Tab).await;
    browser.has_focus("link", "Skip to content").await;
    browser.presses(Key::Enter).await;
    tabs_to(&browser, "link", "Blue Quay").await;
}

#[tokio::test]
async fn enter_in_a_field_submits_and_the_first_wrong_field_gets_the_focus() {
    let world = World::new().await;
    let newcomer = world.newcomer("nora.newcomer@quay.example").await;
    let browser = Browser::of(&world, &newcomer).await;
    browser.opens("/orgs/new").await;
    browser.has_focus("field", "Name").await;
    browser.presses(Key::Enter).await;
    browser.sees_error("Name", "Fill this in.").await;
    browser.has_focus("field", "Name").await;
    browser.types("Lone Pine").await;
    browser.sees_no_error("Name").await;
    browser.presses(Key::Enter).await;
    browser.is_at("/orgs").await;
    browser.sees_row(&["Lone Pine", "Active"]).await;
}
