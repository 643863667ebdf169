//! Making the first account.

use leptos::prelude::*;
use slipway_core::{
    account::SetUpDraft,
    api::{page::NoQuery, path::NoPath, table::SetUpInstallation},
    token::PresentedToken,
};

use super::{
    form::Form,
    new_account::{NewAccountForm, first_language},
};
use crate::session::use_session;

/// Makes the first account and signs it in.
#[component]
pub fn SetUpForm(
    /// The token of the printed address.
    token: PresentedToken,
) -> impl IntoView {
    let session = use_session();
    let form = Form::new(SetUpDraft { token, locale: first_language(), ..SetUpDraft::default() });
    view! {
        <NewAccountForm
            attempt=form.attempt()
            name=form.text("name", |draft| &mut draft.name)
            email=form.text("email", |draft| &mut draft.email)
            password=form.password("password", |draft| &mut draft.password)
            language=form.text("locale", |draft| &mut draft.locale)
            on_submit=move |()| {
                form.submit::<SetUpInstallation>(NoPath {}, NoQuery {}, move |view| session.set(view));
            }
        />
    }
}
