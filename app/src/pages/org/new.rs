//! Creating an organization.

use leptos::prelude::*;

/// Creating an organization.
#[component]
pub fn NewOrgPage() -> impl IntoView {
    view! { <div></div> }
}
