//! The address always says where one is: links into the middle, reloads, back and forward.

use slipway_tests::{browser::Browser, screens, world::World};

#[tokio::test]
async fn a_link_into_the_middle_asks_for_the_sign_in_and_leads_on() {
    let world = World::new().await;
    let browser = Browser::at(&world).await;
    browser.opens("/orgs/blue-quay/settings/audit").await;
    browser.is_at("/login?next=/orgs/blue-quay/settings/audit").await;
    browser.signs_in(&world.owner().email, &world.owner().password).await;
    browser.is_at("/orgs/blue-quay/settings/audit").await;
    browser.sees("Who did what in Blue Quay").await;
}

#[tokio::test]
async fn a_next_that_leads_elsewhere_is_dropped() {
    let world = World::new().await;
    let browser = Browser::at(&world).await;
    for next in [
        "https://evil.example/orgs",
        "//evil.example/orgs",
        "/%2Fevil.example",
        "javascript:alert(1)",
        "/api/session",
        "/orgs/Not-A-Slug",
        "\\\\evil.example",
    ] {
        browser.loses_session().await;
        browser.opens(&format!("/login?next={next}")).await;
        browser.signs_in(&world.owner().email, &world.owner().password).await;
        browser.sees_page("Organization panel").await;
        browser.is_at("/orgs").await;
    }
}

#[tokio::test]
async fn every_page_can_be_loaded_again_and_names_the_window() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    for page in screens::pages() {
        let is_behind_the_sign_in = page.starts_with("/orgs") || page == "/account";
        if !is_behind_the_sign_in || page == "/orgs/new" {
            continue;
        }
        let address = page.replace("{slug}", "blue-quay");
        browser.opens(&address).await;
        browser.settles().await;
        let (words, title) = (browser.words().await, browser.window_title().await);
        assert!(title.ends_with(" · Slipway") && title != "Slipway", "{address} is called {title}");
        browser.reloads().await;
        browser.settles().await;
        browser.is_at(&address).await;
        assert_eq!(browser.words().await, words, "{address} after a reload");
        assert_eq!(browser.window_title().await, title);
    }
}

#[tokio::test]
async fn back_and_forward_lead_through_the_pages() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    browser.opens("/orgs").await;
    browser.clicks_link("Blue Quay").await;
    browser.sees_page("Blue Quay").await;
    browser.clicks_link("All members").await;
    browser.is_at("/orgs/blue-quay/settings/members").await;
    browser.clicks_link("Billing").await;
    browser.is_at("/orgs/blue-quay/settings/billing").await;
    browser.goes_back().await;
    browser.is_at("/orgs/blue-quay/settings/members").await;
    browser.sees_row(&["Olga Owner", "Owner"]).await;
    browser.goes_back().await;
    browser.is_at("/orgs/blue-quay").await;
    browser.sees_page("Blue Quay").await;
    browser.goes_forward().await;
    browser.is_at("/orgs/blue-quay/settings/members").await;
    browser.sees_row(&["Olga Owner", "Owner"]).await;
}

#[tokio::test]
async fn an_unknown_page_and_a_hidden_organization_look_the_same() {
    let world = World::new().await;
    let browser = Browser::of(&world, world.owner()).await;
    let other = world.other_view().slug.to_string();
    let mut seen = Vec::new();
    for slug in ["nothing-of-this-name", &other] {
        browser.opens(&format!("/orgs/{slug}/settings/members")).await;
        browser.sees_page("Page not found").await;
        seen.push(browser.words().await);
    }
    assert_eq!(seen[0], seen[1]);
    browser.clicks_link("Go to the Organization panel").await;
    browser.is_at("/orgs").await;
}
