//! Tabs that are links: each is an address of its own.

use leptos::{html, prelude::*};
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
    let nav = NodeRef::<html::Nav>::new();
    Effect::new(move |_| {
        path.track();
        tabs.track();
        request_animation_frame(move || show_current(nav));
    });
    let tab = move |tab: Tab| {
        let is_here = move || path.with(|path| *path == tab.href.get());
        view! {
            <li>
                <a class="tab" href=tab.href aria-current=move || is_here().then_some("page")>{tab.label}</a>
            </li>
        }
    };
    view! {
        <nav node_ref=nav class="tabs" aria-label=label>
            <ul>{move || tabs.get().into_iter().map(tab).collect_view()}</ul>
        </nav>
    }
}

/// Where there is no room for all tabs, the row is scrolled to the one that is open.
fn show_current(nav: NodeRef<html::Nav>) {
    let Some(nav) = nav.try_get_untracked().flatten() else { return };
    let current = nav.query_selector("[aria-current]").ok().flatten();
    if let Some(tab) = current {
        let (tab, row) = (tab.get_bounding_client_rect(), nav.get_bounding_client_rect());
        let hidden = (tab.right() - row.right()).max(0.0) - (row.left() - tab.left()).max(0.0);
        nav.set_scroll_left(nav.scroll_left() + hidden as i32);
    }
}
