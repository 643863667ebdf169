//! What stands around every control of a form: label above, help below, the error in its place.

use leptos::prelude::*;

use super::{
    field::Field,
    icon::{Icon, Shape},
};
use crate::locale::{t, use_i18n};

/// Label, control, error and help.
#[component]
pub fn FieldFrame(
    /// The field.
    field: Field,
    /// Its name in words.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to fill it in; none where empty.
    #[prop(optional, into)]
    help: Signal<String>,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// The control, with the id of the field.
    children: Children,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = field.id();
    let help_id = format!("{id}-help");
    let error_id = format!("{id}-error");
    view! {
        <div class="field" class:has-error=move || field.error.with(Option::is_some)>
            <label class="field-label" for=id>
                {label}
                {optional.then(|| view! { <span class="field-optional">{t!(i18n, common.optional)}</span> })}
            </label>
            {children()}
            <Show when=move || field.error.with(Option::is_some)>
                <p class="field-error" id=error_id.clone()>
                    <Icon shape=Shape::Alert/>
                    <span>{move || field.error.get()}</span>
                </p>
            </Show>
            <Show when=move || help.with(|help| !help.is_empty())>
                <p class="field-help" id=help_id.clone()>{help}</p>
            </Show>
        </div>
    }
}
