//! One's own password.

use leptos::prelude::*;
use slipway_core::{
    account::ChangePasswordDraft,
    api::{page::NoQuery, path::NoPath, table::ChangePassword},
    password::NewPassword,
};

use super::form::Form;
use crate::{
    components::problem::AttemptNotice,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::toasts::use_toasts,
    ui::{button::Button, input::PasswordField},
};

/// Changes one's own password.
#[component]
pub fn PasswordForm() -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let form = Form::new(ChangePasswordDraft::default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<ChangePassword>(NoPath {}, NoQuery {}, move |view| {
            session.set(view);
            form.reset(ChangePasswordDraft::default());
            toasts.done(ts!(i18n, entry.password_changed));
        });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
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
                field=form.password("current", |draft| &mut draft.current)
                label=t!(i18n, entry.current_password)
            />
            <PasswordField
                field=form.password("new", |draft| &mut draft.new)
                label=t!(i18n, entry.new_password)
                help=t!(i18n, entry.new_password_help, min = NewPassword::MIN)
                autocomplete="new-password"
            />
            <div class="form-actions">
                <Button submit=true busy=form.attempt().busy()>
                    {t!(i18n, entry.change_password)}
                </Button>
            </div>
        </form>
    }
}
