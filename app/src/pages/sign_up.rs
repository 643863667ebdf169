//! Making an account without an invitation, where sign-up is open; else, how one gets in.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use slipway_core::{api::problem::StateProblem, words};

use crate::{
    forms::sign_up::SignUpForm,
    layouts::entry::EntryLayout,
    links::Link,
    locale::{t, ts, use_i18n},
    session::use_session,
    ui::notice::Notice,
};

/// The page for signing up.
#[component]
pub fn SignUpPage() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let navigate = use_navigate();
    Effect::new(move |_| {
        if session.me().is_some() {
            navigate(&Link::Orgs.to_path(), NavigateOptions { replace: true, ..Default::default() });
        }
    });
    let is_open = Memo::new(move |_| session.view().map(|view| view.sign_up_open));
    let lead = Signal::derive(move || match is_open.get() {
        Some(true) => ts!(i18n, links.sign_up_lead),
        _ => String::new(),
    });
    let content = move || match is_open.get() {
        Some(true) => view! { <SignUpForm/> }.into_any(),
        Some(false) => view! {
            <Notice>{move || words::state_problem(i18n.locale(), &StateProblem::SignUpClosed)}</Notice>
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        <EntryLayout title=t!(i18n, links.sign_up_title) lead>
            {content}
            <p class="entry-foot">
                <a href=Link::Login.to_path()>{t!(i18n, links.sign_up_have_account)}</a>
            </p>
        </EntryLayout>
    }
}
