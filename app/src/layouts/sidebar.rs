//! The sidebar: the organization one looks at, and the places to go.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use slipway_core::api::account::MyOrg;

use crate::{
    links::{AdminTab, Link},
    locale::{t, ts, use_i18n},
    session::use_session,
    ui::{
        avatar::Avatar,
        icon::{Icon, Shape},
        menu::{Menu, MenuGroup, MenuLink},
    },
};

/// The sidebar.
#[component]
pub fn Sidebar() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let link = Memo::new({
        let path = use_location().pathname;
        move |_| Link::parse(&path.get())
    });
    let in_panel = Signal::derive(move || matches!(link.get(), Some(Link::Orgs | Link::NewOrg)));
    let in_admin = Signal::derive(move || matches!(link.get(), Some(Link::Admin(_))));
    // An address that leads nowhere belongs to no organization that one is in.
    let in_overview = Signal::derive(move || match (link.get(), session.active_org()) {
        (Some(Link::Org(slug)), Some(org)) => org.slug == slug,
        _ => false,
    });
    let overview = move |org: MyOrg| {
        view! {
            <NavLink
                href=Link::Org(org.slug).to_path()
                shape=Shape::Overview
                label=t!(i18n, common.overview)
                current=in_overview
            />
        }
    };
    view! {
        <aside class="sidebar" id="sidebar">
            <a class="mark" href=Link::Orgs.to_path()><Icon shape=Shape::Mark/><span>"Slipway"</span></a>
            <OrgSwitcher/>
            <nav class="sidebar-nav" aria-label=t!(i18n, common.main_navigation)>
                <NavLink
                    href=Link::Orgs.to_path()
                    shape=Shape::Organization
                    label=t!(i18n, common.organization)
                    current=in_panel
                />
                {move || session.active_org().map(overview)}
                <Show when=move || session.administers()>
                    <NavLink
                        href=Link::Admin(AdminTab::Overview).to_path()
                        shape=Shape::Shield
                        label=t!(i18n, common.administration)
                        current=in_admin
                    />
                </Show>
            </nav>
        </aside>
    }
}

#[component]
fn NavLink(
    #[prop(into)] href: String,
    shape: Shape,
    #[prop(into)] label: Signal<String>,
    current: Signal<bool>,
) -> impl IntoView {
    view! {
        <a
            class="nav-link"
            href=href
            title=label
            aria-current=move || current.get().then_some("page")
        >
            <Icon shape/>
            <span class="nav-words">{label}</span>
        </a>
    }
}

/// The organization one looks at, and the others one is in.
#[component]
fn OrgSwitcher() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let active = Memo::new(move |_| session.active_org());
    let button = move || {
        active.get().map(|org| {
            let name = org.name.clone();
            view! {
                <Avatar id=org.id.to_string() name=name.clone() square=true/>
                <span class="switcher-name">{name}</span>
                <Icon shape=Shape::ChevronUpDown/>
            }
        })
    };
    let item = move |org: MyOrg| {
        let is_active = active.get().is_some_and(|active| active.id == org.id);
        view! { <MenuLink href=Link::Org(org.slug).to_path() current=is_active>{org.name}</MenuLink> }
    };
    // What is seen on the button is a part of what it is called, so that it can be asked for by voice.
    let label = move || {
        let name = active.with(|org| org.as_ref().map(|org| org.name.clone()).unwrap_or_default());
        format!("{}: {name}", ts!(i18n, common.switch_organization))
    };
    view! {
        <Show when=move || active.with(Option::is_some)>
            <Menu class="switcher" label=Signal::derive(label) button=button>
                <MenuGroup label=t!(i18n, common.your_organizations)>
                    {move || session.me().map(|me| me.orgs.into_iter().map(item).collect_view())}
                </MenuGroup>
                <MenuGroup>
                    <MenuLink href=Link::Orgs.to_path() icon=Shape::Organization>
                        {t!(i18n, common.all_organizations)}
                    </MenuLink>
                </MenuGroup>
            </Menu>
        </Show>
    }
}
