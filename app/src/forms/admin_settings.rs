//! Changing the settings of the installation.

use leptos::prelude::*;
use slipway_core::{
    api::{admin::SettingsView, page::NoQuery, path::NoPath, table::UpdateSettings},
    settings::{SettingsDraft, SignUp},
};

use super::{form::Form, save_foot::SaveFoot};
use crate::{
    components::problem::AttemptNotice,
    locale::{I18n, t, ts, use_i18n},
    session::use_session,
    state::toasts::use_toasts,
    ui::{
        input::TextField,
        select::{Choice, Select},
    },
};

/// Changes the settings of the installation.
#[component]
pub fn AdminSettingsForm(
    /// The settings as they are.
    present: Signal<SettingsView>,
    /// Takes what they become.
    #[prop(into)]
    on_saved: Callback<SettingsView>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let form = Form::new(present.with_untracked(SettingsView::draft));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<UpdateSettings>(NoPath {}, NoQuery {}, move |saved: SettingsView| {
            form.reset(saved.draft());
            on_saved.try_run(saved);
            // One's own page says how many organizations one may still create.
            session.refetch();
            toasts.done(ts!(i18n, admin.settings_saved));
        });
    };
    let undo = move |()| form.reset(present.with_untracked(SettingsView::draft));
    let choices = move || SignUp::ALL.map(|choice| choice_of(choice, i18n)).to_vec();
    let help = move || {
        let started_with = present.with(|present| present.started_with);
        ts!(i18n, admin.orgs_per_account_help, limit = started_with)
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt=form.attempt()/>
            <Select
                field=form.text("sign_up", |draft: &mut SettingsDraft| &mut draft.sign_up)
                label=t!(i18n, admin.sign_up)
                choices=Signal::derive(choices)
            />
            <TextField
                field=form.text("orgs_per_account", |draft| &mut draft.orgs_per_account)
                label=t!(i18n, admin.orgs_per_account)
                help=Signal::derive(help)
                optional=true
            />
            <SaveFoot form undo/>
        </form>
    }
}

fn choice_of(choice: SignUp, i18n: I18n) -> Choice {
    let label = match choice {
        SignUp::Open => ts!(i18n, admin.sign_up_open),
        SignUp::Closed => ts!(i18n, admin.sign_up_closed),
    };
    Choice { value: choice.key().to_owned(), label }
}
