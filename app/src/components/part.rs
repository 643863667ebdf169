//! A part of a page of settings: what it is about at the left, what it holds at the right.

use leptos::prelude::*;

/// A part of a page.
#[component]
pub fn Part(
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// What it is about, in a sentence.
    #[prop(into)]
    about: Signal<String>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="part">
            <div class="part-words">
                <h2 class="part-title">{title}</h2>
                <p class="part-about">{about}</p>
            </div>
            <div class="part-body">{children()}</div>
        </section>
    }
}
