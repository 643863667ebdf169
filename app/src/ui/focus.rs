//! Moving the focus to where a person goes on.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Goes to the first field that has an error, in the topmost dialog if one is open.
pub fn first_invalid() {
    // Errors are shown by effects that run after this call.
    request_animation_frame(|| {
        let in_dialog = first("dialog[open] [aria-invalid=true]");
        if let Some(element) = in_dialog.or_else(|| first("[aria-invalid=true]")) {
            // Only an element that is no longer there cannot be focused.
            let _ = element.focus();
        }
    });
}

/// The first element that a selector finds.
pub fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}
