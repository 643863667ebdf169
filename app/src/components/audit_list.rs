//! The entries of an audit log, newest first, loaded as far as one wants to go back.

use leptos::prelude::*;
use slipway_core::audit::AuditEntryView;

use super::{audit_line::AuditLine, loaded::LoadedList};
use crate::{
    locale::{t, use_i18n},
    state::list::List,
    ui::{
        button::Button,
        empty::{Empty, Picture},
    },
};

/// The entries of an audit log.
#[component]
pub fn AuditList(
    /// The entries.
    entries: List<AuditEntryView>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
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
