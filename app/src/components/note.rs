//! The few words of whoever invites: as they were typed, line breaks and all, and nothing to click in them.

use leptos::prelude::*;

use crate::locale::{t, use_i18n};

/// A note, with the name of whoever wrote it.
#[component]
pub fn Note(
    /// Who wrote it.
    sender: String,
    /// What it says.
    text: String,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <figure class="note">
            <figcaption class="quiet">{t!(i18n, invite.note_from, sender = sender.clone())}</figcaption>
            <blockquote class="note-words">{text}</blockquote>
        </figure>
    }
}
