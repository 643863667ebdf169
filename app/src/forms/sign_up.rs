//! Making an account without an invitation, where sign-up is open.

use leptos::prelude::*;
use slipway_core::{
    account::OpenSignUpDraft,
    api::{page::NoQuery, path::NoPath, table::SignUpOpenly},
};

use super::{
    form::Form,
    new_account::{NewAccountFields, first_language},
};
use crate::{
    components::problem::AttemptNotice,
    locale::{t, use_i18n},
    session::use_session,
    ui::button::{Button, Weight},
};

/// Makes an account and signs it in.
#[component]
pub fn SignUpForm() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let form = Form::new(OpenSignUpDraft { locale: first_language(), ..OpenSignUpDraft::default() });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<SignUpOpenly>(NoPath {}, NoQuery {}, move |view| session.set(view));
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt=form.attempt()/>
            <NewAccountFields
                name=form.text("name", |draft| &mut draft.name)
                email=form.text("email", |draft| &mut draft.email)
                password=form.password("password", |draft| &mut draft.password)
                language=form.text("locale", |draft| &mut draft.locale)
            />
            <div class="form-actions">
                <Button submit=true weight=Weight::Primary busy=form.attempt().busy()>
                    {t!(i18n, entry.make_account)}
                </Button>
            </div>
        </form>
    }
}
