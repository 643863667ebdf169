//! Making an account without an invitation, where sign-up is open.

use leptos::prelude::*;
use slipway_core::{
    account::OpenSignUpDraft,
    api::{page::NoQuery, path::NoPath, table::SignUpOpenly},
    locale::Locale,
    password::NewPassword,
};

use super::{form::Form, language::language_choices};
use crate::{
    components::problem::FailureNotice,
    locale::{dates, t, use_i18n},
    session::use_session,
    ui::{
        button::{Button, Weight},
        input::{PasswordField, TextField},
        select::Select,
    },
};

/// Makes an account and signs it in.
#[component]
pub fn SignUpForm() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let locale = untrack(|| dates::browser_tag(i18n.locale())).to_owned();
    let form = Form::new(OpenSignUpDraft { locale, ..OpenSignUpDraft::default() });
    // The page speaks the language that is being chosen.
    let chosen = Memo::new(move |_| Locale::from_tag(&form.draft().locale));
    Effect::new(move |before: Option<()>| {
        let chosen = chosen.get();
        if let (Some(()), Some(locale)) = (before, chosen) {
            i18n.choose(locale);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<SignUpOpenly>(NoPath {}, NoQuery {}, move |view| session.set(view));
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <FailureNotice failure=Signal::derive(move || form.failure())/>
            <TextField
                field=form.text("name", |draft| &mut draft.name)
                label=t!(i18n, entry.name)
                autocomplete="name"
                autofocus=true
            />
            <TextField
                field=form.text("email", |draft| &mut draft.email)
                label=t!(i18n, entry.email)
                kind="email"
                autocomplete="email"
            />
            <PasswordField
                field=form.password("password", |draft| &mut draft.password)
                label=t!(i18n, entry.password)
                help=t!(i18n, entry.new_password_help, min = NewPassword::MIN)
                autocomplete="new-password"
            />
            <Select
                field=form.text("locale", |draft| &mut draft.locale)
                label=t!(i18n, common.language)
                choices=language_choices()
            />
            <div class="form-actions">
                <Button submit=true weight=Weight::Primary busy=Signal::derive(move || form.is_busy())>
                    {t!(i18n, entry.make_account)}
                </Button>
            </div>
        </form>
    }
}
