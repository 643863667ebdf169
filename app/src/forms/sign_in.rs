//! Signing in.

use leptos::prelude::*;
use slipway_core::{
    account::SignInDraft,
    api::{page::NoQuery, path::NoPath, table::PostSession},
};

use super::form::Form;
use crate::{
    components::problem::AttemptNotice,
    locale::{t, use_i18n},
    session::use_session,
    ui::{
        button::{Button, Weight},
        input::{PasswordField, TextField},
    },
};

/// Signs in. The session is taken over before `on_done` is called.
#[component]
pub fn SignInForm(
    /// The address, where it is known already.
    #[prop(optional, into)]
    email: String,
    /// What follows.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let knows_address = !email.is_empty();
    let form = Form::new(SignInDraft { email, ..SignInDraft::default() });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<PostSession>(NoPath {}, NoQuery {}, move |view| {
            session.set(view);
            if let Some(on_done) = on_done {
                on_done.try_run(());
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt=form.attempt()/>
            <TextField
                field=form.text("email", |draft| &mut draft.email)
                label=t!(i18n, entry.email)
                kind="email"
                autocomplete="username"
                autofocus=!knows_address
            />
            <PasswordField
                field=form.password("password", |draft| &mut draft.password)
                label=t!(i18n, entry.password)
                autofocus=knows_address
            />
            <div class="form-actions">
                <Button submit=true weight=Weight::Primary busy=form.attempt().busy()>
                    {t!(i18n, entry.sign_in)}
                </Button>
            </div>
        </form>
    }
}
