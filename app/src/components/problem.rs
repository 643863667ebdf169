//! A failed request in words: above a form, or in the place of what could not be loaded.

use leptos::{either::Either, prelude::*};
use slipway_core::api::problem::Problem;

use crate::{
    api::Failure,
    locale::{I18n, t, use_i18n},
    ui::{
        copy::CopyButton,
        error::ErrorState,
        held::Held,
        notice::{Notice, NoticeKind},
    },
};

/// A failed request above a form. Nothing is shown where nothing failed.
#[component]
pub fn FailureNotice(
    /// What failed.
    #[prop(into)]
    failure: Signal<Option<Failure>>,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        failure.get().map(|failure| {
            // An id is only worth its place where the words cannot say what to do.
            let is_explained = failure.problem().is_some_and(|problem| problem.status() < 500);
            let id = failure.request_id().filter(|_| !is_explained).map(str::to_owned);
            view! {
                <Notice kind=NoticeKind::Failure>
                    <p>{said(failure, i18n)}</p>
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

/// What a failure says. Where the form is held, the time that is left runs down for the eye; a screen reader
/// hears once how long it is.
fn said(failure: Failure, i18n: I18n) -> impl IntoView {
    let is_wait = matches!(failure.problem(), Some(Problem::TooMany { .. }));
    match use_context::<Held>().filter(|_| is_wait) {
        Some(Held(reason)) => Either::Left(view! {
            <span aria-hidden="true">{move || reason.get()}</span>
            <span class="visually-hidden">{failure.words(i18n)}</span>
        }),
        None => Either::Right(move || failure.words(i18n)),
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
