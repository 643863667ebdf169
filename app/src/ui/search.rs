//! A field that searches as one types, a moment after the last key.

use std::time::Duration;

use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::*,
};

use super::{
    icon::{Icon, Shape},
    unique::unique_id,
};

/// How long after the last key the search begins.
const PAUSE: Duration = Duration::from_millis(200);

/// A search field. What it holds follows what is typed after a moment, and at once with Enter.
#[component]
pub fn SearchField(
    /// What is searched for.
    value: RwSignal<String>,
    /// Its name in words.
    #[prop(into)]
    label: Signal<String>,
    /// What can be searched for.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// What the button that empties it is called.
    #[prop(into)]
    clear_label: Signal<String>,
) -> impl IntoView {
    let id = unique_id("search");
    let typed = RwSignal::new(value.get_untracked());
    // It may be emptied from elsewhere, as by a button under a search that found nothing.
    Effect::new(move |_| {
        let now = value.get();
        if typed.get_untracked() != now {
            typed.set(now);
        }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop_waiting = move || {
        if let Some(Some(handle)) = waiting.try_update_value(Option::take) {
            handle.clear();
        }
    };
    on_cleanup(stop_waiting);
    let apply = move || {
        stop_waiting();
        let now = typed.get_untracked();
        if value.get_untracked() != now {
            value.set(now);
        }
    };
    let input = move |event| {
        typed.set(event_target_value(&event));
        stop_waiting();
        waiting.set_value(set_timeout_with_handle(apply, PAUSE).ok());
    };
    let clear = move |_| {
        typed.set(String::new());
        apply();
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            apply();
        }
        "Escape" if typed.with_untracked(|typed| !typed.is_empty()) => {
            event.prevent_default();
            typed.set(String::new());
            apply();
        }
        _ => {}
    };
    view! {
        <div class="search" role="search">
            <Icon shape=Shape::Search/>
            <label class="visually-hidden" for=id.clone()>{label}</label>
            <input
                class="search-input"
                type="text"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                id=id
                placeholder=placeholder
                prop:value=typed
                on:input=input
                on:keydown=pressed
            />
            <Show when=move || typed.with(|typed| !typed.is_empty())>
                <button
                    type="button"
                    class="icon-button icon-button-small"
                    aria-label=clear_label
                    title=clear_label
                    on:click=clear
                >
                    <Icon shape=Shape::Close/>
                </button>
            </Show>
        </div>
    }
}
