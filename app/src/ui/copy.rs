//! Copies a text to the clipboard, and says so.

use std::time::Duration;

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;

use super::icon::{Icon, Shape};
use crate::locale::{t, ts, use_i18n};

/// How long it says that it copied.
const SAID: Duration = Duration::from_secs(2);

/// A button that copies a text.
#[component]
pub fn CopyButton(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What is copied, in words.
    #[prop(into)]
    label: Signal<String>,
    /// What stands on it, where it shows more than a picture; the label begins with these words.
    #[prop(optional, into)]
    words: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let promise = write(&text.get_untracked());
        spawn_local(async move {
            if let Some(promise) = promise
                && wasm_bindgen_futures::JsFuture::from(promise).await.is_ok()
            {
                copied.try_set(true);
                let unsay = move || {
                    copied.try_set(false);
                };
                set_timeout(unsay, SAID);
            }
        });
    };
    let or_copied =
        move |text: Signal<String>| move || if copied.get() { ts!(i18n, common.copied) } else { text.get() };
    let (name, has_words) = (or_copied(label), move || words.with(|words| !words.is_empty()));
    let class = move || if has_words() { "button" } else { "icon-button icon-button-small" };
    view! {
        <button type="button" class=class aria-label=name title=name on:click=copy>
            {move || view! { <Icon shape=if copied.get() { Shape::Check } else { Shape::Copy }/> }}
            <Show when=has_words>
                <span>{or_copied(words)}</span>
            </Show>
        </button>
        <span class="visually-hidden" role="status">
            <Show when=move || copied.get()>{t!(i18n, common.copied)}</Show>
        </span>
    }
}

/// Asks the browser to copy; on plain HTTP away from this machine it has no clipboard to offer.
fn write(text: &str) -> Option<js_sys::Promise> {
    let navigator = window().navigator();
    let has_clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    has_clipboard.ok().filter(JsValue::is_truthy).map(|_| navigator.clipboard().write_text(text))
}
