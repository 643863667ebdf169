//! Making an account without an invitation, where sign-up is open; else, how one gets in.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use slipway_core::{api::problem::StateProblem, words};

use crate::{
    api::Failure,
    components::problem::FailureState,
    forms::sign_up::SignUpForm,
    layouts::entry::EntryLayout,
    links::Link,
    locale::{t, ts, use_i18n},
    session::{Knowledge, use_session},
    ui::notice::Notice,
};

/// Whether one may sign up, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Standing {
    Asking,
    Failed(Failure),
    Known { open: bool },
}

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
    // What else the session says must not make the form anew.
    let standing = Memo::new(move |_| match session.knowledge() {
        Knowledge::Known(view) => Standing::Known { open: view.sign_up_open },
        Knowledge::Failed(failure) => Standing::Failed(failure),
        Knowledge::Asking => Standing::Asking,
    });
    let lead = Signal::derive(move || match standing.get() {
        Standing::Known { open: true } => ts!(i18n, links.sign_up_lead),
        _ => String::new(),
    });
    let content = move || match standing.get() {
        Standing::Known { open: true } => view! { <SignUpForm/> }.into_any(),
        Standing::Known { open: false } => view! {
            <Notice>{move || words::state_problem(i18n.locale(), &StateProblem::SignUpClosed)}</Notice>
        }
        .into_any(),
        Standing::Failed(failure) => {
            view! { <FailureState failure on_retry=move |()| session.refetch()/> }.into_any()
        }
        Standing::Asking => ().into_any(),
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
