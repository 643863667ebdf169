//! One-line fields: text, and passwords that can be shown.

use leptos::prelude::*;

use super::{
    field::Field,
    frame::FieldFrame,
    icon::{Icon, Shape},
};
use crate::locale::{ts, use_i18n};

/// A field of one line.
#[component]
pub fn TextField(
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
    /// The kind of input: `text`, `email`, `url`, `search`.
    #[prop(optional, default = "text")]
    kind: &'static str,
    /// What the browser may fill in by itself.
    #[prop(optional, default = "off")]
    autocomplete: &'static str,
    /// Whether the page opens with the focus here.
    #[prop(optional)]
    autofocus: bool,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    readonly: Signal<bool>,
    /// What stands unchangeably before the value, as in an address.
    #[prop(optional, into)]
    before: Signal<String>,
) -> impl IntoView {
    let has_help = move || help.with(|help| !help.is_empty());
    // Browsers check addresses by rules of their own while typing; ours speak instead.
    view! {
        <FieldFrame field label help optional>
            <div class="input-frame">
                <Show when=move || before.with(|before| !before.is_empty())>
                    <span class="input-before" aria-hidden="true">{before}</span>
                </Show>
                <input
                    class="input"
                    id=field.id()
                    name=field.name
                    type=kind
                    autocomplete=autocomplete
                    autofocus=autofocus
                    spellcheck="false"
                    readonly=readonly
                    required=!optional
                    aria-invalid=move || field.error.with(Option::is_some).then_some("true")
                    aria-describedby=move || field.described_by(has_help())
                    prop:value=field.value
                    on:input=move |event| field.set.run(event_target_value(&event))
                    on:blur=move |_| field.left()
                />
            </div>
        </FieldFrame>
    }
}

/// A password, hidden until one wants to see it.
#[component]
pub fn PasswordField(
    /// The field.
    field: Field,
    /// Its name in words.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    help: Signal<String>,
    /// `current-password` or `new-password`.
    #[prop(optional, default = "current-password")]
    autocomplete: &'static str,
    /// Whether the page opens with the focus here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = RwSignal::new(false);
    let has_help = move || help.with(|help| !help.is_empty());
    let switch_label = move || {
        if shown.get() { ts!(i18n, common.hide_password) } else { ts!(i18n, common.show_password) }
    };
    view! {
        <FieldFrame field label help>
            <div class="input-frame">
                <input
                    class="input"
                    id=field.id()
                    name=field.name
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autofocus=autofocus
                    autocapitalize="off"
                    spellcheck="false"
                    required=true
                    aria-invalid=move || field.error.with(Option::is_some).then_some("true")
                    aria-describedby=move || field.described_by(has_help())
                    prop:value=field.value
                    on:input=move |event| field.set.run(event_target_value(&event))
                    on:blur=move |_| field.left()
                />
                <button
                    type="button"
                    class="input-switch"
                    aria-controls=field.id()
                    aria-label=switch_label
                    title=switch_label
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || view! { <Icon shape=if shown.get() { Shape::EyeOff } else { Shape::Eye }/> }}
                </button>
            </div>
        </FieldFrame>
    }
}
