//! The head of a page: its title, which is also the window's, and its one primary act at the right.

use leptos::prelude::*;

/// The title of a page with its act.
#[component]
pub fn PageHead(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// What the page is about, in a sentence; none where empty.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// The act.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    set_title(title);
    view! {
        <header class="page-head">
            <div class="page-head-words">
                // The focus comes here when a page opens, so that a screen reader begins with its name.
                <h1 class="page-title" tabindex="-1" data-page-title="">{title}</h1>
                <Show when=move || lead.with(|lead| !lead.is_empty())>
                    <p class="page-lead">{lead}</p>
                </Show>
            </div>
            {children.map(|children| view! { <div class="page-act">{children()}</div> })}
        </header>
    }
}

/// Names the window after the page.
pub fn set_title(title: Signal<String>) {
    Effect::new(move |_| document().set_title(&format!("{} · Slipway", title.get())));
}
