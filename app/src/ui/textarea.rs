//! A field of several lines. Enter begins a line in it; with Ctrl, or with ⌘, it submits the form around.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

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
                on:keydown=submit_by_enter
                on:input=move |event| field.set.run(event_target_value(&event))
                on:blur=move |_| field.left()
            ></textarea>
        </FieldFrame>
    }
}

/// Presses the button that submits the form around, as Enter does from a field of one line.
fn submit_by_enter(event: leptos::ev::KeyboardEvent) {
    if event.key() != "Enter" || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    event.prevent_default();
    let field = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let form = field.and_then(|field| field.closest("form").ok().flatten());
    let button = form.and_then(|form| form.query_selector("button[type=submit]").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
