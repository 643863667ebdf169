//! Who may make an account, and how many organizations an account may create.

use leptos::prelude::*;
use slipway_core::api::{page::NoQuery, path::NoPath, table::GetSettings};

use super::name_window;
use crate::{
    components::{loaded::Loaded, part::Part},
    forms::admin_settings::AdminSettingsForm,
    links::AdminTab,
    locale::{t, use_i18n},
    state::fetched::fetch,
};

/// The part with the settings.
#[component]
pub fn SignUpSettingsPage() -> impl IntoView {
    let i18n = use_i18n();
    name_window(AdminTab::SignUp, i18n);
    let settings = fetch::<GetSettings>(|| Some((NoPath {}, NoQuery {})));
    view! {
        <Part title=t!(i18n, admin.settings_title) about=t!(i18n, admin.settings_about)>
            <Loaded from=settings count=4 let:present>
                <AdminSettingsForm present on_saved=move |saved| settings.set(saved)/>
            </Loaded>
        </Part>
    }
}
