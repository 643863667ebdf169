//! Organization Settings: the title and the tabs that one may open.

pub mod audit;
pub mod billing;
pub mod general;
pub mod members;
pub mod part;
pub mod permissions;

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_location, use_navigate},
};
use slipway_core::{access::permission::OrgPermission, api::account::MyOrg};

use crate::{
    components::in_org::InOrg,
    layouts::breadcrumb::tab_name,
    links::{Link, SettingsTab},
    locale::{t, use_i18n},
    session::use_session,
    ui::tabs::{Tab, Tabs},
};

/// What stands around the tabs of Organization Settings.
#[component]
pub fn SettingsLayout() -> impl IntoView {
    view! {
        <InOrg let:org>
            <SettingsHead org/>
            <Outlet/>
        </InOrg>
    }
}

#[component]
fn SettingsHead(org: Signal<MyOrg>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    lead_to_first_tab(org);
    let open_tabs = Memo::new(move |_| {
        let (id, slug) = org.with(|org| (org.id, org.slug.clone()));
        let is_open = |tab: &SettingsTab| session.may(needed_for(*tab), id).is_ok();
        let open = SettingsTab::ALL.into_iter().filter(is_open);
        open.map(|tab| (tab, Link::OrgSettings(slug.clone(), tab).to_path())).collect::<Vec<_>>()
    });
    let tabs = Signal::derive(move || {
        let tab = |(tab, href): (SettingsTab, String)| Tab {
            href: Signal::stored(href),
            label: Signal::derive(move || tab_name(tab, i18n)),
        };
        open_tabs.get().into_iter().map(tab).collect::<Vec<_>>()
    });
    view! {
        <header class="page-head">
            <div class="page-head-words">
                <h1 class="page-title" tabindex="-1" data-page-title="">
                    {t!(i18n, common.organization_settings)}
                </h1>
                <p class="page-lead">{move || org.with(|org| org.name.clone())}</p>
            </div>
        </header>
        <Tabs label=t!(i18n, settings.tabs_label) tabs/>
    }
}

/// The address without a tab leads on to the first one, so that the tabs say where one is.
fn lead_to_first_tab(org: Signal<MyOrg>) {
    let path = use_location().pathname;
    let navigate = use_navigate();
    Effect::new(move |_| {
        if path.with(|path| path.trim_end_matches('/').ends_with("/settings")) {
            let slug = org.with_untracked(|org| org.slug.clone());
            let first = Link::OrgSettings(slug, SettingsTab::General).to_path();
            navigate(&first, NavigateOptions { replace: true, ..Default::default() });
        }
    });
}

/// The permission to see a tab.
const fn needed_for(tab: SettingsTab) -> OrgPermission {
    match tab {
        SettingsTab::General | SettingsTab::Permissions => OrgPermission::OrgView,
        SettingsTab::Billing => OrgPermission::BillingView,
        SettingsTab::Members => OrgPermission::MembersView,
        SettingsTab::Audit => OrgPermission::AuditView,
    }
}
