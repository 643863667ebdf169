//! Around the pages for entering: the mark, one column, and the language and the colours to choose.

use leptos::prelude::*;

use crate::{
    components::{language::LanguageMenu, page_head::set_title, theme_choice::ThemeMenu},
    ui::icon::{Icon, Shape},
};

/// One column in the middle, with a title.
#[component]
pub fn EntryLayout(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// What is to do, in a sentence; none where empty.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// The form.
    children: Children,
) -> impl IntoView {
    set_title(title);
    view! {
        <div class="entry">
            <header class="entry-bar">
                <span class="mark"><Icon shape=Shape::Mark/><span>"Slipway"</span></span>
                <span class="entry-choices"><LanguageMenu/><ThemeMenu/></span>
            </header>
            <main class="entry-main">
                <div class="entry-card">
                    <h1 class="page-title" tabindex="-1" data-page-title="">{title}</h1>
                    <Show when=move || lead.with(|lead| !lead.is_empty())>
                        <p class="page-lead">{lead}</p>
                    </Show>
                    {children()}
                </div>
            </main>
        </div>
    }
}
