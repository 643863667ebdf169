//! Signing in, and then on to where one was going.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use crate::{
    forms::sign_in::SignInForm,
    layouts::entry::EntryLayout,
    links::Link,
    locale::{t, use_i18n},
    session::use_session,
    ui::{button::ButtonLink, notice::Notice},
};

/// The page for signing in.
#[component]
pub fn LoginPage() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let query = use_query_map();
    let navigate = use_navigate();
    // Whoever is signed in has nothing to do here; this is also what leads on after signing in.
    Effect::new(move |_| {
        if session.me().is_some() {
            let next = query.with_untracked(|query| query.get("next"));
            let link = Link::after_login(next.as_deref());
            navigate(&link.to_path(), NavigateOptions { replace: true, ..Default::default() });
        }
    });
    let is_open = move || session.view().is_some_and(|view| view.sign_up_open);
    let is_not_set_up = move || session.view().is_some_and(|view| !view.set_up);
    view! {
        <EntryLayout title=t!(i18n, entry.sign_in_title)>
            <Show
                when=is_not_set_up
                fallback=move || view! {
                    <Show when=move || session.has_ended()>
                        <Notice>{t!(i18n, account.session_ended)}</Notice>
                    </Show>
                    <SignInForm/>
                    <p class="entry-foot">
                        <a href=Link::Forgot.to_path()>{t!(i18n, links.forgot_link)}</a>
                    </p>
                    <p class="entry-foot">
                        <Show
                            when=is_open
                            fallback=move || view! { <span>{t!(i18n, entry.no_account_yet)}</span> }
                        >
                            <a href=Link::SignUp.to_path()>{t!(i18n, links.sign_up_link)}</a>
                        </Show>
                    </p>
                }
            >
                <Notice>{t!(i18n, entry.not_set_up_yet)}</Notice>
                <ButtonLink href=Link::SetUp.to_path()>{t!(i18n, entry.to_set_up)}</ButtonLink>
            </Show>
        </EntryLayout>
    }
}
