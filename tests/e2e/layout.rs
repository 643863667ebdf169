//! Every screen at every width: nothing is cut off, nothing makes the page scroll sideways, whatever
//! the length of a name or of a translation.

use slipway_tests::{
    browser::{Browser, Width},
    harbour::{Harbour, Rows},
    program::Program,
    screens::{self, Fragment, SCREENS},
};

#[test]
fn every_page_is_in_the_list_of_screens() {
    let pages = screens::pages();
    assert!(pages.len() > 10, "the addresses of {} pages were found: {pages:?}", pages.len());
    let missing: Vec<&String> =
        pages.iter().filter(|page| !SCREENS.iter().any(|screen| screen.page == *page)).collect();
    assert!(missing.is_empty(), "pages without a screen in tests/support/screens.rs: {missing:?}");
}

/// Looks at every screen at a width, with names of 60 characters.
async fn everything_stays_inside(width: Width, query: &str) {
    let harbour = Harbour::with(Rows::Long).await;
    let empty = Program::start();
    let token = empty.set_up_token();
    let browser = Browser::at(&harbour).await;
    browser.looks_at(width).await;
    for screen in SCREENS.iter().filter(|screen| screen.is_at(width) && screen.fragment != Fragment::SetUp) {
        browser.shows(screen, &harbour, query, None).await;
        browser.sees_nothing_beyond_the_window(screen.name).await;
    }
    drop(browser);
    let browser = Browser::at(&empty).await;
    browser.looks_at(width).await;
    for screen in SCREENS.iter().filter(|screen| screen.fragment == Fragment::SetUp) {
        browser.shows(screen, &harbour, query, Some(&token)).await;
        browser.sees_nothing_beyond_the_window(screen.name).await;
    }
}

#[tokio::test]
async fn nothing_is_wider_than_360_pixels() {
    everything_stays_inside(Width::Narrowest, "").await;
}

#[tokio::test]
async fn nothing_is_wider_than_360_pixels_in_french() {
    everything_stays_inside(Width::Narrowest, "?lang=fr").await;
}

#[tokio::test]
async fn nothing_is_wider_than_a_desk() {
    everything_stays_inside(Width::Desk, "").await;
}
