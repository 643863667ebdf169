//! A text to take along: it can be selected and copied by hand, or with a button.

use leptos::{html, prelude::*};

use super::copy::CopyButton;
use crate::locale::{t, use_i18n};

/// A text that is to be copied, in a field that shows it.
#[component]
pub fn CopiedText(
    /// The text.
    #[prop(into)]
    text: String,
    /// What it is, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What the button does, in words.
    #[prop(into)]
    copy_label: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let field = NodeRef::<html::Input>::new();
    let select = move |_| {
        if let Some(field) = field.get_untracked() {
            field.select();
        }
    };
    view! {
        <div class="copied-text">
            <input
                node_ref=field
                class="input"
                type="text"
                readonly=true
                spellcheck="false"
                aria-label=label
                prop:value=text.clone()
                on:focus=select
            />
            <CopyButton text label=copy_label words=t!(i18n, common.copy)/>
        </div>
    }
}
