//! The top bar: where one is, and what belongs to the person rather than to the page.

use leptos::prelude::*;

use super::{account_menu::AccountMenu, breadcrumb::Breadcrumb};
use crate::{
    components::{language::LanguageMenu, theme_choice::ThemeMenu},
    links::{Link, SettingsTab},
    locale::{t, ts, use_i18n},
    session::use_session,
    ui::{
        icon::{Icon, Shape},
        menu::{Menu, MenuItem, MenuLink},
    },
};

/// The top bar.
#[component]
pub fn TopBar(
    /// Whether the sidebar is drawn out, where there is no room for it.
    drawer: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <header class="top-bar">
            <button
                type="button"
                class="icon-button drawer-button"
                aria-label=t!(i18n, common.open_navigation)
                aria-controls="sidebar"
                aria-expanded=move || if drawer.get() { "true" } else { "false" }
                on:click=move |_| drawer.update(|open| *open = !*open)
            >
                <Icon shape=Shape::Bars/>
            </button>
            <Breadcrumb/>
            <div class="top-bar-acts">
                <SettingsMenu/>
                <LanguageMenu/>
                <ThemeMenu/>
                <AccountMenu/>
            </div>
        </header>
    }
}

/// The gear.
#[component]
fn SettingsMenu() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let org_settings = move || match session.active_org() {
        Some(org) => {
            let link = Link::OrgSettings(org.slug, SettingsTab::General);
            view! {
                <MenuLink href=link.to_path() icon=Shape::Organization>
                    {t!(i18n, common.organization_settings)}
                    <span class="menu-reason">{org.name}</span>
                </MenuLink>
            }
            .into_any()
        }
        None => view! {
            <MenuItem
                icon=Shape::Organization
                on_choose=|()| {}
                refused=Signal::derive(move || Some(ts!(i18n, common.no_organization_yet)))
            >
                {t!(i18n, common.organization_settings)}
            </MenuItem>
        }
        .into_any(),
    };
    view! {
        <Menu
            label=t!(i18n, common.settings)
            at_end=true
            button=|| view! { <Icon shape=Shape::Gear/> }
        >
            {org_settings}
            <MenuLink href=Link::Account.to_path() icon=Shape::Person>
                {t!(i18n, common.account_settings)}
            </MenuLink>
        </Menu>
    }
}
