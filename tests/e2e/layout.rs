//! Every screen at every width: nothing is cut off, nothing makes the page scroll sideways, whatever
//! the length of a name or of a translation.

use std::fmt::Write as _;

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
    let mut beyond = String::new();
    for (program, is_set_up) in [(&*harbour, true), (&empty, false)] {
        let browser = Browser::at(program).await;
        browser.looks_at(width).await;
        let shown = SCREENS.iter().filter(|screen| screen.is_at(width));
        for screen in shown.filter(|screen| (screen.fragment != Fragment::SetUp) == is_set_up) {
            browser.shows(screen, &harbour, query, Some(&token)).await;
            for what in browser.beyond_the_window().await {
                writeln!(beyond, "{}: {what}", screen.name).expect("text");
            }
        }
    }
    assert!(beyond.is_empty(), "beyond the edge of the window:\n{beyond}");
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
