//! Deleting one's own account, after saying what goes and typing its address.

use leptos::prelude::*;
use slipway_core::{
    account::AddressDraft,
    account_end::check_address,
    api::{page::NoQuery, path::NoPath, table::DeleteAccount},
    field::Draft,
};

use super::form::Form;
use crate::{
    components::problem::AttemptNotice,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::toasts::use_toasts,
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        input::TextField,
    },
};

/// The red box at the end of one's account, and the dialog behind its button.
#[component]
pub fn DeleteAccountBox() -> impl IntoView {
    let i18n = use_i18n();
    let (open, is_dirty) = (RwSignal::new(false), RwSignal::new(false));
    view! {
        <section class="danger" aria-labelledby="danger-account">
            <h2 class="part-title" id="danger-account">{t!(i18n, account.delete_title)}</h2>
            <WhatGoes/>
            <div class="form-actions">
                <Button weight=Weight::Danger on_press=move |()| open.set(true)>
                    {t!(i18n, account.delete_open)}
                </Button>
            </div>
            <Dialog open title=t!(i18n, account.delete_title) dirty=is_dirty>
                <DeleteAccountForm open is_dirty/>
            </Dialog>
        </section>
    }
}

/// Everything that goes, with its numbers.
#[component]
fn WhatGoes() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let organizations = move || session.me().map(|me| me.orgs).unwrap_or_default();
    let names = move || organizations().into_iter().map(|org| org.name).collect::<Vec<_>>().join(", ");
    view! {
        <p>{t!(i18n, account.delete_lead)}</p>
        <ul class="ends">
            <Show when=move || !organizations().is_empty()>
                <li>{move || {
                    let (count, names) = (organizations().len(), names());
                    ts!(i18n, account.delete_memberships, count = count, names = names)
                }}</li>
            </Show>
            <li>{t!(i18n, account.delete_invitations)}</li>
            <li>{t!(i18n, account.delete_sessions)}</li>
            <li>{t!(i18n, account.delete_name)}</li>
        </ul>
    }
}

#[component]
fn DeleteAccountForm(open: RwSignal<bool>, is_dirty: RwSignal<bool>) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let form = Form::new(AddressDraft::default());
    Effect::new(move |_| is_dirty.set(form.is_dirty()));
    let own = move || session.me().map(|me| me.account.email);
    let is_own = move || {
        let typed = form.draft().parse().ok();
        typed.zip(own()).is_some_and(|(typed, own)| check_address(&typed, &own).is_ok())
    };
    let refused = Signal::derive(move || (!is_own()).then(|| ts!(i18n, account.delete_type_first)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<DeleteAccount>(NoPath {}, NoQuery {}, move |view| {
            toasts.done(ts!(i18n, account.delete_done));
            session.leave(view);
        });
    };
    let email = move || own().map(|email| email.to_string()).unwrap_or_default();
    view! {
        <form class="form" novalidate on:submit=submit>
            <WhatGoes/>
            <AttemptNotice attempt=form.attempt()/>
            <TextField
                field=form.text("email", |draft| &mut draft.email).of("delete")
                label=t!(i18n, account.delete_label, email = email())
                kind="email"
                autofocus=true
            />
            <div class="dialog-actions">
                <Button weight=Weight::Quiet on_press=move |()| open.set(false)>{t!(i18n, common.cancel)}</Button>
                <Button submit=true weight=Weight::Danger refused busy=form.attempt().busy()>
                    {t!(i18n, account.delete_submit)}
                </Button>
            </div>
        </form>
    }
}
