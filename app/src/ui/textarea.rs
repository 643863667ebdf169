//! A field of several lines.

use leptos::prelude::*;

use super::{field::Field, frame::FieldFrame};

/// A field of several lines.
#[component]
pub fn TextArea(
    /// The field.
    field: Field,
    /// Its name in words.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    help: Signal<String>,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// Whether the page opens with the focus here.
    #[prop(optional)]
    autofocus: bool,
    /// How many lines are shown.
    #[prop(optional, default = 3)]
    rows: u32,
) -> impl IntoView {
    let has_help = move || help.with(|help| !help.is_empty());
    view! {
        <FieldFrame field label help optional>
            <textarea
                class="input"
                id=field.id()
                name=field.name
                rows=rows
                autofocus=autofocus
                required=!optional
                aria-invalid=move || field.error.with(Option::is_some).then_some("true")
                aria-describedby=move || field.described_by(has_help())
                prop:value=field.value
                on:input=move |event| field.set.run(event_target_value(&event))
                on:blur=move |_| field.left()
            ></textarea>
        </FieldFrame>
    }
}
