//! Tabs that are links: each is an address of its own.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// A tab.
#[derive(Debug, Clone, Copy)]
pub struct Tab {
    /// Where it leads.
    pub href: Signal<String>,
    /// Its words.
    pub label: Signal<String>,
}

/// A row of tabs.
#[component]
pub fn Tabs(
    /// What the tabs divide, in words.
    #[prop(into)]
    label: Signal<String>,
    /// The tabs.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let path = use_location().pathname;
    let tab = move |tab: Tab| {
        let is_here = move || path.with(|path| *path == tab.href.get());
        view! {
            <li>
                <a class="tab" href=tab.href aria-current=move || is_here().then_some("page")>{tab.label}</a>
            </li>
        }
    };
    view! {
        <nav class="tabs" aria-label=label>
            <ul>{move || tabs.get().into_iter().map(tab).collect_view()}</ul>
        </nav>
    }
}
