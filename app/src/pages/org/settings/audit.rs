//! The audit log of an organization, newest first.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MyOrg, path::OrgPath, table::ListAudit},
    audit::AuditEntryView,
};

use super::part::SettingsPart;
use crate::{
    components::{audit_line::AuditLine, loaded::LoadedList},
    links::SettingsTab,
    locale::{t, ts, use_i18n},
    state::list::fetch_list,
    ui::{
        button::Button,
        empty::{Empty, Picture},
    },
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
        <LoadedList from=entries count=8>
            <Show
                when=move || !entries.is_empty()
                fallback=move || view! {
                    <Empty picture=Picture::Logbook text=t!(i18n, settings.audit_empty)>
                        <p class="quiet">{t!(i18n, settings.audit_empty_next)}</p>
                    </Empty>
                }
            >
                <ul class="audit-list" aria-label=t!(i18n, settings.audit_list)>
                    <For each=move || entries.items() key=|entry| entry.id let:entry>
                        <AuditLine entry/>
                    </For>
                </ul>
                <div class="table-foot">
                    <Show
                        when=move || entries.has_more()
                        fallback=move || view! { <p class="quiet">{t!(i18n, settings.audit_end)}</p> }
                    >
                        <Button
                            on_press=move |()| entries.load_more()
                            busy=Signal::derive(move || entries.is_loading_more())
                        >
                            {t!(i18n, settings.audit_load_more)}
                        </Button>
                    </Show>
                </div>
            </Show>
        </LoadedList>
    }
}
