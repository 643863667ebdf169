//! What stands where something could not be loaded: what happened, a way to try again, the request's id.

use leptos::prelude::*;

use super::{
    button::Button,
    copy::CopyButton,
    icon::{Icon, Shape},
};
use crate::locale::{t, use_i18n};

/// What stands where something could not be loaded.
#[component]
pub fn ErrorState(
    /// What happened and what to do next.
    #[prop(into)]
    text: Signal<String>,
    /// What the server's log names the request by.
    #[prop(optional_no_strip)]
    request_id: Option<String>,
    /// Tries again.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <div class="error-state" role="alert">
            <Icon shape=Shape::Alert/>
            <p class="error-text">{text}</p>
            {on_retry.map(|retry| view! {
                <Button icon=Shape::Retry on_press=retry>{t!(i18n, common.try_again)}</Button>
            })}
            {request_id.map(|id| view! {
                <p class="request-id">
                    <span>{t!(i18n, common.request_id)}</span>
                    <code>{id.clone()}</code>
                    <CopyButton text=id label=t!(i18n, common.copy_request_id)/>
                </p>
            })}
        </div>
    }
}
