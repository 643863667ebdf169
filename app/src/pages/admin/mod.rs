//! The administration of the installation: the title and its parts, for administrators alone.

pub mod accounts;
pub mod log;
pub mod mails;
pub mod overview;
pub mod sign_up;

use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::not_found::NotFound;
use crate::{
    components::page_head::set_title,
    layouts::breadcrumb::admin_tab_name,
    links::{AdminTab, Link},
    locale::{I18n, t, ts, use_i18n},
    session::use_session,
    ui::tabs::{Tab, Tabs},
};

/// What stands around the parts of the administration. For everybody else there is no such page.
#[component]
pub fn AdminLayout() -> impl IntoView {
    let session = use_session();
    let is_open = Memo::new(move |_| session.administers());
    move || {
        if is_open.get() {
            view! { <AdminHead/><Outlet/> }.into_any()
        } else {
            view! { <NotFound/> }.into_any()
        }
    }
}

#[component]
fn AdminHead() -> impl IntoView {
    let i18n = use_i18n();
    let tab = move |tab: AdminTab| Tab {
        href: Signal::stored(Link::Admin(tab).to_path()),
        label: Signal::derive(move || admin_tab_name(tab, i18n)),
    };
    view! {
        <header class="page-head">
            <div class="page-head-words">
                <h1 class="page-title" tabindex="-1" data-page-title="">{t!(i18n, admin.title)}</h1>
                <p class="page-lead">{t!(i18n, admin.lead)}</p>
            </div>
        </header>
        <Tabs label=t!(i18n, admin.tabs_label) tabs=Signal::stored(AdminTab::ALL.map(tab).to_vec())/>
    }
}

/// Names the window after a part.
fn name_window(tab: AdminTab, i18n: I18n) {
    let title = move || format!("{} · {}", admin_tab_name(tab, i18n), ts!(i18n, admin.title));
    set_title(Signal::derive(title));
}
