//! Where one is, as a row of links.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::{
    links::{AdminTab, Link, SettingsTab},
    locale::{I18n, t, ts, use_i18n},
    session::{Session, use_session},
    ui::icon::{Icon, Shape},
};

/// One step of the way.
struct Step {
    words: String,
    link: Link,
}

/// The way to the present page. The last step is the page itself and no link.
#[component]
pub fn Breadcrumb() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let path = use_location().pathname;
    let steps = move || {
        let way = Link::parse(&path.get()).map(|link| way_to(&link, i18n, session)).unwrap_or_default();
        let last = way.len().saturating_sub(1);
        way.into_iter().enumerate().map(|(place, step)| item(step, place == last)).collect_view()
    };
    view! {
        <nav class="breadcrumb" aria-label=t!(i18n, common.where_you_are)>
            <ol>{steps}</ol>
        </nav>
    }
}

fn item(step: Step, is_last: bool) -> AnyView {
    if is_last {
        view! { <li><span aria-current="page">{step.words}</span></li> }.into_any()
    } else {
        view! {
            <li>
                <a href=step.link.to_path()>{step.words}</a>
                <Icon shape=Shape::ChevronRight/>
            </li>
        }
        .into_any()
    }
}

fn way_to(link: &Link, i18n: I18n, session: Session) -> Vec<Step> {
    let step = |words: String, link: Link| Step { words, link };
    let panel = || step(ts!(i18n, common.organization), Link::Orgs);
    match link {
        Link::Account => vec![step(ts!(i18n, common.account_settings), Link::Account)],
        Link::Orgs => vec![panel()],
        Link::NewOrg => vec![panel(), step(ts!(i18n, common.create_organization), Link::NewOrg)],
        Link::Org(slug) | Link::OrgSettings(slug, _) => {
            // A slug that is not one of mine leads to "not found", which has nothing to be a part of.
            let Some(org) = session.org(slug) else { return vec![panel()] };
            let mut way = vec![panel(), step(org.name, Link::Org(slug.clone()))];
            if let Link::OrgSettings(_, tab) = link {
                let first = Link::OrgSettings(slug.clone(), SettingsTab::General);
                way.push(step(ts!(i18n, common.organization_settings), first));
                way.push(step(tab_name(*tab, i18n), link.clone()));
            }
            way
        }
        // To everybody else the address leads to "not found".
        Link::Admin(tab) if session.administers() => vec![
            step(ts!(i18n, common.administration), Link::Admin(AdminTab::Overview)),
            step(admin_tab_name(*tab, i18n), link.clone()),
        ],
        Link::Admin(_) => vec![panel()],
        Link::Home
        | Link::SetUp
        | Link::Login
        | Link::SignUp
        | Link::Forgot
        | Link::Reset
        | Link::Verify
        | Link::ConfirmAddress
        | Link::Invitation => Vec::new(),
    }
}

/// What a tab of Organization Settings is called.
pub fn tab_name(tab: SettingsTab, i18n: I18n) -> String {
    match tab {
        SettingsTab::General => ts!(i18n, common.tab_general),
        SettingsTab::Billing => ts!(i18n, common.tab_billing),
        SettingsTab::Members => ts!(i18n, common.tab_members),
        SettingsTab::Permissions => ts!(i18n, common.tab_permissions),
        SettingsTab::Audit => ts!(i18n, common.tab_audit),
    }
}

/// What a part of the administration is called.
pub fn admin_tab_name(tab: AdminTab, i18n: I18n) -> String {
    match tab {
        AdminTab::Overview => ts!(i18n, admin.tab_overview),
        AdminTab::SignUp => ts!(i18n, admin.tab_sign_up),
        AdminTab::Accounts => ts!(i18n, admin.tab_accounts),
        AdminTab::Mails => ts!(i18n, admin.tab_mails),
        AdminTab::Log => ts!(i18n, admin.tab_log),
    }
}
