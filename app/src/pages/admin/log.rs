//! The installation's log, newest first: what was done outside any organization.

use leptos::prelude::*;
use slipway_core::{
    api::{path::NoPath, table::ListInstallationAudit},
    audit::AuditEntryView,
};

use super::name_window;
use crate::{
    components::audit_list::AuditList,
    links::AdminTab,
    locale::{t, use_i18n},
    state::list::fetch_list,
};

/// The part with the log.
#[component]
pub fn InstallationLogPage() -> impl IntoView {
    let i18n = use_i18n();
    name_window(AdminTab::Log, i18n);
    let entries = fetch_list::<ListInstallationAudit, AuditEntryView>(|| Some(NoPath {}));
    view! {
        <header class="settings-head">
            <div>
                <h2 class="section-title">{t!(i18n, admin.log_title)}</h2>
                <p class="quiet">{t!(i18n, admin.log_lead)}</p>
            </div>
        </header>
        <AuditList entries/>
    }
}
