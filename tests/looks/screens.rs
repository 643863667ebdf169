//! Every screen, with rows in it, with names of 60 characters, and with its dialogs and menus open: nothing
//! is cut off and nothing makes the page scroll sideways; axe-core has no serious and no critical finding,
//! in either theme; and the browser's console stays clean.

use std::fmt::Write as _;

use slipway_tests::{
    browser::{Browser, Theme, Width},
    harbour::{Harbour, Rows},
    program::Program,
    screens::{self, Fragment, SCREENS, Screen},
};

#[test]
fn every_page_is_in_the_list_of_screens() {
    let pages = screens::pages();
    assert!(pages.len() > 10, "the addresses of {} pages were found: {pages:?}", pages.len());
    let missing: Vec<&String> =
        pages.iter().filter(|page| !SCREENS.iter().any(|screen| screen.page == *page)).collect();
    assert!(missing.is_empty(), "pages without a screen in tests/support/screens.rs: {missing:?}");
}

/// Goes through every screen at a width and holds that nothing is found.
async fn nothing_is_found(width: Width, query: &str, look: impl AsyncFn(&Browser) -> Vec<String>) {
    let harbour = Harbour::with(Rows::Long).await;
    let empty = Program::start();
    let token = empty.set_up_token();
    let mut found = String::new();
    for (program, is_set_up) in [(&*harbour, true), (&empty, false)] {
        let browser = Browser::at(program).await;
        browser.looks_at(width).await;
        let is_shown =
            |screen: &&Screen| screen.is_at(width) && (screen.fragment != Fragment::SetUp) == is_set_up;
        for screen in SCREENS.iter().filter(is_shown) {
            browser.shows(screen, &harbour, query, Some(&token)).await;
            for what in look(&browser).await {
                writeln!(found, "{}: {what}", screen.name).expect("text");
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

/// What is beyond the window, what is not accessible, and what the browser complained of.
async fn everything(browser: &Browser) -> Vec<String> {
    let mut found = browser.beyond_the_window().await;
    for theme in Theme::ALL {
        browser.wants(theme).await;
        let breaks = browser.breaks_of_accessibility().await;
        found.extend(breaks.into_iter().map(|what| format!("{what} ({})", theme.name())));
    }
    found.extend(browser.complaints().await);
    found
}

#[tokio::test]
async fn at_a_desk() {
    nothing_is_found(Width::Desk, "", everything).await;
}

#[tokio::test]
async fn at_360_pixels() {
    nothing_is_found(Width::Narrowest, "", everything).await;
}

/// French texts are a third longer.
#[tokio::test]
async fn at_360_pixels_in_french() {
    nothing_is_found(Width::Narrowest, "?lang=fr", Browser::beyond_the_window).await;
}
