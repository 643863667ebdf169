//! The page in accented text: whatever is not accented was written into the page by hand, or is data.

use std::{env, path::PathBuf};

use serde::Deserialize;
use slipway_tests::{
    browser::{Browser, Width},
    harbour::{Harbour, Rows, Who},
    program::{self, Program, Start},
    screens::{Fragment, SCREENS},
};

/// What stands in every language as it is: the product's name, the languages' own names, the beginning of
/// an address, and the names of databases.
const THE_SAME: &[&str] = &["Slipway", "English", "Français", "Español", "/orgs/", "SQLite", "PostgreSQL"];

/// What the tests type on the way to a screen.
const TYPED: [&str; 6] =
    ["nobody@new.example", "ada@new.example", "nobody at all", "nothing at all", "nobody", "ada"];

/// Every text of the page that somebody can see or hear, with where it is.
const TEXTS: &str = r#"
const found = [];
// The browser also writes the exact times that stand in a text.
const time = /(January|February|March|April|May|June|July|August|September|October|November|December) \d+, \d+ at \S+ [AP]M \S+/g;
const note = (text, where) => {
    const plain = text.replace(/\s+/g, " ").replace(time, "").trim();
    if (plain !== "") found.push({ text: plain, where });
};
const place = (element) => {
    const names = [];
    for (let box = element; box && box !== document.body; box = box.parentElement) {
        names.unshift(box.tagName.toLowerCase() + (box.classList[0] ? `.${box.classList[0]}` : ""));
    }
    return names.slice(-3).join(" > ");
};
// What the browser itself names: countries, and times, which the page asks of it.
const isTheBrowsers = (element) => element.closest("time, #billing-country, #country") !== null;
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element.closest("script, style, code, noscript") || isTheBrowsers(element)) continue;
    if (!element.checkVisibility({ visibilityProperty: true }) && !element.closest("option")) continue;
    note(walker.currentNode.data, place(element));
}
for (const element of document.body.querySelectorAll("[title], [placeholder], [aria-label], [alt]")) {
    if (isTheBrowsers(element)) continue;
    for (const attribute of ["title", "placeholder", "aria-label", "alt"]) {
        if (element.hasAttribute(attribute)) note(element.getAttribute(attribute), `${place(element)} [${attribute}]`);
    }
}
note(document.title, "title");
return found;
"#;

#[derive(Debug, Deserialize)]
struct Text {
    text: String,
    #[serde(rename = "where")]
    place: String,
}

fn page_folder() -> PathBuf {
    env::var_os("SLIPWAY_PSEUDO_PAGE_DIR")
        .map_or_else(|| program::repository().join("dist-pseudo"), PathBuf::from)
}

/// What people wrote and what the program made: it is shown as it is.
fn data_of(harbour: &Harbour) -> Vec<String> {
    let database = harbour.database();
    let mut data = Vec::new();
    for sql in [
        "SELECT name FROM accounts",
        "SELECT email FROM accounts",
        "SELECT email FROM invitations",
        "SELECT note FROM invitations WHERE note IS NOT NULL",
        "SELECT email FROM account_tokens",
        "SELECT name FROM organizations",
        "SELECT slug FROM organizations",
        "SELECT '/orgs/' || slug FROM organizations",
        "SELECT actor_name FROM audit_entries",
        "SELECT request_id FROM audit_entries",
        "SELECT user_agent FROM audit_entries WHERE user_agent IS NOT NULL",
        "SELECT address FROM audit_entries WHERE address IS NOT NULL",
    ] {
        data.extend(database.texts(sql));
    }
    for who in [Who::Owner, Who::Developer, Who::Guest, Who::Newcomer] {
        data.extend(harbour.person(who).map(|person| person.email.clone()));
    }
    data
}

/// Whether a text is accented, or is data and nothing else.
fn is_accounted_for(text: &str, data: &[String]) -> bool {
    // What is accented stands between brackets, and may hold more of them: a text with another one in it.
    let mut depth = 0_u32;
    let mut rest = String::new();
    for c in text.chars() {
        match c {
            '⟦' => depth += 1,
            '⟧' if depth == 0 => return false,
            '⟧' => {
                depth -= 1;
                rest.push(' ');
            }
            c if depth == 0 => rest.push(c),
            _ => {}
        }
    }
    if depth > 0 {
        return false;
    }
    // The longest data first, so that none hides in another.
    for own in data.iter().map(String::as_str).chain(THE_SAME.iter().copied()) {
        rest = rest.replace(own, " ");
    }
    let letters = rest.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    // Initials, and what the tests typed themselves.
    letters.filter(|word| word.chars().count() > 2).count() == 0
}

#[tokio::test]
async fn no_text_was_written_into_the_page_by_hand() {
    let folder = page_folder();
    assert!(
        folder.join("index.html").exists(),
        "there is no page in {}: scripts/page.sh pseudo",
        folder.display()
    );
    let start = Start::default().env("SLIPWAY_PAGE_DIR", folder.to_string_lossy());
    let harbour = Harbour::started(Rows::Three, start.clone()).await;
    let empty = start.start();
    let mut found = Vec::new();
    let token = empty.set_up_token();
    for (program, is_set_up) in [(&*harbour, true), (&empty, false)] {
        let browser = Browser::at(program).await;
        for screen in SCREENS.iter().filter(|screen| (screen.fragment != Fragment::SetUp) == is_set_up) {
            browser.looks_at(screen.only_at.unwrap_or(Width::Desk)).await;
            browser.shows(screen, &harbour, "?lang=pseudo", Some(&token)).await;
            // What brings a screen about may have made data of its own.
            let mut data = data_of(&harbour);
            data.extend(TYPED.map(str::to_owned));
            data.sort_by_key(|own| std::cmp::Reverse(own.len()));
            by_hand(&browser, screen.name, &data, &mut found).await;
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

async fn by_hand(browser: &Browser, screen: &str, data: &[String], found: &mut Vec<String>) {
    let texts: Vec<Text> = serde_json::from_value(browser.runs(TEXTS, Vec::new()).await).expect("texts");
    assert!(texts.iter().any(|text| text.text.contains('⟦')), "{screen} is not accented at all: {texts:?}");
    let plain = texts.into_iter().filter(|text| !is_accounted_for(&text.text, data));
    found.extend(plain.map(|text| format!("{screen}: “{}” in {}", text.text, text.place)));
}

#[tokio::test]
async fn a_text_written_by_hand_is_found() {
    let program = Program::start();
    let browser = Browser::at(&program).await;
    browser.opens("/login").await;
    browser.settles().await;
    let texts: Vec<Text> = serde_json::from_value(browser.runs(TEXTS, Vec::new()).await).expect("texts");
    let plain: Vec<&Text> = texts.iter().filter(|text| !is_accounted_for(&text.text, &[])).collect();
    assert!(!plain.is_empty(), "to this test the page in English is all by hand: {texts:?}");
}
