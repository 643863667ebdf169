//! The tab of billing settings.

use leptos::prelude::*;

/// The tab of billing settings.
#[component]
pub fn BillingPage() -> impl IntoView {
    view! { <div></div> }
}
