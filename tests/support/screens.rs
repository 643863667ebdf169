//! Every screen as a person can have it before them: each page, and on it every dialog and menu open.
//!
//! The one list that pictures are taken by and that accessibility, widths and texts are tried on. A page
//! of `app/src/links.rs` without an entry fails the tests. What opens a dialog is named by selectors, since
//! the same list is gone through in every language.

use thirtyfour::Key;

use crate::{
    browser::{Browser, Found, Width},
    harbour::{Harbour, SLUG, Who},
    program,
};

/// What follows the `#` of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fragment {
    /// Nothing.
    None,
    /// The token of an invitation to somebody without an account.
    New,
    /// The token of an invitation to the newcomer.
    Newcomer,
    /// The token of one that was revoked.
    Revoked,
    /// A token that belongs to none.
    MadeUp,
    /// The token of the link that sets a new password.
    Reset,
    /// The token of the link that verifies an address.
    Verify,
    /// The token of the link that confirms a change of address.
    Confirm,
    /// The token for setting up; the installation is empty then.
    SetUp,
}

/// What is done to bring a screen about.
#[derive(Debug, Clone)]
pub enum Act {
    /// Clicks on the first that is found.
    Click(&'static str),
    /// Types into it.
    Type(&'static str, &'static str),
    /// Presses a key.
    Press(Key),
    /// The network goes away.
    Offline,
}

/// A screen.
#[derive(Debug, Clone, Copy)]
pub struct Screen {
    /// Its name, in the names of files too.
    pub name: &'static str,
    /// The page, as `app/src/links.rs` writes its address.
    pub page: &'static str,
    /// What follows the `#`.
    pub fragment: Fragment,
    /// Who looks.
    pub who: Who,
    /// What brings it about.
    pub acts: &'static [Act],
    /// Whether it looks different with more or fewer rows.
    pub has_rows: bool,
    /// The only width that it exists at.
    pub only_at: Option<Width>,
}

const fn screen(name: &'static str, page: &'static str, who: Who) -> Screen {
    Screen { name, page, fragment: Fragment::None, who, acts: &[], has_rows: false, only_at: None }
}

impl Screen {
    const fn after(self, acts: &'static [Act]) -> Self {
        Self { acts, ..self }
    }

    const fn with(self, fragment: Fragment) -> Self {
        Self { fragment, ..self }
    }

    const fn in_rows(self) -> Self {
        Self { has_rows: true, ..self }
    }

    const fn at(self, width: Width) -> Self {
        Self { only_at: Some(width), ..self }
    }

    /// Whether it can be looked at with this width.
    pub fn is_at(&self, width: Width) -> bool {
        match self.only_at {
            None => true,
            Some(Width::Hand | Width::Narrowest) => width != Width::Desk,
            Some(Width::Desk) => width == Width::Desk,
        }
    }
}

const SUBMIT: Act = Act::Click("form button[type=submit]");
const SUBMIT_PASSWORD: Act = Act::Click("form:has(#new) button[type=submit]");
const SUBMIT_ADDRESS: Act = Act::Click("form:has(#email) button[type=submit]");
const DELETE_ACCOUNT: Act = Act::Click(".danger > .form-actions button");
const ASKED_FOR_PASSWORD: Act = Act::Type("#email", "dario@new.example");
const CONFIRM: Act = Act::Click("dialog[open] .dialog-actions .button-frame:last-child button");
const ORG: &str = "/orgs/{slug}";
const GENERAL: &str = "/orgs/{slug}/settings/general";
const BILLING: &str = "/orgs/{slug}/settings/billing";
const MEMBERS: &str = "/orgs/{slug}/settings/members";
const PERMISSIONS: &str = "/orgs/{slug}/settings/permissions";
const AUDIT: &str = "/orgs/{slug}/settings/audit";
const INVITE: Act = Act::Click(".settings-head button");
const MENU_OF_A_MEMBER: Act = Act::Click("tr:not(:has(.chip-accent)) .table-actions [aria-haspopup=menu]");

const MENU_OF_AN_INVITATION: Act = Act::Click(".pending .table-actions [aria-haspopup=menu]");
const MANY: &str = "ada@new.example, Bo <bo@new.example>, nobody, ada@new.example, ines@quay.example, \
                    a-very-long-address-of-somebody-with-much-to-say@a-very-long-name-of-a-host.example";

macro_rules! nth_item {
    ($n:literal) => {
        Act::Click(concat!(".menu:popover-open .menu-item:nth-child(", $n, ")"))
    };
}

/// Every screen.
pub const SCREENS: &[Screen] = &[
    screen("set-up", "/setup", Who::Nobody).with(Fragment::SetUp),
    screen("set-up-errors", "/setup", Who::Nobody).with(Fragment::SetUp).after(&[SUBMIT]),
    screen("set-up-already", "/setup", Who::Nobody),
    screen("home", "/", Who::Nobody),
    screen("sign-in", "/login", Who::Nobody),
    screen("sign-in-errors", "/login", Who::Nobody).after(&[SUBMIT]),
    screen("sign-in-language", "/login", Who::Nobody)
        .after(&[Act::Click(".entry-choices [aria-haspopup=menu]")]),
    screen("sign-up", "/signup", Who::Nobody),
    screen("sign-up-errors", "/signup", Who::Nobody).after(&[SUBMIT]),
    screen("forgot", "/forgot", Who::Nobody),
    screen("forgot-errors", "/forgot", Who::Nobody).after(&[SUBMIT]),
    screen("forgot-sent", "/forgot", Who::Nobody).after(&[Act::Type("#email", "nobody@new.example"), SUBMIT]),
    screen("reset", "/reset", Who::Nobody).with(Fragment::Reset),
    screen("reset-errors", "/reset", Who::Nobody).with(Fragment::Reset).after(&[SUBMIT]),
    screen("reset-unknown", "/reset", Who::Nobody).with(Fragment::MadeUp),
    screen("verify-unknown", "/verify", Who::Nobody).with(Fragment::MadeUp),
    screen("confirm-address", "/confirm-address", Who::Nobody).with(Fragment::Confirm),
    screen("confirm-address-no-token", "/confirm-address", Who::Unproven),
    screen("unverified", "/orgs", Who::Unproven),
    screen("account-address-pending", "/account", Who::Unproven),
    screen("invitation-without-account", "/invitations", Who::Nobody).with(Fragment::New),
    screen("invitation-errors", "/invitations", Who::Nobody).with(Fragment::New).after(&[SUBMIT]),
    screen("invitation-with-account", "/invitations", Who::Nobody).with(Fragment::Newcomer),
    screen("invitation-signed-in", "/invitations", Who::Newcomer).with(Fragment::Newcomer),
    screen("invitation-declining", "/invitations", Who::Newcomer)
        .with(Fragment::Newcomer)
        .after(&[Act::Click(".form-actions .button-frame:nth-child(2) button")]),
    screen("invitation-for-another", "/invitations", Who::Owner).with(Fragment::New),
    screen("invitation-revoked", "/invitations", Who::Nobody).with(Fragment::Revoked),
    screen("invitation-unknown", "/invitations", Who::Nobody).with(Fragment::MadeUp),
    screen("invitation-no-token", "/invitations", Who::Nobody),
    screen("account", "/account", Who::Owner),
    screen("account-errors", "/account", Who::Owner).after(&[
        Act::Type("#current", "short"),
        Act::Type("#new", "short"),
        SUBMIT_PASSWORD,
    ]),
    screen("account-address-errors", "/account", Who::Owner)
        .after(&[Act::Type("#email", "ada"), SUBMIT_ADDRESS]),
    screen("account-delete", "/account", Who::Owner).after(&[DELETE_ACCOUNT]),
    screen("account-delete-refused", "/account", Who::Owner).after(&[
        DELETE_ACCOUNT,
        Act::Type("#delete-email", "ines@quay.example"),
        CONFIRM,
    ]),
    screen("password", "/account", Who::Developer).after(&[ASKED_FOR_PASSWORD, SUBMIT_ADDRESS]),
    screen("password-errors", "/account", Who::Developer).after(&[
        ASKED_FOR_PASSWORD,
        SUBMIT_ADDRESS,
        CONFIRM,
    ]),
    screen("panel", "/orgs", Who::Owner).in_rows(),
    screen("panel-empty", "/orgs", Who::Newcomer),
    screen("panel-menu", "/orgs", Who::Owner).after(&[Act::Click(".org-card [aria-haspopup=menu]")]),
    screen("panel-leave", "/orgs", Who::Developer).after(&[
        Act::Click(".org-card [aria-haspopup=menu]"),
        Act::Click(".menu:popover-open button.menu-item"),
    ]),
    screen("panel-leave-last-owner", "/orgs", Who::Owner).after(&[
        Act::Click(".org-card:has([href='/orgs/blue-quay']) [aria-haspopup=menu]"),
        Act::Click(".menu:popover-open button.menu-item"),
    ]),
    screen("switcher", "/orgs", Who::Owner).in_rows().at(Width::Desk).after(&[Act::Click(".switcher")]),
    screen("gear", "/orgs", Who::Owner).after(&[Act::Click(".top-bar-acts > button:nth-of-type(1)")]),
    screen("language", "/orgs", Who::Owner).after(&[Act::Click(".top-bar-acts > button:nth-of-type(2)")]),
    screen("theme", "/orgs", Who::Owner).after(&[Act::Click(".top-bar-acts > button:nth-of-type(3)")]),
    screen("account-menu", "/orgs", Who::Owner).after(&[Act::Click(".account-button")]),
    screen("drawer", "/orgs", Who::Owner).at(Width::Hand).after(&[Act::Click(".drawer-button")]),
    screen("create", "/orgs/new", Who::Newcomer),
    screen("create-errors", "/orgs/new", Who::Newcomer).after(&[Act::Type("#profile-slug", "New"), SUBMIT]),
    screen("create-refused", "/orgs/new", Who::Owner),
    screen("organization", ORG, Who::Owner).in_rows(),
    screen("organization-guest", ORG, Who::Guest),
    screen("general", GENERAL, Who::Owner),
    screen("general-errors", GENERAL, Who::Owner).after(&[Act::Type("#name", ""), SUBMIT]),
    screen("general-read-only", GENERAL, Who::Developer),
    screen("billing", BILLING, Who::Owner),
    screen("billing-closed", BILLING, Who::Developer),
    screen("members", MEMBERS, Who::Owner).in_rows(),
    screen("members-developer", MEMBERS, Who::Developer),
    screen("members-nobody-found", MEMBERS, Who::Owner)
        .after(&[Act::Type(".search-input", "nobody at all"), Act::Press(Key::Enter)]),
    screen("members-menu", MEMBERS, Who::Owner).after(&[MENU_OF_A_MEMBER]),
    screen("members-change-role", MEMBERS, Who::Owner).after(&[MENU_OF_A_MEMBER, nth_item!(1)]),
    screen("members-remove", MEMBERS, Who::Owner).after(&[MENU_OF_A_MEMBER, nth_item!(2)]),
    screen("members-invite", MEMBERS, Who::Owner).after(&[INVITE]),
    screen("members-invite-chosen", MEMBERS, Who::Owner).after(&[
        INVITE,
        Act::Type("#emails", "ada@new.example"),
        Act::Click("[data-role=developer]"),
    ]),
    screen("members-invite-errors", MEMBERS, Who::Owner).after(&[
        INVITE,
        Act::Type("#emails", "ada"),
        Act::Click("dialog button[type=submit]"),
    ]),
    screen("members-invite-developer", MEMBERS, Who::Developer)
        .after(&[INVITE, Act::Click("[data-role=admin]")]),
    screen("members-invite-many", MEMBERS, Who::Owner).after(&[INVITE, Act::Type("#emails", MANY)]),
    screen("members-invite-results", MEMBERS, Who::Owner).after(&[
        INVITE,
        Act::Type("#emails", MANY),
        Act::Click("[data-role=viewer]"),
        Act::Click("dialog button[type=submit]"),
    ]),
    screen("members-invitation-menu", MEMBERS, Who::Owner).after(&[MENU_OF_AN_INVITATION]),
    screen("members-resend", MEMBERS, Who::Owner).after(&[MENU_OF_AN_INVITATION, nth_item!(1)]),
    screen("members-copy-link", MEMBERS, Who::Owner).after(&[MENU_OF_AN_INVITATION, nth_item!(2)]),
    screen("members-link", MEMBERS, Who::Owner).after(&[MENU_OF_AN_INVITATION, nth_item!(2), CONFIRM]),
    screen("members-link-copied", MEMBERS, Who::Owner).after(&[
        MENU_OF_AN_INVITATION,
        nth_item!(2),
        CONFIRM,
        Act::Click("dialog[open] .copied-text button"),
    ]),
    screen("members-revoke", MEMBERS, Who::Owner).after(&[MENU_OF_AN_INVITATION, nth_item!(3)]),
    screen("panel-declining", "/orgs", Who::Newcomer)
        .after(&[Act::Click(".my-invitation .labelled-button:nth-child(2) button")]),
    screen("permissions", PERMISSIONS, Who::Owner),
    screen("permissions-none-found", PERMISSIONS, Who::Guest)
        .after(&[Act::Type(".search-input", "nothing at all"), Act::Press(Key::Enter)]),
    screen("audit", AUDIT, Who::Owner).in_rows(),
    screen("audit-details", AUDIT, Who::Owner).after(&[Act::Click(".audit-details summary")]),
    screen("audit-closed", AUDIT, Who::Developer),
    screen("admin", "/admin", Who::Owner),
    screen("admin-hidden", "/admin", Who::Developer),
    screen("admin-sign-up", "/admin/sign-up", Who::Owner),
    screen("admin-sign-up-errors", "/admin/sign-up", Who::Owner)
        .after(&[Act::Type("#orgs_per_account", "many"), SUBMIT]),
    screen("admin-accounts", "/admin/accounts", Who::Owner).in_rows(),
    screen("admin-accounts-nobody-found", "/admin/accounts", Who::Owner)
        .after(&[Act::Type(".search-input", "nobody at all"), Act::Press(Key::Enter)]),
    screen("admin-accounts-menu", "/admin/accounts", Who::Owner).after(&[MENU_OF_A_MEMBER]),
    screen("admin-accounts-limit", "/admin/accounts", Who::Owner).after(&[MENU_OF_A_MEMBER, nth_item!(1)]),
    screen("admin-accounts-limit-errors", "/admin/accounts", Who::Owner).after(&[
        MENU_OF_A_MEMBER,
        nth_item!(1),
        Act::Type("#org_limit", "many"),
        CONFIRM,
    ]),
    screen("admin-accounts-administrator", "/admin/accounts", Who::Owner)
        .after(&[MENU_OF_A_MEMBER, nth_item!(2)]),
    screen("admin-accounts-disable", "/admin/accounts", Who::Owner).after(&[MENU_OF_A_MEMBER, nth_item!(3)]),
    screen("admin-accounts-delete", "/admin/accounts", Who::Owner).after(&[MENU_OF_A_MEMBER, nth_item!(4)]),
    screen("admin-mails", "/admin/mails", Who::Owner).in_rows(),
    screen("admin-mails-none-found", "/admin/mails", Who::Owner)
        .after(&[Act::Click(".segments .segment:nth-of-type(5)")]),
    screen("admin-log", "/admin/log", Who::Owner),
    screen("not-found", "/orgs/nowhere", Who::Owner),
    screen("not-found-outside", "/nowhere", Who::Nobody),
    screen("no-answer", GENERAL, Who::Owner).after(&[Act::Offline, Act::Click(".tabs li:nth-child(3) a")]),
    screen("no-answer-form", MEMBERS, Who::Owner).after(&[
        INVITE,
        Act::Type("#emails", "ada@new.example"),
        Act::Click("[data-role=viewer]"),
        Act::Offline,
        Act::Click("dialog button[type=submit]"),
    ]),
    // What these do stays done, so nothing that needs it otherwise comes after them.
    screen("account-saved", "/account", Who::Newcomer)
        .after(&[Act::Type("#name", "Nora Newcomer-Ångström"), SUBMIT]),
    screen("verified", "/verify", Who::Nobody).with(Fragment::Verify),
    screen("verify-used", "/verify", Who::Unproven).with(Fragment::Verify),
    screen("confirmed-address", "/confirm-address", Who::Nobody)
        .with(Fragment::Confirm)
        .after(&[Act::Click(".form-actions button")]),
    screen("reset-ended", "/reset", Who::Nobody).with(Fragment::Reset),
    screen("invitation-declined", "/invitations", Who::Nobody)
        .with(Fragment::New)
        .after(&[Act::Click(".entry-foot .link-button"), CONFIRM]),
];

impl Browser {
    /// Opens a screen and brings it about; `query` is what the address gets behind a `?`.
    ///
    /// `set_up` is the token of an empty installation, where the browser is at one.
    pub async fn shows(&self, screen: &Screen, harbour: &Harbour, query: &str, set_up: Option<&str>) {
        self.is_online(true).await;
        self.loses_session().await;
        if let Some(person) = harbour.client(screen.who) {
            self.takes_session_of(person).await;
        }
        let page = screen.page.replace("{slug}", SLUG);
        let tokens = harbour.tokens();
        let fragment = match screen.fragment {
            Fragment::None => String::new(),
            Fragment::New => format!("#{}", tokens.new),
            Fragment::Newcomer => format!("#{}", tokens.newcomer),
            Fragment::Revoked => format!("#{}", tokens.revoked),
            Fragment::Reset => format!("#{}", tokens.reset),
            Fragment::Verify => format!("#{}", tokens.verify),
            Fragment::Confirm => format!("#{}", tokens.confirm),
            Fragment::MadeUp => format!("#{}", "A".repeat(43)),
            Fragment::SetUp => format!("#{}", set_up.unwrap_or_default()),
        };
        self.opens(&format!("{page}{query}{fragment}")).await;
        self.settles().await;
        for act in screen.acts {
            match act {
                Act::Click(selector) => self.clicks_first(selector).await,
                Act::Type(selector, text) => {
                    self.clicks(Found::Selector(selector)).await;
                    self.empties().await;
                    if !text.is_empty() {
                        self.types(*text).await;
                    }
                }
                Act::Press(key) => self.presses(key.clone()).await,
                Act::Offline => self.is_online(false).await,
            }
            self.settles().await;
        }
    }
}

/// Which pages `app/src/links.rs` knows, with `{slug}` in the place of an organization's.
pub fn pages() -> Vec<String> {
    let file = program::repository().join("app/src/links.rs");
    let source = std::fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    let (_, paths) = source.split_once("pub fn to_path").expect("where addresses are written");
    let (paths, _) = paths.split_once("\n    }\n").expect("its end");
    let (_, segments) = source.split_once("fn segment(").expect("where tabs are named");
    let (segments, _) = segments.split_once("\n    }\n").expect("its end");
    let (_, admin) = source.split_once("fn path(").expect("where parts of the administration are named");
    let (admin, _) = admin.split_once("\n    }\n").expect("its end");
    let mut pages: Vec<String> = quoted(admin).map(str::to_owned).collect();
    for page in quoted(paths) {
        match page.strip_suffix("{}") {
            Some(stem) => pages.extend(quoted(segments).map(|tab| format!("{stem}{tab}"))),
            None => pages.push(page.to_owned()),
        }
    }
    pages
}

/// What stands between quotation marks.
fn quoted(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').skip(1).step_by(2)
}
