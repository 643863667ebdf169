//! Every refusal that there is, with the page showing it before anything is sent; and for those that only
//! the server can know, why that is so, and the page showing them afterwards.

mod afterwards;
mod before;
mod fields;

use std::collections::BTreeSet;

use slipway_tests::{
    browser::{Browser, Found, Sent},
    person::Person,
    program::{Start, repository},
    world::World,
};

/// When a person learns of a refusal.
#[derive(Debug, Clone, Copy)]
enum Shown {
    /// Before anything is sent.
    Before,
    /// After it was sent, and why not earlier.
    Afterwards(&'static str),
    /// Never on a page, and why not.
    Never(&'static str),
}

use Shown::{Afterwards, Before, Never};

/// Every code, what a person does to meet it, and when they learn of it.
const REFUSALS: &[(&str, &str, Shown)] = &[
    ("required", "leaves a field empty", Before),
    ("too_short", "types a password of five characters", Before),
    ("too_long", "types a name of 61 characters", Before),
    ("control_character", "pastes a bell into a name", Before),
    ("hidden_character", "pastes a character that turns the text around", Before),
    ("email_form", "types an address without a domain", Before),
    ("email_not_ascii", "types an address with an umlaut", Before),
    ("too_many_addresses", "pastes 51 addresses", Before),
    ("slug_form", "types a slug with capitals and spaces", Before),
    ("slug_reserved", "types the slug new", Before),
    ("unknown_country", "changes the list of countries in the browser's tools", Before),
    ("website_form", "types a site that is no web address", Before),
    ("password_common", "chooses a password that everybody chooses", Before),
    ("password_personal", "chooses a password made of the product's name", Before),
    ("password_unchanged", "chooses the current password once more", Before),
    ("unknown_language", "changes the list of languages in the browser's tools", Before),
    (
        "unknown_role",
        "",
        Never("the list of roles is the rules' own; only a request made by hand names another"),
    ),
    ("unknown_cursor", "", Never("the page goes through lists by what the server gave it")),
    ("out_of_range", "lets an invitation live for 31 days", Before),
    ("missing_permission", "looks at the members as a Viewer", Before),
    ("role_above_yours", "invites as a Developer, and looks at Admin", Before),
    ("person_above_you", "as an Admin opens the menu of an Owner", Before),
    ("owner_not_by_invitation", "invites, and looks at Owner", Before),
    ("own_grant", "invites oneself", Before),
    (
        "invitation_of_another",
        "",
        Never("whoever may not manage the invitations of others does not see them"),
    ),
    ("hidden", "", Never("it is not_found to everybody outside the server")),
    ("unknown_host", "", Never("under another host there is no page either")),
    ("outlasts_yours", "", Never("no grant has an end yet")),
    ("leads_make_no_leads", "", Never("there are no teams yet")),
    ("leads_add_members_only", "", Never("there are no teams yet")),
    ("administrator_only", "", Never("to everybody else the administration's pages are not there")),
    ("already_set_up", "opens the printed address a second time", Before),
    ("organization_limit", "looks at the panel with an organization of one's own", Before),
    ("last_owner", "as the only Owner opens one's own menu", Before),
    ("already_member", "invites a member", Before),
    ("invitation_expired", "opens the link after eight days", Before),
    ("invitation_accepted", "opens the link a second time", Before),
    ("invitation_declined", "opens the link of an invitation that was declined", Before),
    ("invitation_revoked", "opens the link of an invitation that was revoked", Before),
    ("invitation_replaced", "opens the older of two links", Before),
    ("invitation_void", "opens the link of somebody who was removed since", Before),
    ("invitation_for_another", "opens a link that is for somebody else", Before),
    ("address_not_verified", "signs up and looks at the panel", Before),
    ("already_verified", "", Never("what sends the mail again is gone once the address is verified")),
    ("address_unchanged", "changes the address to the present one", Before),
    ("not_your_address", "deletes the account under another address", Before),
    ("link_used", "opens the link of a password that was set", Before),
    ("link_expired", "opens the link to a new password after two hours", Before),
    ("link_ended", "opens the link of a change that was taken back", Before),
    ("sign_up_closed", "opens the page that makes accounts", Before),
    ("no_mail", "has forgotten the password where no mail is sent", Before),
    ("last_administrator", "as the only administrator opens one's own menu", Before),
    ("mail_not_in_trouble", "", Never("a mail without trouble is not offered to be tried again")),
    ("unknown_choice", "", Never("the page chooses from the contract's own lists")),
    (
        "not_fresh",
        "changes the address eleven minutes after signing in",
        Afterwards("only the server knows sessions"),
    ),
    ("not_signed_in", "opens a page behind the sign-in", Before),
    ("not_found", "opens an address that leads nowhere", Before),
    ("address_taken", "makes an account that was made meanwhile", Afterwards("somebody was faster")),
    ("slug_taken", "chooses a slug that is taken", Afterwards("which slugs there are is nobody's business")),
    ("wrong_credentials", "types a wrong password", Afterwards("only the server knows passwords")),
    (
        "wrong_password",
        "changes the password with a wrong one",
        Afterwards("only the server knows passwords"),
    ),
    ("too_many", "tries eleven passwords", Afterwards("only the server counts tries")),
    ("unavailable", "saves while the database is busy", Afterwards("only the server knows its database")),
    (
        "fields",
        "",
        Never("the page parses a draft by the same function as the server, and sends none that fails"),
    ),
    ("malformed", "", Never("the page writes its requests by the contract's own types")),
    ("method_not_allowed", "", Never("the page takes its methods from the contract")),
    ("foreign_origin", "", Never("the page is of the program's own origin; others are refused by it")),
    ("not_json", "", Never("the page sends JSON alone")),
    ("too_large", "", Never("every field has a greatest length, far below it in sum")),
    ("internal", "", Never("a fault of the program, which no input may bring about")),
];

#[test]
fn every_code_of_the_contract_is_in_the_list_once() {
    let listed: Vec<&str> = REFUSALS.iter().map(|(code, ..)| *code).collect();
    let once: BTreeSet<String> = listed.iter().map(|code| (*code).to_owned()).collect();
    assert_eq!(once.len(), listed.len(), "a code stands in the list twice");
    assert_eq!(once, codes(), "the list and the contract");
    let reasons = REFUSALS.iter().filter_map(|(code, does, shown)| match shown {
        Before => does.is_empty().then_some(*code),
        Afterwards(why) => (does.is_empty() || why.is_empty()).then_some(*code),
        Never(why) => why.is_empty().then_some(*code),
    });
    assert_eq!(reasons.collect::<Vec<_>>(), Vec::<&str>::new(), "codes that nothing is said of");
}

#[test]
fn every_code_that_a_page_shows_is_tried() {
    let parts = ["refusals/fields", "refusals/before", "refusals/afterwards", "account_links", "own_account"];
    let sources = parts.map(|part| {
        let file = repository().join("tests/e2e").join(format!("{part}.rs"));
        std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
    });
    for (code, _, shown) in REFUSALS {
        let tried = |source: &String| source.contains(&format!("\"{code}\""));
        let expected = match shown {
            Before => [&sources[0], &sources[1], &sources[3], &sources[4]].into_iter().any(tried),
            Afterwards(_) => sources[2..].iter().any(tried),
            Never(_) => continue,
        };
        assert!(expected, "no test shows {code}");
    }
}

/// The codes that `core` can refuse with, from its own source: those of `code()`, and the fields' tags.
fn codes() -> BTreeSet<String> {
    let source = |file: &str| {
        let path = repository().join("core/src").join(file);
        std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    let mut codes = BTreeSet::new();
    for file in ["api/problem.rs", "access/decide.rs"] {
        let text = source(file);
        for body in text.split("pub const fn code(&self)").skip(1) {
            let (body, _) = body.split_once("\n    }\n").expect("the end of the function");
            codes.extend(body.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    let text = source("field.rs");
    let (_, body) = text.split_once("pub enum FieldProblem {").expect("the problems of fields");
    let (body, _) = body.split_once("\n}\n").expect("their end");
    let variants = body.lines().filter_map(|line| {
        let name = line.strip_prefix("    ")?.trim_end_matches([',', '{', ' ']);
        name.starts_with(|c: char| c.is_ascii_uppercase()).then(|| snake(name))
    });
    codes.extend(variants);
    codes
}

fn snake(name: &str) -> String {
    name.char_indices().fold(String::new(), |mut snake, (at, c)| {
        if at > 0 && c.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(c.to_ascii_lowercase());
        snake
    })
}

/// A place to meet refusals in: one world, one browser, and a count of what was sent.
struct Stage {
    world: World,
    browser: Browser,
}

impl Stage {
    async fn set() -> Self {
        Self::with(Start::default()).await
    }

    async fn with(start: Start) -> Self {
        let world = World::with(start).await;
        let browser = Browser::at(&world).await;
        Self { world, browser }
    }

    /// Opens a page as somebody, and forgets what was sent so far.
    async fn opens(&self, person: Option<&Person>, page: &str) {
        self.browser.loses_session().await;
        if let Some(person) = person {
            self.browser.takes_session_of(person).await;
        }
        self.browser.opens(page).await;
        self.browser.settles().await;
        self.browser.sent().await;
    }

    /// Opens the **Invite Members** dialog as somebody.
    async fn invites(&self, person: &Person) {
        self.opens(Some(person), "/orgs/blue-quay/settings/members").await;
        self.browser.clicks_button("Invite Members").await;
        self.browser.sees_one(Found::Role("dialog", "Invite Members")).await;
        self.browser.sent().await;
    }

    /// Holds that nothing was sent that changes anything.
    async fn nothing_was_sent(&self, code: &str) {
        let sent: Vec<Sent> = self.browser.changes_sent().await;
        assert!(sent.is_empty(), "{code} was to be shown before anything is sent, and there went {sent:?}");
    }
}
