//! One's own name and language.

use leptos::prelude::*;
use slipway_core::{
    account::ProfileDraft,
    api::{page::NoQuery, path::NoPath, table::UpdateProfile},
};

use super::{form::Form, language::language_choices, save_foot::SaveFoot};
use crate::{
    components::problem::AttemptNotice,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::toasts::use_toasts,
    ui::{input::TextField, select::Select},
};

/// Changes one's own name and language.
#[component]
pub fn ProfileForm() -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let kept = Memo::new(move |_| {
        let account = session.me().map(|me| me.account);
        let draft = |account: slipway_core::api::account::AccountView| ProfileDraft {
            name: account.name,
            locale: account.locale.tag().to_owned(),
        };
        account.map(draft).unwrap_or_default()
    });
    let form = Form::new(kept.get_untracked());
    Effect::new(move |before: Option<()>| {
        let kept = kept.get();
        // The language may have been changed in the top bar meanwhile; a name being typed stays.
        match before {
            Some(()) if untrack(|| form.is_dirty()) => form.update(|draft| draft.locale = kept.locale),
            Some(()) => form.reset(kept),
            None => {}
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let language_before = kept.get_untracked().locale;
        form.submit::<UpdateProfile>(NoPath {}, NoQuery {}, move |view| {
            // Who looks at the page in another language for once, and saves a name, goes on in it.
            if let Some(me) = view.me.as_ref().filter(|me| me.account.locale.tag() != language_before) {
                i18n.choose(me.account.locale);
            }
            session.set(view);
            if !form.is_closed() {
                form.reset(kept.get_untracked());
            }
            toasts.done(ts!(i18n, entry.profile_saved));
        });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt=form.attempt()/>
            <TextField
                field=form.text("name", |draft| &mut draft.name)
                label=t!(i18n, entry.name)
                autocomplete="name"
            />
            <Select
                field=form.text("locale", |draft| &mut draft.locale)
                label=t!(i18n, common.language)
                choices=language_choices()
            />
            <SaveFoot form/>
        </form>
    }
}
