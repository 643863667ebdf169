//! A failed request in words: above a form, or in the place of what could not be loaded.

use leptos::prelude::*;

use crate::{
    api::Failure,
    locale::{t, use_i18n},
    ui::{
        copy::CopyButton,
        error::ErrorState,
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
                    <p>{move || failure.words(i18n)}</p>
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
