//! Asking for a link that sets a new password.

use leptos::prelude::*;
use slipway_core::{
    account::AddressDraft,
    api::{page::NoQuery, path::NoPath, table::ForgotPassword},
};

use super::form::Form;
use crate::{
    components::problem::AttemptNotice,
    locale::{t, use_i18n},
    ui::{
        button::{Button, Weight},
        input::TextField,
    },
};

/// Asks for a link; the answer is the same whoever has the address.
#[component]
pub fn ForgotForm(
    /// Takes the address that was asked for.
    on_done: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = Form::new(AddressDraft::default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let asked = untrack(|| form.draft().email);
        form.submit::<ForgotPassword>(NoPath {}, NoQuery {}, move |_| {
            on_done.try_run(asked);
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
                autofocus=true
            />
            <div class="form-actions">
                <Button submit=true weight=Weight::Primary busy=form.attempt().busy()>
                    {t!(i18n, links.forgot_submit)}
                </Button>
            </div>
        </form>
    }
}
