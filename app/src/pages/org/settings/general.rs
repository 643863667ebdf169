//! The tab of general settings.

use leptos::prelude::*;

/// The tab of general settings.
#[component]
pub fn GeneralPage() -> impl IntoView {
    view! { <div></div> }
}
