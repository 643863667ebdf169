//! The audit log of an organization, newest first.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MyOrg, path::OrgPath, table::ListAudit},
    audit::AuditEntryView,
};

use super::part::SettingsPart;
use crate::{
    components::audit_list::AuditList,
    links::SettingsTab,
    locale::{t, ts, use_i18n},
    state::list::fetch_list,
};

/// The tab of the audit log.
#[component]
pub fn AuditPage() -> impl IntoView {
    view! { <SettingsPart tab=SettingsTab::Audit let:org><AuditLog org/></SettingsPart> }
}

#[component]
fn AuditLog(org: Signal<MyOrg>) -> impl IntoView {
    let i18n = use_i18n();
    let entries =
        fetch_list::<ListAudit, AuditEntryView>(move || Some(OrgPath { org: org.with(|org| org.id) }));
    let lead = move || ts!(i18n, settings.audit_lead, organization = org.with(|org| org.name.clone()));
    view! {
        <header class="settings-head">
            <div>
                <h2 class="section-title">{t!(i18n, settings.audit_title)}</h2>
                <p class="quiet">{lead}</p>
            </div>
        </header>
        <AuditList entries/>
    }
}
