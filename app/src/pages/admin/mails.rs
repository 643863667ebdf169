//! What was and is to be sent, by how far it is.

use leptos::prelude::*;
use slipway_core::{
    api::{
        admin::{MailView, MailsQuery},
        path::NoPath,
        table::ListMails,
    },
    mail::MailStage,
    words,
};

use super::name_window;
use crate::{
    components::{loaded::LoadedList, mails_table::MailsTable},
    links::AdminTab,
    locale::{t, ts, use_i18n},
    state::list::{List, fetch_list_of},
    ui::{
        button::Button,
        empty::{Empty, Picture},
        search::SearchField,
        segments::{Segment, Segments},
    },
};

/// The part with the mails.
#[component]
pub fn MailsPage() -> impl IntoView {
    let i18n = use_i18n();
    name_window(AdminTab::Mails, i18n);
    // Empty for all of them.
    let stage = RwSignal::new(String::new());
    let query = move || {
        let stage = stage.get();
        MailsQuery { stage: (!stage.is_empty()).then_some(stage), ..MailsQuery::default() }
    };
    let mails = fetch_list_of::<ListMails, MailView>(move || Some((NoPath {}, query())));
    let stages = move || {
        let all = Segment { value: String::new(), label: ts!(i18n, admin.mails_stage_all) };
        let each = MailStage::ALL.iter().map(|stage| Segment {
            value: stage.key().to_owned(),
            label: words::mail_stage(i18n.locale(), *stage),
        });
        std::iter::once(all).chain(each).collect::<Vec<_>>()
    };
    view! {
        <header class="settings-head">
            <div>
                <h2 class="section-title">{t!(i18n, admin.mails_title)}</h2>
                <p class="quiet">{t!(i18n, admin.mails_lead)}</p>
            </div>
        </header>
        <div class="toolbar">
            <Segments
                name="stage"
                legend=t!(i18n, admin.mails_stage)
                value=stage
                segments=Signal::derive(stages)
            />
            <SearchField
                value=mails.search()
                label=t!(i18n, admin.mails_search)
                placeholder=t!(i18n, admin.mails_search_placeholder)
                clear_label=t!(i18n, admin.clear_search)
            />
        </div>
        <LoadedList from=mails count=6>
            <Show when=move || !mails.is_empty() fallback=move || view! { <NoMail mails stage/> }>
                <MailsTable mails/>
            </Show>
            <Show when=move || mails.has_more()>
                <div class="table-foot">
                    <Button
                        on_press=move |()| mails.load_more()
                        busy=Signal::derive(move || mails.is_loading_more())
                    >
                        {t!(i18n, admin.load_more)}
                    </Button>
                </div>
            </Show>
        </LoadedList>
    }
}

/// What stands where there is no mail, at all or of what was chosen.
#[component]
fn NoMail(mails: List<MailView>, stage: RwSignal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let is_narrowed =
        move || stage.with(|stage| !stage.is_empty()) || mails.search().with(|search| !search.is_empty());
    let show_all = move |()| {
        stage.set(String::new());
        mails.search().set(String::new());
    };
    move || {
        if is_narrowed() {
            view! {
                <Empty picture=Picture::Letter text=t!(i18n, admin.mails_none_found)>
                    <p class="quiet">{t!(i18n, admin.mails_none_found_next)}</p>
                    <Button on_press=show_all>{t!(i18n, admin.mails_show_all)}</Button>
                </Empty>
            }
            .into_any()
        } else {
            view! {
                <Empty picture=Picture::Letter text=t!(i18n, admin.mails_empty)>
                    <p class="quiet">{t!(i18n, admin.mails_empty_next)}</p>
                </Empty>
            }
            .into_any()
        }
    }
}
