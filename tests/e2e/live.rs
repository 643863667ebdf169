//! What others do is seen without a reload, and takes nothing from whoever is in the middle of something: what they
//! typed, where the focus is, what they opened, how far they have loaded.

use std::time::{Duration, Instant};

use serde_json::json;
use slipway_core::{
    access::role::OrgRole,
    api::{page::NoQuery, path::OrgPath, table::UpdateOrg},
    org::OrgProfileDraft,
};
use slipway_tests::{
    browser::{Browser, Found},
    client::Verdict,
    harbour::{Harbour, Rows, SLUG, Who},
    person::Person,
    program::Start,
    world::World,
};

const MEMBERS: &str = "/orgs/blue-quay/settings/members";
const VERA: &str = "vera.viewer@quay.example";

/// A browser with the list of members open, which has begun to hear what happens.
async fn at_members(world: &World, person: &Person) -> Browser {
    let browser = Browser::of(world, person).await;
    listens_at(&browser, MEMBERS).await;
    browser
}

async fn listens_at(browser: &Browser, page: &str) {
    browser.notes_streams().await;
    browser.opens(page).await;
    browser.has_open_streams(1).await;
    browser.settles().await;
}

async fn renames(owner: &Person, world: &World, name: &str) {
    let draft =
        OrgProfileDraft { name: name.to_owned(), slug: "blue-quay".to_owned(), ..OrgProfileDraft::default() };
    owner.call::<UpdateOrg>(&OrgPath { org: world.org() }, &NoQuery {}, &draft).await.done();
}

#[tokio::test]
async fn what_one_invites_the_other_sees_while_they_type() {
    let world = World::new().await;
    let theirs = at_members(&world, world.admin()).await;
    theirs.clicks(Found::Control("Search members")).await;
    theirs.types("ve").await;
    theirs.sees_row(&[VERA]).await;

    let ours = theirs.beside().await;
    ours.takes_session_of(world.owner()).await;
    ours.opens(MEMBERS).await;
    ours.clicks_button("Invite Members").await;
    ours.invites("nina@new.example", "Guest").await;
    ours.sees_toast("The invitation to nina@new.example is on its way.").await;

    theirs.sees_row_of("Pending Invitations", &["nina@new.example", "Guest", "Olga Owner"]).await;
    theirs.sees_value("Search members", "ve").await;
    theirs.has_focus("field", "Search members").await;
    theirs.types("ra").await;
    theirs.sees_value("Search members", "vera").await;
    theirs.sees("1 member shown").await;
}

#[tokio::test]
async fn a_half_typed_invitation_hears_that_somebody_else_has_sent_it() {
    let world = World::new().await;
    let browser = at_members(&world, world.admin()).await;
    browser.clicks_button("Invite Members").await;
    browser.clicks(Found::Control("Address")).await;
    browser.types("nina@new.example").await;
    world.owner().invite(world.org(), "nina@new.example", OrgRole::Guest).await.done();
    browser.sees("nina@new.example is invited already.").await;
    browser.sees_value("Address", "nina@new.example").await;
    browser.has_focus("field", "Address").await;
    browser.sees_one(Found::Role("dialog", "Invite Members")).await;
}

#[tokio::test]
async fn a_changed_role_shows_in_the_row_whose_menu_is_open() {
    let world = World::new().await;
    let browser = at_members(&world, world.admin()).await;
    browser.clicks_button("Actions for Vera Viewer").await;
    browser.sees_one(Found::Role("menuitem", "Change role…")).await;
    let vera = world.role(OrgRole::Viewer).id;
    world.owner().change_role(world.org(), vera, OrgRole::Member).await.done();
    browser.sees_row(&[VERA, "Member"]).await;
    assert_eq!(browser.focus().await.name, "Change role…");
    browser.clicks_item("Change role…").await;
    browser.sees_one(Found::Role("dialog", "Change the role of Vera Viewer")).await;
}

#[tokio::test]
async fn ones_own_role_is_what_one_may_do_at_once() {
    let world = World::new().await;
    let browser = at_members(&world, world.admin()).await;
    let me = world.admin().id;
    world.owner().change_role(world.org(), me, OrgRole::Viewer).await.done();
    browser.sees_disabled(Found::Role("button", "Invite Members"), "“Invite members”").await;
    world.owner().change_role(world.org(), me, OrgRole::Developer).await.done();
    browser.sees_row(&[&world.admin().email, "Developer"]).await;
    browser.clicks_button("Invite Members").await;
    browser.sees_one(Found::Role("dialog", "Invite Members")).await;
}

#[tokio::test]
async fn whoever_is_removed_is_told_so_and_no_more() {
    let world = World::new().await;
    let developer = world.developer();
    let browser = at_members(&world, developer).await;
    world.owner().remove(world.org(), developer.id).await.done();
    browser.sees_page("Page not found").await;
    browser.has_open_streams(0).await;
    let opened = browser.streams().await.len();
    // Elsewhere they are as they were.
    browser.clicks_link("Slipway").await;
    browser.sees("You are not in an organization yet.").await;
    assert_eq!(browser.streams().await.len(), opened, "no other was tried");
}

#[tokio::test]
async fn a_form_follows_others_until_something_is_typed_into_it() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.admin()).await;
    listens_at(&browser, "/orgs/blue-quay/settings/general").await;
    renames(world.owner(), &world, "Green Quay").await;
    browser.sees_value("Name", "Green Quay").await;
    browser.clicks(Found::Control("Description")).await;
    browser.types("Odoo for ship").await;
    renames(world.owner(), &world, "Red Quay").await;
    browser.clicks(Found::Selector("button.switcher")).await;
    browser.sees_one(Found::Role("menuitem", "Red Quay")).await;
    browser.sees_value("Description", "Odoo for ship").await;
    browser.sees_value("Name", "Green Quay").await;
}

#[tokio::test]
async fn what_was_loaded_by_load_more_stays() {
    let harbour = Harbour::with(Rows::Thousand).await;
    let owner = harbour.person(Who::Owner).expect("somebody signed in");
    let browser = Browser::of(&harbour, owner).await;
    listens_at(&browser, &format!("/orgs/{SLUG}/settings/members")).await;
    browser.clicks_first(".pending .table-foot button").await;
    let rows = "return document.querySelectorAll('.pending tbody tr').length;";
    browser
        .until("waiting for the second page", async || {
            let shown = browser.runs(rows, Vec::new()).await;
            if shown == json!(100) { Ok(()) } else { Err(format!("there are {shown}")) }
        })
        .await;
    let mine = owner.me().await.orgs;
    let org = mine.iter().find(|org| org.slug.as_str() == SLUG).expect("the organization").id;
    owner.invite(org, "nina@new.example", OrgRole::Guest).await.done();
    browser.sees_row_of("Pending Invitations", &["nina@new.example"]).await;
    let shown = browser.runs(rows, Vec::new()).await.as_u64().expect("a number");
    assert!(shown > 100, "of what was loaded nothing is gone: there are {shown}");
}

#[tokio::test]
async fn many_events_at_once_are_one_asking() {
    let world = World::new().await;
    let browser = at_members(&world, world.admin()).await;
    browser.sent().await;
    browser.hears_at_once(20).await;
    let asked = async |seen: &mut Vec<String>| {
        seen.extend(browser.sent().await.into_iter().map(|sent| sent.path));
        seen.iter().filter(|path| path.ends_with("/invitations")).count()
    };
    let mut seen = Vec::new();
    browser
        .until("waiting until it is asked", async || {
            if asked(&mut seen).await > 0 { Ok(()) } else { Err("it is not".to_owned()) }
        })
        .await;
    browser.settles().await;
    assert_eq!(asked(&mut seen).await, 1, "{seen:?}");
}

#[tokio::test]
async fn a_tab_behind_another_listens_to_nothing_and_catches_up() {
    let world = World::new().await;
    let browser = at_members(&world, world.admin()).await;
    browser.is_in_front(false).await;
    browser.has_open_streams(0).await;
    world.owner().invite(world.org(), "nina@new.example", OrgRole::Guest).await.done();
    browser.is_in_front(true).await;
    browser.has_open_streams(1).await;
    browser.sees_row_of("Pending Invitations", &["nina@new.example"]).await;
    // And it goes on.
    world.owner().invite(world.org(), "nora@new.example", OrgRole::Guest).await.done();
    browser.sees_row_of("Pending Invitations", &["nora@new.example"]).await;
    assert_eq!(browser.streams().await.len(), 2);
}

#[tokio::test]
async fn where_there_are_too_many_streams_it_is_tried_ever_more_rarely() {
    let world = World::new().await;
    let (org, admin) = (world.org(), world.admin());
    let mut others = Vec::new();
    for _ in 0..12 {
        let mut other = admin.watch(org, None).await;
        other.next().await.expect("an event");
        others.push(other);
    }
    let browser = Browser::of(&world, admin).await;
    browser.notes_streams().await;
    let began = Instant::now();
    browser.opens(MEMBERS).await;
    let tried = async || browser.streams().await.len();
    browser
        .until("waiting for the third try", async || {
            if tried().await >= 3 { Ok(()) } else { Err("there is none".to_owned()) }
        })
        .await;
    drop(others);
    world.owner().invite(org, "nina@new.example", OrgRole::Guest).await.done();
    browser.sees_row_of("Pending Invitations", &["nina@new.example"]).await;
    // At once, after one second more, after two more, after four more.
    let earliest = (1 << (tried().await - 1)) - 1;
    assert!(began.elapsed() >= Duration::from_secs(earliest), "{:?}", browser.streams().await);
}

#[tokio::test]
async fn other_pages_listen_to_no_organization() {
    let world = World::new().await;
    let browser = at_members(&world, world.admin()).await;
    browser.clicks_link("Audit log").await;
    browser.sees("Who did what in Blue Quay").await;
    assert_eq!(browser.streams().await.len(), 1, "it is the same organization");
    browser.clicks_link("Slipway").await;
    browser.sees_page("Organization panel").await;
    browser.has_open_streams(0).await;
}

#[tokio::test]
async fn after_the_server_was_away_it_goes_on_from_where_it_was() {
    let world = World::new().await;
    let (org, owner) = (world.org(), world.owner().clone());
    let browser = at_members(&world, world.admin()).await;
    let crashed = world.into_program().crash();
    browser.has_open_streams(0).await;
    let program = crashed.start_again(&Start::default());
    owner.at(&program).invite(org, "nina@new.example", OrgRole::Guest).await.done();
    browser.sees_row_of("Pending Invitations", &["nina@new.example"]).await;
    let streams = browser.streams().await;
    let again = streams.last().expect("a stream");
    assert!(again.open && again.url.contains("/events?after="), "{streams:?}");
}
