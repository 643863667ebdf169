//! The language and the colours of the page: chosen in the top bar, kept, and told to the browser.

use slipway_core::access::role::OrgRole;
use slipway_tests::{
    browser::{Browser, Found, Theme},
    client::Verdict,
    world::World,
};

#[tokio::test]
async fn the_language_changes_every_word_and_stays() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs/blue-quay/settings/members").await;
    browser.sees_page("Organization Settings").await;
    browser.sees_root("lang", "en").await;

    browser.clicks_button("Language").await;
    browser.clicks_item("Français").await;
    browser.sees_root("lang", "fr").await;
    browser.sees_page("Paramètres de l’organisation").await;
    browser.sees("Propriétaire").await;
    browser.reloads().await;
    browser.sees_page("Paramètres de l’organisation").await;

    browser.clicks_button("Langue").await;
    browser.clicks_item("Español").await;
    browser.sees_root("lang", "es").await;
    browser.sees_page("Ajustes de la organización").await;

    // The choice belongs to the account: it is there in another browser too.
    let other = browser.beside().await;
    other.opens("/login").await;
    other.signs_in(&world.owner().email, &world.owner().password).await;
    other.sees_root("lang", "es").await;
}

/// Names that are for screen readers alone follow the language as well.
#[tokio::test]
async fn what_is_there_to_be_heard_is_in_the_language_too() {
    let world = World::new().await;
    let guest = world.role(OrgRole::Guest);
    world.owner().invite(world.org(), &guest.email, OrgRole::Developer).await.done();
    let browser = Browser::of(&world, guest).await;
    browser.opens("/orgs").await;
    browser.sees_one(Found::Role("button", "Accept the invitation to Blue Quay")).await;
    browser.clicks_button("Language").await;
    browser.clicks_item("Français").await;
    browser.sees_one(Found::Role("button", "Accepter l’invitation de Blue Quay")).await;
    browser.sees_one(Found::Role("button", "Décliner l’invitation de Blue Quay")).await;
}

#[tokio::test]
async fn a_visitor_is_spoken_to_in_the_language_of_the_browser_or_the_one_chosen() {
    let world = World::new().await;
    let browser = Browser::at(&world).await;
    browser.opens("/login?lang=fr").await;
    browser.sees_root("lang", "fr").await;
    browser.opens("/login").await;
    browser.sees_root("lang", "en").await;
    browser.clicks_button("Language").await;
    browser.clicks_item("Français").await;
    browser.sees_root("lang", "fr").await;
    browser.reloads().await;
    browser.sees_root("lang", "fr").await;
}

#[tokio::test]
async fn the_theme_follows_the_system_until_one_is_chosen() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs").await;
    browser.sees_root("data-theme", "system").await;
    let light = browser.background().await;
    browser.wants(Theme::Dark).await;
    let dark = browser.background().await;
    assert_ne!(light, dark, "the system's theme is followed");

    browser.clicks_button("Theme").await;
    browser.clicks_item("Light").await;
    browser.sees_root("data-theme", "light").await;
    assert_eq!(browser.background().await, light);
    browser.reloads().await;
    browser.sees_root("data-theme", "light").await;
    assert_eq!(browser.background().await, light);

    browser.wants(Theme::Light).await;
    browser.clicks_button("Theme").await;
    browser.clicks_item("Dark").await;
    browser.sees_root("data-theme", "dark").await;
    assert_eq!(browser.background().await, dark);
}
