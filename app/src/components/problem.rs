//! A failed request in words: above a form, or in the place of what could not be loaded.

use leptos::{either::Either, prelude::*};
use slipway_core::api::problem::Problem;

use crate::{
    api::Failure,
    locale::{I18n, t, use_i18n},
    state::attempt::Attempt,
    ui::{
        copy::CopyButton,
        error::ErrorState,
        notice::{Notice, NoticeKind},
    },
};

/// What an attempt came to, above the form or beside the button that made it.
#[component]
pub fn AttemptNotice(
    /// The attempt.
    attempt: Attempt,
) -> impl IntoView {
    view! { <FailureNotice failure=attempt.failure() wait=attempt.wait()/> }
}

/// A failed request above a form. Nothing is shown where nothing failed.
#[component]
pub fn FailureNotice(
    /// What failed.
    #[prop(into)]
    failure: Signal<Option<Failure>>,
    /// How long one has to wait after too many, where that runs down.
    #[prop(optional, into)]
    wait: Signal<Option<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        failure.get().map(|failure| {
            // An id is only worth its place where the words cannot say what to do.
            let is_explained = failure.problem().is_some_and(|problem| problem.status() < 500);
            let id = failure.request_id().filter(|_| !is_explained).map(str::to_owned);
            view! {
                <Notice kind=NoticeKind::Failure>
                    <p>{said(failure, wait, i18n)}</p>
                    {id.map(|id| view! {
                        <p class="request-id">
                            <span>{t!(i18n, common.request_id)}</span>
                            <code>{id.clone()}</code>
                            <CopyButton text=id label=t!(i18n, common.copy_request_id)/>
                        </p>
                    })}
                </Notice>
            }
        })
    }
}

/// What a failure says. Time that is left runs down for the eye; a screen reader hears once how long it is.
fn said(failure: Failure, wait: Signal<Option<String>>, i18n: I18n) -> impl IntoView {
    let is_wait = matches!(failure.problem(), Some(Problem::TooMany { .. }));
    if is_wait && wait.with_untracked(Option::is_some) {
        Either::Left(view! {
            <span aria-hidden="true">{wait}</span>
            <span class="visually-hidden">{failure.words(i18n)}</span>
        })
    } else {
        Either::Right(move || failure.words(i18n))
    }
}

/// A failed request in the place of what it should have brought.
#[component]
pub fn FailureState(
    /// What failed.
    failure: Failure,
    /// Tries again.
    #[prop(into)]
    on_retry: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let request_id = failure.request_id().map(str::to_owned);
    view! { <ErrorState text=move || failure.words(i18n) request_id on_retry/> }
}
