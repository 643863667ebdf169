//! A box to tick.

use leptos::prelude::*;

use super::unique::unique_id;

/// A box to tick, with its words beside it.
#[component]
pub fn Checkbox(
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Takes what it becomes.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Its name in words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let id = unique_id("checkbox");
    view! {
        <div class="checkbox">
            <input
                type="checkbox"
                id=id.clone()
                prop:checked=checked
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <label for=id>{label}</label>
        </div>
    }
}
