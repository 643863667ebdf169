//! The tab of permissions settings.

use leptos::prelude::*;

/// The tab of permissions settings.
#[component]
pub fn PermissionsPage() -> impl IntoView {
    view! { <div></div> }
}
