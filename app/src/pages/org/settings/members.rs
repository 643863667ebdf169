//! The tab of members settings.

use leptos::prelude::*;

/// The tab of members settings.
#[component]
pub fn MembersPage() -> impl IntoView {
    view! { <div></div> }
}
