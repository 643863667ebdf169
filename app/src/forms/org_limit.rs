//! Saying how many organizations one account may create.

use leptos::prelude::*;
use slipway_core::{
    api::{admin::AccountEntryView, page::NoQuery, path::AccountPath, table::SetOrgLimit},
    settings::OrgLimitDraft,
};

use super::form::Form;
use crate::{
    components::problem::AttemptNotice,
    locale::{t, ts, use_i18n},
    state::{list::List, toasts::use_toasts},
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        input::TextField,
    },
};

/// The dialog that says how many organizations one account may create.
#[component]
pub fn OrgLimitDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whose number.
    subject: RwSignal<Option<AccountEntryView>>,
    /// How many everybody may create, once known.
    everybody: Signal<Option<u32>>,
    /// The list that the account stands in.
    accounts: List<AccountEntryView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_dirty = RwSignal::new(false);
    let title = move || {
        let name = subject.with(|account| account.as_ref().map(|account| account.name.clone()));
        ts!(i18n, admin.limit_title, name = name.unwrap_or_default())
    };
    view! {
        <Dialog open title=Signal::derive(title) dirty=is_dirty>
            {move || subject.get().map(|account| view! {
                <OrgLimitForm open account everybody accounts is_dirty/>
            })}
        </Dialog>
    }
}

#[component]
fn OrgLimitForm(
    open: RwSignal<bool>,
    account: AccountEntryView,
    everybody: Signal<Option<u32>>,
    accounts: List<AccountEntryView>,
    is_dirty: RwSignal<bool>,
) -> impl IntoView {
    let (i18n, toasts) = (use_i18n(), use_toasts());
    let id = account.id;
    let org_limit = account.org_limit.map(|limit| limit.to_string()).unwrap_or_default();
    let form = Form::new(OrgLimitDraft { org_limit });
    Effect::new(move |_| is_dirty.set(form.is_dirty()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<SetOrgLimit>(
            AccountPath { account: id },
            NoQuery {},
            move |saved: AccountEntryView| {
                let name = saved.name.clone();
                toasts.done(match saved.org_limit {
                    Some(limit) => {
                        let count = usize::try_from(limit).unwrap_or(usize::MAX);
                        ts!(i18n, admin.limit_saved, name = name, count = count)
                    }
                    None => ts!(i18n, admin.limit_saved_default, name = name),
                });
                accounts.update(|accounts| {
                    if let Some(place) = accounts.iter_mut().find(|account| account.id == id) {
                        *place = saved;
                    }
                });
                if !form.is_closed() {
                    open.set(false);
                }
            },
        );
    };
    let help = move || everybody.get().map(|limit| ts!(i18n, admin.limit_help, limit = limit));
    let unchanged = move || (!form.is_dirty()).then(|| ts!(i18n, common.nothing_changed));
    let (name, created) = (account.name, account.orgs_created);
    view! {
        <form class="form" novalidate on:submit=submit>
            <p class="quiet">{t!(i18n, admin.limit_lead, name = name, created = created)}</p>
            <AttemptNotice attempt=form.attempt()/>
            <TextField
                field=form.text("org_limit", |draft| &mut draft.org_limit)
                label=t!(i18n, admin.limit_field)
                help=Signal::derive(move || help().unwrap_or_default())
                optional=true
            />
            <div class="dialog-actions">
                <Button weight=Weight::Quiet on_press=move |()| open.set(false)>
                    {t!(i18n, common.cancel)}
                </Button>
                <Button
                    submit=true
                    weight=Weight::Primary
                    busy=form.attempt().busy()
                    refused=Signal::derive(unchanged)
                    reason_beside=true
                >
                    {t!(i18n, admin.limit_submit)}
                </Button>
            </div>
        </form>
    }
}
