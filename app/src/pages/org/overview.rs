//! An organization.

use leptos::prelude::*;

/// An organization.
#[component]
pub fn OrgPage() -> impl IntoView {
    view! { <div></div> }
}
