//! Answering an invitation.

use leptos::prelude::*;

/// Answering an invitation.
#[component]
pub fn InvitationPage() -> impl IntoView {
    view! { <div></div> }
}
