//! A tab of the settings: its organization, and the permission without which it stays closed.

use leptos::prelude::*;
use slipway_core::{access::permission::OrgPermission, api::account::MyOrg, words};

use super::needed_for;
use crate::{
    components::{
        in_org::{InOrg, denial_of},
        page_head::set_title,
    },
    layouts::breadcrumb::tab_name,
    links::{Link, SettingsTab},
    locale::{t, ts, use_i18n},
    ui::{
        button::ButtonLink,
        icon::{Icon, Shape},
        notice::Notice,
    },
};

/// Shows a tab to whoever has its permission, and to everybody else why it is closed.
#[component]
pub fn SettingsPart<V, F>(
    /// Which tab.
    tab: SettingsTab,
    /// Makes the tab.
    children: F,
) -> impl IntoView
where
    V: IntoView + 'static,
    F: Fn(Signal<MyOrg>) -> V + Clone + Send + Sync + 'static,
{
    let i18n = use_i18n();
    let permission = needed_for(tab);
    view! {
        <InOrg let:org>
            {
                let children = children.clone();
                let name = move || org.with(|org| org.name.clone());
                set_title(Signal::derive(move || format!("{} · {}", tab_name(tab, i18n), name())));
                let denial = denial_of(permission, org);
                let is_open = Memo::new(move |_| denial.with(Option::is_none));
                move || if is_open.get() {
                    children(org).into_any()
                } else {
                    view! { <Closed org permission/> }.into_any()
                }
            }
        </InOrg>
    }
}

/// What a closed tab says.
#[component]
fn Closed(org: Signal<MyOrg>, permission: OrgPermission) -> impl IntoView {
    let i18n = use_i18n();
    let denial = denial_of(permission, org);
    let reason = move || denial.get().map(|denial| words::denial(i18n.locale(), &denial));
    let your_role = move || {
        let (organization, role) = org.with(|org| (org.name.clone(), org.role));
        let role = words::org_role_name(i18n.locale(), role);
        ts!(i18n, settings.closed_your_role, organization = organization, role = role)
    };
    let matrix =
        move || Link::OrgSettings(org.with(|org| org.slug.clone()), SettingsTab::Permissions).to_path();
    view! {
        <section class="closed">
            <Icon shape=Shape::Lock/>
            <h2 class="section-title">{t!(i18n, settings.closed_title)}</h2>
            <p>{reason}</p>
            <p class="quiet">{your_role}</p>
            <ButtonLink href=Signal::derive(matrix)>{t!(i18n, settings.closed_permissions)}</ButtonLink>
        </section>
    }
}

/// What one may read and not change, with the reason.
#[component]
pub fn ReadOnly(
    /// Each field with its value.
    facts: Signal<Vec<(String, String)>>,
    /// Why one may not change it.
    refused: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let fact = move |(name, value): (String, String)| {
        let value = if value.is_empty() {
            view! { <dd class="quiet">{t!(i18n, settings.empty_value)}</dd> }.into_any()
        } else {
            view! { <dd>{value}</dd> }.into_any()
        };
        view! { <dt>{name}</dt>{value} }
    };
    view! {
        <Notice>
            <p>{t!(i18n, settings.read_only)}</p>
            <p class="quiet">{refused}</p>
        </Notice>
        <dl class="facts">{move || facts.get().into_iter().map(fact).collect_view()}</dl>
    }
}
