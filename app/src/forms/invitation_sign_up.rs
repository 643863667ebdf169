//! Making an account through an invitation; the address is the invitation's.

use leptos::prelude::*;
use slipway_core::{
    account::SignUpDraft,
    api::{page::NoQuery, path::NoPath, table::SignUpByInvitation},
    password::NewPassword,
    token::PresentedToken,
};

use super::{
    form::Form,
    new_account::{FirstLanguage, first_language},
};
use crate::{
    components::problem::AttemptNotice,
    locale::{t, use_i18n},
    session::use_session,
    ui::{
        button::{Button, Weight},
        input::{PasswordField, TextField},
    },
};

/// Makes an account and signs it in; accepting is what follows.
#[component]
pub fn SignUpByInvitationForm(
    /// The address, for the browser to keep the password under.
    email: String,
    /// The invitation's token.
    token: Memo<PresentedToken>,
    /// What follows.
    on_done: Callback<()>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let (token, locale) = (token.get_untracked(), first_language());
    let form = Form::new(SignUpDraft { token, locale, ..SignUpDraft::default() });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<SignUpByInvitation>(NoPath {}, NoQuery {}, move |view| {
            // What follows is begun first: this form goes away once somebody is signed in.
            on_done.try_run(());
            session.set(view);
        });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt=form.attempt()/>
            <input class="visually-hidden" type="email" name="email" autocomplete="username" value=email
                readonly tabindex="-1" aria-hidden="true"/>
            <TextField
                field=form.text("name", |draft| &mut draft.name)
                label=t!(i18n, invitation.sign_up_name)
                help=t!(i18n, invitation.sign_up_name_help)
                autocomplete="name"
                autofocus=true
            />
            <PasswordField
                field=form.password("password", |draft| &mut draft.password)
                label=t!(i18n, invitation.sign_up_password)
                help=t!(i18n, invitation.sign_up_password_help, min = NewPassword::MIN)
                autocomplete="new-password"
            />
            <FirstLanguage field=form.text("locale", |draft| &mut draft.locale)/>
            <div class="form-actions">
                <Button submit=true weight=Weight::Primary busy=form.attempt().busy()>
                    {t!(i18n, invitation.sign_up_submit)}
                </Button>
            </div>
        </form>
    }
}
