//! The tab of audit settings.

use leptos::prelude::*;

/// The tab of audit settings.
#[component]
pub fn AuditPage() -> impl IntoView {
    view! { <div></div> }
}
