//! What whoever makes an account says of themselves, and the language that the page speaks meanwhile.

use leptos::prelude::*;
use slipway_core::{locale::Locale, password::NewPassword};

use super::language::language_choices;
use crate::{
    components::problem::AttemptNotice,
    locale::{dates, t, use_i18n},
    state::attempt::Attempt,
    ui::{
        button::{Button, Weight},
        field::Field,
        input::{PasswordField, TextField},
        select::Select,
    },
};

/// The language that a new account begins with: the one that the page speaks.
pub fn first_language() -> String {
    let i18n = use_i18n();
    untrack(|| dates::browser_tag(i18n.locale())).to_owned()
}

/// The form of an account that is made without an invitation.
#[component]
pub fn NewAccountForm(
    /// How sending it goes.
    attempt: Attempt,
    /// The person's name.
    name: Field,
    /// Their address.
    email: Field,
    /// Their password.
    password: Field,
    /// The tag of their language.
    language: Field,
    /// Sends it.
    #[prop(into)]
    on_submit: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        on_submit.run(());
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt/>
            <TextField field=name label=t!(i18n, entry.name) autocomplete="name" autofocus=true/>
            <TextField field=email label=t!(i18n, entry.email) kind="email" autocomplete="email"/>
            <PasswordField
                field=password
                label=t!(i18n, entry.password)
                help=t!(i18n, entry.new_password_help, min = NewPassword::MIN)
                autocomplete="new-password"
            />
            <FirstLanguage field=language/>
            <div class="form-actions">
                <Button submit=true weight=Weight::Primary busy=attempt.busy()>
                    {t!(i18n, entry.make_account)}
                </Button>
            </div>
        </form>
    }
}

/// The language of a new account. The page speaks the one that is being chosen.
#[component]
pub fn FirstLanguage(
    /// The tag of the language.
    field: Field,
) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = Memo::new(move |_| field.value.with(|tag| Locale::from_tag(tag)));
    Effect::new(move |before: Option<()>| {
        let chosen = chosen.get();
        if let (Some(()), Some(locale)) = (before, chosen) {
            i18n.choose(locale);
        }
    });
    view! { <Select field label=t!(i18n, common.language) choices=language_choices()/> }
}
