//! Making the first account.

use leptos::prelude::*;
use slipway_core::{
    account::SetUpDraft,
    api::{page::NoQuery, path::NoPath, table::SetUpInstallation},
    token::PresentedToken,
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

/// Makes the first account and signs it in.
#[component]
pub fn SetUpForm(
    /// The token of the printed address.
    token: PresentedToken,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let form = Form::new(SetUpDraft { token, locale: first_language(), ..SetUpDraft::default() });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<SetUpInstallation>(NoPath {}, NoQuery {}, move |view| session.set(view));
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
