//! One of my organizations in the Organization panel.

use leptos::prelude::*;
use slipway_core::api::account::MyOrg;

use super::{role::RoleChip, time::RelativeTime};
use crate::{
    links::{Link, SettingsTab},
    locale::{t, ts, use_i18n},
    session::use_session,
    state::toasts::use_toasts,
    ui::{
        avatar::Avatar,
        button::{Button, Weight},
        chip::{Chip, Tone},
        icon::{Icon, Shape},
        menu::{MenuItem, MenuLink, RowMenu},
    },
};

/// One of my organizations, as an item of a list.
#[component]
pub fn OrgCard(
    /// The organization.
    org: MyOrg,
    /// Begins to leave it.
    #[prop(into)]
    on_leave: Callback<MyOrg>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let id = org.id;
    let is_active = Memo::new(move |_| session.active_org().is_some_and(|active| active.id == id));
    let (name, role, joined_at) = (org.name.clone(), org.role, org.joined_at);
    let here = Link::Org(org.slug.clone()).to_path();
    let settings = Link::OrgSettings(org.slug.clone(), SettingsTab::General).to_path();
    let card = StoredValue::new(org);
    let activate = move |()| {
        card.with_value(|org| {
            session.look_at(&org.slug);
            toasts.done(ts!(i18n, orgs.panel_made_active, name = org.name));
        });
    };
    view! {
        <li class="org-card" class:is-active=is_active>
            <Avatar id=id.to_string() name=name.clone() square=true/>
            <div class="org-card-words">
                <h2 class="org-card-name">
                    <a class="org-card-link" href=here.clone()>{name.clone()}</a>
                    <Show when=move || is_active.get()>
                        <Chip tone=Tone::Accent><Icon shape=Shape::Check/>{t!(i18n, orgs.panel_active)}</Chip>
                    </Show>
                </h2>
                <p class="org-card-facts">
                    <span>{here}</span>
                    <span>{t!(i18n, orgs.panel_since)} " " <RelativeTime time=joined_at/></span>
                </p>
            </div>
            <div class="org-card-acts">
                <RoleChip role/>
                <Show when=move || !is_active.get()>
                    <Button weight=Weight::Quiet on_press=activate>{t!(i18n, orgs.panel_make_active)}</Button>
                </Show>
                <RowMenu label=t!(i18n, orgs.panel_actions, name = name.clone())>
                    <MenuLink href=settings icon=Shape::Gear>{t!(i18n, orgs.panel_settings)}</MenuLink>
                    <MenuItem
                        icon=Shape::SignOut
                        destroys=true
                        on_choose=move |()| on_leave.run(card.get_value())
                    >
                        {t!(i18n, orgs.panel_leave)}
                    </MenuItem>
                </RowMenu>
            </div>
        </li>
    }
}
