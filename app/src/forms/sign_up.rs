//! Making an account without an invitation, where sign-up is open.

use leptos::prelude::*;
use slipway_core::{
    account::OpenSignUpDraft,
    api::{page::NoQuery, path::NoPath, table::SignUpOpenly},
};

use super::{
    form::Form,
    new_account::{NewAccountForm, first_language},
};
use crate::session::use_session;

/// Makes an account and signs it in.
#[component]
pub fn SignUpForm() -> impl IntoView {
    let session = use_session();
    let form = Form::new(OpenSignUpDraft { locale: first_language(), ..OpenSignUpDraft::default() });
    view! {
        <NewAccountForm
            attempt=form.attempt()
            name=form.text("name", |draft| &mut draft.name)
            email=form.text("email", |draft| &mut draft.email)
            password=form.password("password", |draft| &mut draft.password)
            language=form.text("locale", |draft| &mut draft.locale)
            on_submit=move |()| {
                form.submit::<SignUpOpenly>(NoPath {}, NoQuery {}, move |view| session.set(view));
            }
        />
    }
}
