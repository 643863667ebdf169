//! Takes pictures of every screen, to be looked at: both themes, at a desk and in a hand, with few rows and
//! with many, with names of 60 characters, and the main ones in French.
//!
//! `SLIPWAY_SCREENSHOTS` names the folder. Words on the command line choose the screens whose names
//! contain one of them. It holds nothing: what is wrong with a picture only a person can say.

use std::{
    env,
    path::{Path, PathBuf},
    time::Instant,
};

use slipway_tests::{
    browser::{Browser, Theme, Width},
    harbour::{Harbour, Rows},
    program::{Program, repository},
    screens::{Fragment, SCREENS, Screen},
};

/// What is also looked at in French, whose texts are a third longer.
const IN_FRENCH: &[&str] = &[
    "sign-in",
    "invitation-without-account",
    "account",
    "panel",
    "create",
    "organization",
    "general",
    "billing",
    "members",
    "members-invite-chosen",
    "permissions",
    "audit",
    "admin",
    "admin-sign-up",
    "admin-accounts",
    "admin-mails",
];

#[tokio::main]
async fn main() {
    let folder = env::var_os("SLIPWAY_SCREENSHOTS")
        .map_or_else(|| repository().join("target/screenshots"), PathBuf::from);
    std::fs::create_dir_all(&folder).expect("a folder for the pictures");
    let wanted: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let chosen = |screen: &&Screen| wanted.is_empty() || wanted.iter().any(|word| screen.name.contains(word));
    let screens: Vec<Screen> = SCREENS.iter().filter(chosen).copied().collect();
    let began = Instant::now();
    let mut taken = 0;
    for rows in Rows::ALL {
        // Each width has a harbour of its own: what some screens do stays done.
        let at = async |width| {
            let (harbour, empty) = (Harbour::with(rows).await, Program::start());
            pictures(&harbour, &empty, &screens, rows, width, &folder).await
        };
        let (desk, hand) = tokio::join!(at(Width::Desk), at(Width::Hand));
        taken += desk + hand;
        println!("{taken} pictures after {} s", began.elapsed().as_secs());
    }
    println!("{taken} pictures are in {}", folder.display());
}

/// Every picture with as many rows and of one width; tells how many.
async fn pictures(
    harbour: &Harbour,
    empty: &Program,
    screens: &[Screen],
    rows: Rows,
    width: Width,
    folder: &Path,
) -> usize {
    let mut taken = 0;
    let set_up = empty.set_up_token();
    for (program, is_set_up) in [(&**harbour, true), (empty, false)] {
        let shown: Vec<&Screen> = screens
            .iter()
            .filter(|screen| screen.is_at(width) && (rows.has_everybody() || screen.has_rows))
            .filter(|screen| (screen.fragment != Fragment::SetUp) == is_set_up)
            .collect();
        if shown.is_empty() {
            continue;
        }
        let browser = Browser::at(program).await;
        browser.looks_at(width).await;
        for screen in shown {
            browser.shows(screen, harbour, "", Some(&set_up)).await;
            taken += both_themes(&browser, folder, screen.name, rows, width).await;
            if rows == Rows::Three && IN_FRENCH.contains(&screen.name) {
                browser.shows(screen, harbour, "?lang=fr", Some(&set_up)).await;
                taken += both_themes(&browser, folder, &format!("{}-fr", screen.name), rows, width).await;
            }
        }
    }
    taken
}

async fn both_themes(browser: &Browser, folder: &Path, name: &str, rows: Rows, width: Width) -> usize {
    for theme in Theme::ALL {
        browser.wants(theme).await;
        let file = format!("{name}-{}-{}-{}.png", rows.name(), theme.name(), width.sides().0);
        browser.takes_picture(&folder.join(file)).await;
    }
    Theme::ALL.len()
}
