//! axe-core on every screen, with rows in it and with its dialogs and menus open, in both themes: no
//! serious and no critical finding. On the way, the browser's console stays clean.

use std::fmt::Write as _;

use slipway_tests::{
    browser::{Browser, Theme, Width},
    harbour::{Harbour, Rows},
    program::Program,
    screens::{Fragment, SCREENS, Screen},
};

async fn breaks(browser: &Browser, screen: &Screen, text: &mut String) {
    for theme in Theme::ALL {
        browser.wants(theme).await;
        let found = browser.breaks_of_accessibility().await;
        if !found.is_empty() {
            writeln!(text, "{} ({}):\n{found}", screen.name, theme.name()).expect("text");
        }
    }
    for complaint in browser.complaints().await {
        writeln!(text, "{} (console): {complaint}", screen.name).expect("text");
    }
}

async fn every_screen_is_accessible(width: Width) {
    let harbour = Harbour::with(Rows::Three).await;
    let empty = Program::start();
    let token = empty.set_up_token();
    let mut text = String::new();
    for (program, is_set_up) in [(&*harbour, true), (&empty, false)] {
        let browser = Browser::at(program).await;
        browser.looks_at(width).await;
        let shown = SCREENS.iter().filter(|screen| screen.is_at(width));
        for screen in shown.filter(|screen| (screen.fragment != Fragment::SetUp) == is_set_up) {
            browser.shows(screen, &harbour, "", Some(&token)).await;
            breaks(&browser, screen, &mut text).await;
        }
    }
    assert!(text.is_empty(), "{text}");
}

#[tokio::test]
async fn every_screen_at_a_desk() {
    every_screen_is_accessible(Width::Desk).await;
}

#[tokio::test]
async fn every_screen_in_a_hand() {
    every_screen_is_accessible(Width::Hand).await;
}
