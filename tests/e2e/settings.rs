//! Organization Settings and the account page gone through to the end: each act is done in the page, and
//! what it changed is seen there.

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    browser::{Browser, Found},
    client::Verdict,
    harbour::{Harbour, Rows, SLUG, Who},
    world::World,
};

const VERA: &str = "vera.viewer@quay.example";

/// The Owner of Blue Quay, at a part of its settings.
async fn owner_at(part: &str) -> (World, Browser) {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens(&format!("/orgs/blue-quay/settings/{part}")).await;
    (world, browser)
}

#[tokio::test]
async fn another_name_and_slug_are_saved_and_shown_in_the_switcher() {
    let (_world, browser) = owner_at("general").await;
    browser.sees_disabled(Found::Role("button", "Save changes"), "Nothing").await;
    browser.fills("Name", "Green Quay").await;
    browser.fills("Slug", "green-quay").await;
    browser.fills("Description", "Odoo for shipwrights.").await;
    browser.clicks_button("Save changes").await;
    browser.sees_toast("The profile of Green Quay was saved.").await;
    browser.is_at("/orgs/green-quay/settings/general").await;
    browser.clicks(Found::Selector("button.switcher")).await;
    browser.sees_one(Found::Role("menuitem", "Green Quay")).await;
    browser.sees_none(Found::Role("menuitem", "Blue Quay")).await;
    browser.reloads().await;
    browser.sees_value("Name", "Green Quay").await;
    browser.sees_value("Description", "Odoo for shipwrights.").await;
}

#[tokio::test]
async fn the_billing_profile_is_saved_by_somebody_with_the_role_for_it() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.role(OrgRole::Billing)).await;
    browser.opens("/orgs/blue-quay/settings/billing").await;
    browser.fills("Legal name", "Blue Quay Ltd").await;
    browser.fills("City", "Hamburg").await;
    browser.chooses("Country", "Germany").await;
    browser.clicks_button("Save changes").await;
    browser.sees_toast("The billing profile was saved.").await;
    browser.reloads().await;
    browser.sees_value("Legal name", "Blue Quay Ltd").await;
    browser.sees_value("City", "Hamburg").await;
    browser.sees_value("Country", "DE").await;
}

#[tokio::test]
async fn a_changed_role_stands_in_the_members_row_and_is_theirs_at_once() {
    let (world, browser) = owner_at("members").await;
    browser.sees_row(&[VERA, "Viewer"]).await;
    browser.clicks_button("Actions for Vera Viewer").await;
    browser.clicks_item("Change role…").await;
    browser.sees_one(Found::Role("dialog", "Change the role of Vera Viewer")).await;
    browser.chooses("Role", "Billing").await;
    browser.clicks_button("Change role").await;
    browser.sees_toast("Vera Viewer is Billing now.").await;
    browser.sees_row(&[VERA, "Billing"]).await;
    browser.sees_no_row(None, &[VERA, "Viewer"]).await;

    let theirs = browser.beside().await;
    theirs.takes_session_of(world.role(OrgRole::Viewer)).await;
    theirs.opens("/orgs").await;
    theirs.sees_row(&["Blue Quay", "Billing"]).await;
}

#[tokio::test]
async fn a_member_is_removed_after_the_page_said_what_ends() {
    let (world, browser) = owner_at("members").await;
    browser.clicks_button("Actions for Vera Viewer").await;
    browser.clicks_item("Remove…").await;
    browser.sees_one(Found::Role("dialog", "Remove Vera Viewer")).await;
    browser.sees("The role Viewer in Blue Quay").await;
    browser.sees("Access to all of its projects").await;
    browser.sees("The invitations that Vera Viewer sent and that are not answered").await;
    browser.clicks_button("Remove Vera Viewer").await;
    browser.sees_toast("Vera Viewer was removed from Blue Quay.").await;
    browser.sees_no_row(None, &[VERA]).await;

    let theirs = browser.beside().await;
    theirs.takes_session_of(world.role(OrgRole::Viewer)).await;
    theirs.opens("/orgs/blue-quay").await;
    theirs.sees_page("Page not found").await;
}

#[tokio::test]
async fn whoever_leaves_is_back_in_the_panel_without_the_organization() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.role(OrgRole::Viewer)).await;
    browser.opens("/orgs").await;
    browser.sees_row(&["Blue Quay", "Viewer"]).await;
    browser.clicks_button("Actions for Blue Quay").await;
    browser.clicks_item("Leave…").await;
    browser.sees_one(Found::Role("dialog", "Leave Blue Quay")).await;
    browser.sees("Your role Viewer in Blue Quay").await;
    browser.clicks_button("Leave Blue Quay").await;
    browser.sees_toast("You left Blue Quay.").await;
    browser.is_at("/orgs").await;
    browser.sees("You are not in an organization yet.").await;
}

#[tokio::test]
async fn whoever_leaves_from_the_list_of_members_is_back_in_the_panel() {
    let world = World::new().await;
    let viewer = world.role(OrgRole::Viewer);
    let browser = Browser::of(&world, viewer).await;
    browser.opens("/orgs/blue-quay/settings/members").await;
    browser.clicks_button(&format!("Actions for {}", viewer.name)).await;
    browser.clicks_item("Leave…").await;
    browser.clicks_button("Leave Blue Quay").await;
    browser.is_at("/orgs").await;
    browser.sees("You are not in an organization yet.").await;
}

#[tokio::test]
async fn a_revoked_invitation_goes_from_pending_invitations_and_its_link_ends() {
    let (world, browser) = owner_at("members").await;
    let (invited, token) = (&world.waiting().email, &world.waiting().token);
    browser.sees_row_of("Pending Invitations", &[invited, "Developer"]).await;
    browser.clicks_button(&format!("Actions for the invitation to {invited}")).await;
    browser.clicks_item("Revoke…").await;
    browser.clicks_button("Revoke invitation").await;
    browser.sees_toast(&format!("The invitation to {invited} was revoked.")).await;
    browser.sees_no_row(Some("Pending Invitations"), &[invited]).await;
    browser.sees("Nobody is waiting to join.").await;

    let theirs = browser.beside().await;
    theirs.opens(&format!("/invitations#{token}")).await;
    theirs.sees_page("This invitation has ended").await;
}

#[tokio::test]
async fn another_name_of_ones_own_is_shown_to_the_members() {
    let (_world, browser) = owner_at("members").await;
    browser.sees_row(&["Olga Owner", "You"]).await;
    browser.opens("/account").await;
    browser.fills("Name", "Olga Ostrova").await;
    browser.clicks_button("Save changes").await;
    browser.sees_toast("Your profile was saved.").await;
    browser.sees_disabled(Found::Role("button", "Save changes"), "Nothing").await;
    browser.opens("/orgs/blue-quay/settings/members").await;
    browser.sees_row(&["Olga Ostrova", "You", "Owner"]).await;
}

#[tokio::test]
async fn after_a_change_of_password_the_new_one_signs_in_and_the_old_one_does_not() {
    let world = World::new().await;
    let (email, old, new) = (&world.owner().email, &world.owner().password, "slow lanterns over 9 piers");
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/account").await;
    browser.fills("Current password", old).await;
    browser.fills("New password", new).await;
    browser.clicks_button("Change password").await;
    browser.sees_toast("Your password was changed. You are signed out everywhere else.").await;
    browser.signs_out().await;
    browser.signs_in(email, old).await;
    browser.sees("The email address and the password do not belong together.").await;
    browser.signs_in(email, new).await;
    browser.sees_page("Organization panel").await;
}

#[tokio::test]
async fn members_are_searched_by_name_and_by_address() {
    let (_world, browser) = owner_at("members").await;
    browser.sees("14 members shown").await;
    browser.fills("Search members", "vera").await;
    browser.sees("1 member shown").await;
    browser.sees_row(&["Vera Viewer", VERA]).await;
    browser.sees_no_row(None, &["olga.owner@quay.example"]).await;
    browser.fills("Search members", "greta.guest@").await;
    browser.sees_row(&["Greta Guest", "Guest"]).await;
    browser.sees_no_row(None, &[VERA]).await;
    browser.fills("Search members", "nobody at all").await;
    browser.sees("Nobody is found for “nobody at all”.").await;
    browser.fills("Search members", "").await;
    browser.sees("14 members shown").await;
}

#[tokio::test]
async fn the_audit_log_says_who_did_what_and_what_stood_there_before() {
    let (world, browser) = owner_at("audit").await;
    browser.sees_no_row(None, &["Ada Admin", "changed the role of", "Vera Viewer"]).await;
    let vera = world.role(OrgRole::Viewer).id;
    world.admin().change_role(world.org(), vera, OrgRole::Developer).await.done();
    browser.reloads().await;
    browser
        .sees_row(&[
            "Ada Admin",
            "changed the role of",
            "Vera Viewer",
            "Role",
            "Viewer",
            "became",
            "Developer",
        ])
        .await;
    browser.sees_row(&["Ada Admin", "Developer", "as Admin"]).await;
}

#[tokio::test]
async fn load_more_adds_the_next_members_below_the_first() {
    const ADDRESSES: &str = "const rows = document.querySelector('table').querySelectorAll('tbody tr > th');
        return [...rows].map((row) => row.innerText.match(/\\S+@\\S+/)[0]);";
    let harbour = Harbour::with(Rows::Thousand).await;
    let browser = Browser::of(&harbour, harbour.client(Who::Owner).expect("somebody signed in")).await;
    let shown = async || {
        let addresses = browser.runs(ADDRESSES, Vec::new()).await;
        serde_json::from_value::<Vec<String>>(addresses).expect("a list of addresses")
    };
    browser.opens(&format!("/orgs/{SLUG}/settings/members")).await;
    browser.sees("50 members shown, more follow").await;
    let first = shown().await;
    assert_eq!(first.len(), 50);
    // The box of invitations below has a button of its own by this name.
    browser.clicks_first(".table-foot button").await;
    browser.sees("100 members shown, more follow").await;
    let both = shown().await;
    assert_eq!(both[..50], first, "what was there stays where it was");
    let different = both.iter().collect::<std::collections::BTreeSet<_>>();
    assert_eq!(different.len(), 100, "everybody stands there once");
}
