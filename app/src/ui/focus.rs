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
            into(&element);
        }
    });
}

/// Goes to a control, or to the first one inside of what holds several.
fn into(element: &HtmlElement) {
    let inside = element.query_selector("input, button, select, textarea, [tabindex='0']").ok().flatten();
    let control = inside.and_then(|inside| inside.dyn_into::<HtmlElement>().ok());
    // Only an element that is no longer there cannot be focused.
    let _ = control.as_ref().unwrap_or(element).focus();
}

/// The first element that a selector finds.
pub fn first(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}
