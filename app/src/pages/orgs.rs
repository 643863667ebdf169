//! The Organization panel.

use leptos::prelude::*;

/// The Organization panel.
#[component]
pub fn OrgsPage() -> impl IntoView {
    view! { <div></div> }
}
