//! What an organization role grants, in words, and what it grants more and less than another.

use leptos::prelude::*;
use slipway_core::{
    access::{explain::difference, role::OrgRole, set::PermissionSet},
    words,
};

use super::listed_permission::lines_of;
use crate::locale::{ts, use_i18n};

/// How many lines a list has before it only says how many follow.
const SHOWN: usize = 8;

/// What a role grants. Announced politely when another is chosen.
#[component]
pub fn RoleGrants(
    /// The role; none before one is chosen.
    #[prop(into)]
    role: Signal<Option<OrgRole>>,
    /// The role that it is compared with.
    #[prop(optional_no_strip)]
    present: Option<OrgRole>,
) -> impl IntoView {
    let i18n = use_i18n();
    let content = move || match role.get() {
        None => view! {
            <p class="role-grants-none">{ts!(i18n, settings.role_picker_grants_nothing)}</p>
        }
        .into_any(),
        Some(role) => view! {
            <h3 class="role-grants-title">
                {ts!(i18n, settings.role_picker_grants, role = words::org_role_name(i18n.locale(), role))}
            </h3>
            {match present.filter(|present| *present != role) {
                Some(present) => view! { <Compared role present/> }.into_any(),
                None => view! { <Whole role/> }.into_any(),
            }}
        }
        .into_any(),
    };
    view! { <section class="role-grants" aria-live="polite">{content}</section> }
}

/// Everything that a role grants.
#[component]
fn Whole(role: OrgRole) -> impl IntoView {
    let i18n = use_i18n();
    let locale = i18n.locale();
    let on_projects = match role.confers() {
        Some(conferred) => {
            let name = words::project_role_name(locale, conferred);
            let title = ts!(i18n, settings.role_picker_on_projects, role = name);
            view! {
                <h4 class="role-grants-part">{title}</h4>
                <p>{words::project_role_summary(locale, conferred)}</p>
            }
            .into_any()
        }
        None => view! { <p>{ts!(i18n, settings.role_picker_on_no_project)}</p> }.into_any(),
    };
    view! {
        <h4 class="role-grants-part">{ts!(i18n, settings.role_picker_on_organization)}</h4>
        <Lines set=role.organization_set()/>
        {on_projects}
    }
}

/// What a role grants more and less than the present one.
#[component]
fn Compared(role: OrgRole, present: OrgRole) -> impl IntoView {
    let i18n = use_i18n();
    let (more, less) = difference(present.set(), role.set());
    let name = words::org_role_name(i18n.locale(), present);
    let part = |title: String, class: &'static str, set: PermissionSet| {
        (!set.is_empty()).then(|| {
            view! {
                <div class=class>
                    <h4 class="role-grants-part">{title}</h4>
                    <Lines set/>
                </div>
            }
        })
    };
    let same = more.is_empty() && less.is_empty();
    view! {
        {same.then(|| view! { <p>{ts!(i18n, settings.role_picker_same, role = name)}</p> })}
        {part(ts!(i18n, settings.role_picker_more, role = name), "role-grants-more", more)}
        {part(ts!(i18n, settings.role_picker_less, role = name), "role-grants-less", less)}
    }
}

/// The permissions of a set in words, the first of them.
#[component]
fn Lines(set: PermissionSet) -> impl IntoView {
    let i18n = use_i18n();
    let lines = lines_of(set, i18n.locale());
    let more = lines.len().saturating_sub(SHOWN);
    view! {
        <ul class="role-grants-lines">
            {lines.into_iter().take(SHOWN).map(|line| view! { <li>{line}</li> }).collect_view()}
            {(more > 0).then(|| view! {
                <li class="role-grants-rest">{ts!(i18n, settings.role_picker_and_more, count = more)}</li>
            })}
        </ul>
    }
}
