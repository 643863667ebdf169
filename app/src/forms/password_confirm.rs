//! One's own password once more, in front of whatever asked for it.

use leptos::prelude::*;
use slipway_core::{
    account::ConfirmPasswordDraft,
    api::{page::NoQuery, path::NoPath, table::ConfirmPassword},
    session::Freshness,
};

use super::form::Form;
use crate::{
    components::problem::AttemptNotice,
    locale::{t, use_i18n},
    session::use_session,
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        input::PasswordField,
    },
};

/// The dialog that opens wherever the server asks for the password before a dangerous act. What asked goes on
/// when it was typed, and ends as it was answered where the dialog is closed.
#[component]
pub fn ConfirmPasswordDialog() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let confirmation = session.confirmation();
    let open = confirmation.open();
    let is_dirty = RwSignal::new(false);
    Effect::new(move |_| {
        if !open.get() {
            confirmation.given_up();
        }
    });
    // The session may have ended meanwhile: then there is nothing to confirm, but to sign in.
    Effect::new(move |_| {
        if session.me().is_none() {
            open.set(false);
        }
    });
    view! {
        <Dialog open title=t!(i18n, account.confirm_title) dirty=is_dirty>
            <ConfirmPasswordForm is_dirty/>
        </Dialog>
    }
}

#[component]
fn ConfirmPasswordForm(is_dirty: RwSignal<bool>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let confirmation = session.confirmation();
    let form = Form::new(ConfirmPasswordDraft::default());
    Effect::new(move |_| is_dirty.set(form.is_dirty()));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<ConfirmPassword>(NoPath {}, NoQuery {}, move |view| {
            session.set(view);
            confirmation.typed();
        });
    };
    let cancel = move |()| confirmation.open().set(false);
    view! {
        <form class="form" novalidate on:submit=submit>
            <p class="dialog-text">
                {t!(i18n, account.confirm_about, minutes = Freshness::LASTS.num_minutes())}
            </p>
            <AttemptNotice attempt=form.attempt()/>
            // Password managers look for the name that the password belongs to.
            <input
                type="text"
                class="visually-hidden"
                autocomplete="username"
                tabindex="-1"
                aria-hidden="true"
                readonly
                prop:value=move || session.me().map(|me| me.account.email.to_string()).unwrap_or_default()
            />
            <PasswordField
                field=form.password("password", |draft| &mut draft.password)
                label=t!(i18n, entry.password)
                autofocus=true
            />
            <div class="dialog-actions">
                <Button weight=Weight::Quiet on_press=cancel>{t!(i18n, common.cancel)}</Button>
                <Button submit=true weight=Weight::Primary busy=form.attempt().busy()>
                    {t!(i18n, account.confirm_submit)}
                </Button>
            </div>
        </form>
    }
}
