//! The administration of the installation: what an administrator sets, sees and does there, and what others
//! notice of it.

use std::net::TcpListener;

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    browser::{Browser, Found, Key},
    client::Verdict,
    program::Start,
    world::World,
};

const GUS: &str = "gus.guest@quay.example";

/// The administrator at a part of the administration.
async fn administrator_at(world: &World, part: &str) -> Browser {
    let browser = Browser::of(world, world.administrator()).await;
    browser.opens(part).await;
    browser.sees_page("Administration").await;
    browser
}

#[tokio::test]
async fn sign_up_is_opened_and_closed_and_holds_at_once() {
    let world = World::new().await;
    let browser = administrator_at(&world, "/admin/sign-up").await;
    browser.chooses("New accounts", "Anybody may sign up").await;
    browser.fills("Organizations per account", "4").await;
    browser.clicks_button("Save changes").await;
    browser.sees_toast("The settings were saved and hold at once.").await;
    assert!(world.visitor().session().await.sign_up_open);
    assert_eq!(world.owner().me().await.places.limit, 4);

    browser.reloads().await;
    browser.sees_value("New accounts", "open").await;
    browser.chooses("New accounts", "By invitation only").await;
    browser.fills("Organizations per account", "a few").await;
    browser.clicks_button("Save changes").await;
    browser.sees_error("Organizations per account", "Enter a number from 0 to 1000.").await;
    browser.fills("Organizations per account", "").await;
    browser.clicks_button("Save changes").await;
    browser.sees_toast("The settings were saved and hold at once.").await;
    assert!(!world.visitor().session().await.sign_up_open);
    browser.clicks_link("Log").await;
    browser.sees("changed the settings of the installation").await;
}

#[tokio::test]
async fn the_way_to_it_is_there_for_administrators_alone() {
    let world = World::new().await;
    let theirs = Browser::of(&world, world.owner()).await;
    theirs.opens("/orgs").await;
    theirs.sees_page("Organization panel").await;
    theirs.sees_none(Found::Role("link", "Administration")).await;
    for part in ["/admin", "/admin/sign-up", "/admin/accounts", "/admin/mails", "/admin/log"] {
        theirs.opens(part).await;
        theirs.sees_page("Page not found").await;
    }
    let mine = Browser::of(&world, world.administrator()).await;
    mine.opens("/orgs").await;
    mine.clicks_link("Administration").await;
    mine.is_at("/admin").await;
}

#[tokio::test]
async fn what_is_wrong_with_the_mail_is_told_with_what_to_check() {
    let port =
        TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
    let port = port.to_string();
    let args = ["--smtp-host", "127.0.0.1", "--smtp-port", &port, "--smtp-tls", "none"];
    let world = World::with(Start::default().without_mail().args(args)).await;
    world.admin().invite(world.org(), "nina@new.example", OrgRole::Guest).await.done();
    world.database().settled("SELECT count(*) FROM mails WHERE trouble = 'unreachable'", 1).await;
    let browser = administrator_at(&world, "/admin").await;
    browser.sees("Mail does not leave the installation.").await;
    browser.sees("The mail server cannot be reached.").await;
    browser.sees("--smtp-host").await;
    browser.sees(&format!("Through the mail server 127.0.0.1:{port}")).await;
    browser.clicks_link("Show the mails").await;
    browser.is_at("/admin/mails").await;
    browser.sees_row(&["nina@new.example", "Invitation", "Tried in vain"]).await;
    browser.clicks_button("Try again to send the mail to nina@new.example").await;
    browser.sees_toast("The mail to nina@new.example is tried again now.").await;
}

#[tokio::test]
async fn one_account_gets_more_organizations_and_another_is_disabled() {
    let world = World::new().await;
    let browser = administrator_at(&world, "/admin/accounts").await;
    browser.sees_row(&[GUS, "0 of 1 created"]).await;
    browser.clicks_button("Actions for Gus Guest").await;
    browser.clicks_item("Change the number of organizations").await;
    browser.fills("Organizations this account may create", "3").await;
    browser.clicks_button("Save the number").await;
    browser.sees_toast("Gus Guest may create 3 organizations.").await;
    browser.sees_row(&[GUS, "0 of 3 created"]).await;
    assert_eq!(world.role(OrgRole::Guest).me().await.places.limit, 3);

    browser.clicks_button("Actions for Gus Guest").await;
    browser.clicks_item("Disable").await;
    browser.sees(&format!("Every session of {GUS} ends at once.")).await;
    browser.clicks_button("Disable Gus Guest").await;
    browser.sees_toast("The account of Gus Guest is disabled.").await;
    browser.sees_row(&[GUS, "Disabled"]).await;
    assert!(world.role(OrgRole::Guest).session().await.me.is_none(), "the session ended");
    browser.clicks_button("Actions for Gus Guest").await;
    browser.clicks_item("Enable again").await;
    browser.clicks_button("Enable Gus Guest").await;
    browser.sees_toast("The account of Gus Guest is enabled again.").await;
}

#[tokio::test]
async fn somebody_becomes_an_administrator_and_is_none_any_more() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let browser = administrator_at(&world, "/admin/accounts").await;
    browser.clicks_button("Actions for Gus Guest").await;
    browser.clicks_item("Make administrator").await;
    browser.sees("It gives nothing inside any organization.").await;
    browser.clicks_button("Make Gus Guest an administrator").await;
    browser.sees_toast("Gus Guest is an administrator now.").await;
    browser.sees_row(&[GUS, "Administrator"]).await;
    let theirs = browser.beside().await;
    theirs.takes_session_of(guest).await;
    theirs.opens("/admin").await;
    theirs.sees_page("Administration").await;

    browser.clicks_button("Actions for Gus Guest").await;
    browser.clicks_item("Take administration away").await;
    browser.sees("Gus Guest no longer sees this part of the page.").await;
    browser.clicks_button("Take administration away from Gus Guest").await;
    browser.sees_toast("Gus Guest is no administrator any more.").await;
    browser.sees_no_row(None, &[GUS, "Administrator"]).await;
    theirs.reloads().await;
    theirs.sees_page("Page not found").await;
    assert!(!guest.me().await.account.administrator);
}

#[tokio::test]
async fn an_account_is_deleted_after_the_page_said_what_ends() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let browser = administrator_at(&world, "/admin/accounts").await;
    browser.clicks_button("Actions for Gus Guest").await;
    browser.clicks_item("Delete").await;
    browser.sees(&format!("{GUS} cannot sign in any more, and every session ends at once.")).await;
    browser.sees("This cannot be undone.").await;
    browser.clicks_button("Delete the account of Gus Guest").await;
    browser.sees_toast("The account of Gus Guest was deleted.").await;
    browser.sees_no_row(None, &[GUS]).await;
    assert!(guest.session().await.me.is_none(), "the session ended");
    world.visitor().sign_in(GUS, &guest.password).await.refused(401, "wrong_credentials");
}

/// An answer that comes late belongs to the act that it answers, and to no other.
#[tokio::test]
async fn a_dialog_that_was_closed_while_the_server_answered_says_nothing_in_the_next() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    let browser = administrator_at(&world, "/admin/accounts").await;
    browser.clicks_button("Actions for Gus Guest").await;
    browser.clicks_item("Disable").await;
    browser.holds_answer_to(&format!("/api/admin/accounts/{}/disable", guest.id)).await;
    browser.clicks_button("Disable Gus Guest").await;
    browser.presses(Key::Escape).await;
    browser.sees_none(Found::Role("button", "Disable Gus Guest")).await;
    browser.clicks_button("Actions for Vera Viewer").await;
    browser.clicks_item("Delete").await;
    let delete = Found::Role("button", "Delete the account of Vera Viewer");
    browser.sees_one(delete).await;
    browser.sees_none(Found::Selector("[aria-busy=true]")).await;
    browser.lets_answer_come().await;
    browser.sees_toast("The account of Gus Guest is disabled.").await;
    browser.sees_one(delete).await;
    browser.clicks(delete).await;
    browser.sees_toast("The account of Vera Viewer was deleted.").await;
    browser.sees_row(&[GUS, "Disabled"]).await;
}
