//! Making the first account, with the one-time token that the program printed when it started.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use slipway_core::token::PresentedToken;

use crate::{
    forms::set_up::SetUpForm,
    layouts::entry::EntryLayout,
    links::Link,
    locale::{t, use_i18n},
    session::use_session,
    ui::{
        button::ButtonLink,
        notice::{Notice, NoticeKind},
    },
};

/// The page for making the first account.
#[component]
pub fn SetUpPage() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let navigate = use_navigate();
    let token = token_of_address();
    Effect::new(move |_| {
        if session.me().is_some() {
            navigate(&Link::Orgs.to_path(), NavigateOptions { replace: true, ..Default::default() });
        }
    });
    let is_set_up = move || session.view().is_some_and(|view| view.set_up);
    let form = move || match token.clone() {
        Some(token) => view! { <SetUpForm token/> }.into_any(),
        None => view! {
            <Notice kind=NoticeKind::Warning>{t!(i18n, entry.set_up_token_missing)}</Notice>
        }
        .into_any(),
    };
    view! {
        <EntryLayout title=t!(i18n, entry.set_up_title) lead=t!(i18n, entry.set_up_lead)>
            <Show when=is_set_up fallback=form.clone()>
                <Notice>{t!(i18n, entry.set_up_already)}</Notice>
                <ButtonLink href=Link::Login.to_path()>{t!(i18n, entry.to_sign_in)}</ButtonLink>
            </Show>
        </EntryLayout>
    }
}

/// The token after the `#`, which no server ever sees in an address.
fn token_of_address() -> Option<PresentedToken> {
    let fragment = location().hash().ok()?;
    let token = PresentedToken::new(fragment.trim_start_matches('#'));
    token.well_formed().is_some().then_some(token)
}
