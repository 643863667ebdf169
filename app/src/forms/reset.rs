//! Setting a new password by the link of a mail.

use leptos::prelude::*;
use slipway_core::{
    account::ResetPasswordDraft,
    api::{page::NoQuery, path::NoPath, table::ResetPassword},
    password::NewPassword,
    token::PresentedToken,
};

use super::form::Form;
use crate::{
    components::problem::AttemptNotice,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::toasts::use_toasts,
    ui::{
        button::{Button, Weight},
        input::PasswordField,
    },
};

/// Sets a new password, and signs in.
#[component]
pub fn ResetForm(
    /// The address, for the browser to keep the password under.
    email: String,
    /// The link's token.
    token: PresentedToken,
    /// What follows.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let form = Form::new(ResetPasswordDraft { token, ..ResetPasswordDraft::default() });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<ResetPassword>(NoPath {}, NoQuery {}, move |view| {
            toasts.done(ts!(i18n, links.reset_done));
            on_done.try_run(());
            session.set(view);
        });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt=form.attempt()/>
            <input class="visually-hidden" type="email" name="email" autocomplete="username" value=email
                readonly tabindex="-1" aria-hidden="true"/>
            <PasswordField
                field=form.password("password", |draft| &mut draft.password)
                label=t!(i18n, entry.new_password)
                help=t!(i18n, entry.new_password_help, min = NewPassword::MIN)
                autocomplete="new-password"
                autofocus=true
            />
            <div class="form-actions">
                <Button submit=true weight=Weight::Primary busy=form.attempt().busy()>
                    {t!(i18n, links.reset_submit)}
                </Button>
            </div>
        </form>
    }
}
