//! A choice from a list, by the control that the browser brings.

use leptos::prelude::*;

use super::{
    field::Field,
    frame::FieldFrame,
    icon::{Icon, Shape},
};

/// A value to choose, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the field holds when it is chosen.
    pub value: String,
    /// What it is called.
    pub label: String,
}

/// A choice from a list.
#[component]
pub fn Select(
    /// The field.
    field: Field,
    /// Its name in words.
    #[prop(into)]
    label: Signal<String>,
    /// What there is to choose from.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What the empty choice says; there is none where this is empty.
    #[prop(optional, into)]
    none: Signal<String>,
    /// What helps to choose.
    #[prop(optional, into)]
    help: Signal<String>,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// What the browser may fill in by itself.
    #[prop(optional, default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let has_help = move || help.with(|help| !help.is_empty());
    let option = move |value: String, label: String| {
        let own = value.clone();
        let chosen = move || field.value.with(|value| *value == own);
        view! { <option value=value selected=chosen>{label}</option> }
    };
    view! {
        <FieldFrame field label help optional>
            <div class="input-frame select-frame">
                <select
                    class="input"
                    id=field.id()
                    name=field.name
                    autocomplete=autocomplete
                    required=!optional
                    aria-invalid=move || field.error.with(Option::is_some).then_some("true")
                    aria-describedby=move || field.described_by(has_help())
                    prop:value=field.value
                    on:change=move |event| field.set.run(event_target_value(&event))
                    on:blur=move |_| field.left()
                >
                    {move || {
                        let empty = none.get();
                        (!empty.is_empty()).then(|| option(String::new(), empty))
                    }}
                    {move || {
                        choices.get().into_iter().map(|choice| option(choice.value, choice.label)).collect_view()
                    }}
                </select>
                <Icon shape=Shape::ChevronDown/>
            </div>
        </FieldFrame>
    }
}
