//! A choice between a few, side by side.

use leptos::prelude::*;

/// One of the few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// What is held when it is chosen.
    pub value: String,
    /// What it is called.
    pub label: String,
}

/// A choice between a few.
#[component]
pub fn Segments(
    /// Tells the choice from others of the page.
    name: &'static str,
    /// What is chosen, in words.
    #[prop(into)]
    legend: Signal<String>,
    /// What is chosen.
    value: RwSignal<String>,
    /// What there is to choose from.
    segments: Signal<Vec<Segment>>,
) -> impl IntoView {
    let segment = move |Segment { value: own, label }: Segment| {
        let chosen = {
            let own = own.clone();
            move || value.with(|value| *value == own)
        };
        let choose = {
            let own = own.clone();
            move |_| value.set(own.clone())
        };
        view! {
            <label class="segment">
                <input
                    type="radio"
                    class="visually-hidden"
                    name=name
                    value=own
                    prop:checked=chosen
                    on:change=choose
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{legend}</legend>
            {move || segments.get().into_iter().map(segment).collect_view()}
        </fieldset>
    }
}
